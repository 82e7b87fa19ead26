import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { WireWorldIdRequest } from '@psephos/lib'
import { createWorldIdRequest } from '@psephos/lib/node'
import { CredentialRequest, IDKit, type IDKitRequest } from '@worldcoin/idkit-core'
import { computeAddress } from 'ethers'
import express from 'express'
import { vi } from 'vitest'
import { developmentRpId } from '../development/readDevelopmentKeys.ts'
import { createDevelopmentWallet } from '../development/world-id/createDevelopmentWallet.ts'
import { createDevelopmentWorldId } from '../development/world-id/createDevelopmentWorldId.ts'
import type { DevelopmentWallet } from '../development/world-id/DevelopmentWallet.ts'
import { getDevelopmentWorldIdUrls } from '../development/world-id/developmentWorldIdUrls.ts'

/** The relying party's private key in these tests. */
export const signingKey = `0x${'11'.repeat(32)}`
/** The development wallet's private key in these tests. */
export const walletKey = `0x${'22'.repeat(32)}`
/** The relying party in these tests. */
export const rpId = 'rp_0123456789abcdef'

/** A development World ID that listens on loopback. */
export interface RunningDevelopmentWorldId {
  readonly origin: string
  readonly wallet: DevelopmentWallet
  /** Returns a signed request, with what a test changes about it. */
  readonly createRequest: (
    changed?: Partial<Parameters<typeof createWorldIdRequest>[0]>,
  ) => WireWorldIdRequest
  /** Moves the clock of bridge and wallet. */
  readonly advance: (milliseconds: number) => void
  readonly close: () => Promise<void>
}

/**
 * Starts a development World ID on a free port of loopback, with a clock that only moves when told
 * to.
 */
export async function startDevelopmentWorldId(): Promise<RunningDevelopmentWorldId> {
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  let time = Date.now()
  const now = () => time
  const urls = getDevelopmentWorldIdUrls(origin)
  const address = computeAddress(signingKey)
  const relyingParties = { [rpId]: address, [developmentRpId]: address }
  const wallet = createDevelopmentWallet({ walletKey, bridgeUrl: origin, relyingParties, now })
  app.use(createDevelopmentWorldId({ wallet, now }))

  return {
    origin,
    wallet,
    createRequest: (changed) =>
      createWorldIdRequest({
        signingKey,
        rpId,
        appId: 'app_staging_psephos',
        group: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
        epoch: 0n,
        commitment: 1234n,
        ttl: 300,
        environment: 'staging',
        development: urls,
        ...changed,
      }),
    advance: (milliseconds) => {
      time += milliseconds
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Hands a request to the real IDKit, as the page does, and returns IDKit's request. */
export async function requestWithIdKit(request: WireWorldIdRequest): Promise<IDKitRequest> {
  const { appId, action, rpContext, environment, development, signal } = request
  if (!/^app_/.test(appId) || development === null)
    throw new TypeError('Not for a development World ID')
  return IDKit.request({
    app_id: appId as `app_${string}`,
    action,
    rp_context: rpContext,
    allow_legacy_proofs: false,
    environment,
    bridge_url: development.bridgeUrl,
    override_connect_base_url: development.connectUrl,
  }).constraints(CredentialRequest('proof_of_human', { signal }))
}

/** Lets IDKit fetch its WebAssembly from `file:` URLs, which Node's fetch does not serve. */
export function serveFileUrls(): void {
  const { fetch } = globalThis
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith('file:')) return fetch(input, init)
    const headers = { 'content-type': 'application/wasm' }
    return new Response(await readFile(fileURLToPath(url)), { headers })
  })
}
