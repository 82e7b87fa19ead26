import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type WireWorldIdRequest, type WorldIdResult, wireWorldIdResult } from '@psephos/lib'
import type { DevelopmentWallet } from '@psephos/server/src/development/world-id/DevelopmentWallet.ts'
import { CredentialRequest, IDKit } from '@worldcoin/idkit-core'

/** What {@link proveHuman} takes. */
export interface ProveHumanParameters {
  /** What the server asks World ID for. */
  readonly request: WireWorldIdRequest
  /** The World ID app of the pretend people. */
  readonly wallet: DevelopmentWallet
  /** Which of them proves that they are human. */
  readonly person: number
}

const POLL_INTERVAL = 50
const TIMEOUT = 30_000

/** Goes through World ID as a person does: IDKit asks, the app approves, IDKit hands over the result. */
export async function proveHuman({
  request,
  wallet,
  person,
}: ProveHumanParameters): Promise<WorldIdResult> {
  const { appId, development } = request
  if (!isAppId(appId) || development === null) {
    throw new TypeError('The server does not ask a development World ID.')
  }
  const asked = await IDKit.request({
    app_id: appId,
    action: request.action,
    rp_context: request.rpContext,
    allow_legacy_proofs: false,
    environment: request.environment,
    bridge_url: development.bridgeUrl,
    override_connect_base_url: development.connectUrl,
  }).constraints(CredentialRequest('proof_of_human', { signal: request.signal }))
  await wallet.answerWorldIdRequest({ connectorUri: asked.connectorURI, person })
  const completion = await asked.pollUntilCompletion({
    pollInterval: POLL_INTERVAL,
    timeout: TIMEOUT,
  })
  if (!completion.success) throw new Error(`World ID refuses: ${completion.error}.`)
  return wireWorldIdResult.parse(completion.result)
}

function isAppId(text: string): text is `app_${string}` {
  return text.startsWith('app_')
}

/** IDKit fetches its WebAssembly from a `file:` URL in Node, whose fetch does not serve them. Undone by what it returns. */
export function serveFileUrls(): () => void {
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith('file:')) return fetch(input, init)
    const body = await readFile(fileURLToPath(url))
    return new Response(body, { headers: { 'content-type': 'application/wasm' } })
  }
  return () => {
    globalThis.fetch = fetch
  }
}
