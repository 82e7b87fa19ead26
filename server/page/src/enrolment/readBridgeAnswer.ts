import { hashSignal, type WorldIdResult } from '@psephos/lib'
import * as z from 'zod'
import { isWorldIdCode, type WorldIdCode } from '../errors/worldIdCodes.ts'
import type { OpenWorldIdRequest } from '../identity/identityRecords.ts'

/** What {@link readBridgeAnswer} takes. */
export type ReadBridgeAnswerParameters = {
  open: OpenWorldIdRequest
  /** Another `fetch`, for tests. */
  fetch?: typeof globalThis.fetch
  signal?: AbortSignal
}

/** What World ID's bridge has for a request. */
export type BridgeAnswer =
  /** `isOpened`: World App has taken the request. */
  | { type: 'waiting'; isOpened: boolean }
  | { type: 'result'; result: WorldIdResult }
  | { type: 'failure'; code: WorldIdCode }

/** World ID's own bridge, which the content security policy names. */
const BRIDGE = 'https://bridge.worldcoin.org'

const bridgeAnswer = z.object({
  status: z.enum(['initialized', 'retrieved', 'completed']),
  response: z.object({ iv: z.string(), payload: z.string() }).nullish(),
})

const refusal = z.object({ error_code: z.string() })
const approval = z.object({
  responses: z
    .array(
      z.object({
        identifier: z.string(),
        issuer_schema_id: z.number().int().nonnegative(),
        proof: z.string().regex(/^[0-9a-f]{320}$/i),
        nullifier: z.string().regex(/^(nil_|0x)?[0-9a-f]{64}$/i),
        expires_at_min: z.number().int().nonnegative(),
      }),
    )
    .min(1)
    .max(8),
})

/**
 * Asks World ID's bridge once for the answer to a request that was handed over before this page was
 * loaded, and returns it in the form in which IDKit does. IDKit keeps the key of a request in memory and
 * cannot go on with one of another page, but World ID gives its answer once: who leaves the page for World App,
 * and comes back to one that the browser has loaded anew, would have lost it.
 * @throws whatever `fetch` throws when the bridge does not answer.
 * Source: the bridge's protocol as IDKit speaks it.
 */
export async function readBridgeAnswer({
  open,
  fetch = globalThis.fetch,
  signal,
}: ReadBridgeAnswerParameters): Promise<BridgeAnswer> {
  const { request, connectorUri } = open
  const { searchParams } = new URL(connectorUri)
  const id = searchParams.get('i') ?? ''
  const bridge = request.development?.bridgeUrl ?? BRIDGE
  const url = new URL(`/response/${encodeURIComponent(id)}`, bridge)
  const response = await fetch(url, { signal: signal ?? null, cache: 'no-store' })
  // Forgotten after 15 minutes, or given to whoever asked before.
  if (response.status === 404) return { type: 'failure', code: 'timeout' }
  if (!response.ok) throw new TypeError(`World ID's bridge answers with status ${response.status}.`)
  const answer = bridgeAnswer.safeParse(await response.json())
  if (!answer.success) return { type: 'failure', code: 'unexpected_response' }
  const { status, response: envelope } = answer.data
  if (status !== 'completed' || envelope == null) {
    return { type: 'waiting', isOpened: status === 'retrieved' }
  }
  return decode(await decrypt(envelope, searchParams.get('k') ?? ''), request)
}

/** Returns what World App wrote, or null when it cannot be read with the request's key. */
async function decrypt(
  { iv, payload }: { iv: string; payload: string },
  keyText: string,
): Promise<unknown> {
  try {
    const key = await crypto.subtle.importKey('raw', toBytes(keyText), 'AES-GCM', false, [
      'decrypt',
    ])
    const algorithm = { name: 'AES-GCM', iv: toBytes(iv) }
    const plaintext = await crypto.subtle.decrypt(algorithm, key, toBytes(payload))
    return JSON.parse(new TextDecoder().decode(plaintext))
  } catch {
    return null
  }
}

function decode(plaintext: unknown, request: OpenWorldIdRequest['request']): BridgeAnswer {
  const refused = refusal.safeParse(plaintext)
  if (refused.success) {
    const { error_code: code } = refused.data
    return { type: 'failure', code: isWorldIdCode(code) ? code : 'generic_error' }
  }
  const approved = approval.safeParse(plaintext)
  if (!approved.success) return { type: 'failure', code: 'unexpected_response' }
  const result: WorldIdResult = {
    protocol_version: '4.0',
    nonce: request.rpContext.nonce,
    action: request.action,
    environment: request.environment,
    responses: approved.data.responses.map(({ proof, nullifier, ...response }) => ({
      ...response,
      proof: (proof.match(/.{64}/g) ?? []).map((word) => String(BigInt(`0x${word}`))),
      nullifier: `0x${nullifier.slice(-64)}`,
      signal_hash: `0x${hashSignal(request.signal).toString(16).padStart(64, '0')}`,
    })),
  }
  return { type: 'result', result }
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
