import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64url } from 'multiformats/bases/base64'
import type { PasskeyContainer } from '../identity/readPasskey.ts'

/** How a browser and the authenticator beside it behave; by default as the best ones do. */
export type Behaviour = {
  /** The host of the page. */
  host?: string
  /** When the authenticator tells what its PRF gives: at creation as well, when it is used, never. */
  prf?: 'always' | 'on use' | 'never'
  /** Whether it verifies the person although it was asked to. */
  verifies?: boolean
  isBackedUp?: boolean
  /** What the PRF gives, cut or extended to so many bytes. */
  prfBytes?: number
  /** Whether the browser shows authenticator data at creation. */
  showsDataAtCreation?: boolean
  /** What the browser fails with, by WebAuthn's name. */
  failure?: string
  /** When it fails: at every question, or only at a use. */
  failsAt?: 'every' | 'use'
}

type Passkey = { rawId: Uint8Array; userId: string; rpId: string; secret: Uint8Array }

/** Passkeys as an authenticator keeps them; they can be synced to other devices. */
export type PasskeyStore = Map<string, Passkey>

const bytesOf = (source: BufferSource): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
const encode = (bytes: Uint8Array): string => base64url.baseEncode(bytes)

/**
 * Stands where `navigator.credentials` stands and speaks WebAuthn with its extension `prf`: a secret
 * for each passkey, HMAC-SHA-256 over the hash of WebAuthn's prefix and the input, another secret
 * for people who are not verified, one discoverable passkey for each relying party and user.
 */
export function createPasskeys(
  behaviour: Behaviour = {},
  store: PasskeyStore = new Map(),
): PasskeyContainer & { store: PasskeyStore; asked: ('create' | 'get')[] } {
  const { host = 'vote.example', prf = 'always', verifies = true, isBackedUp = true } = behaviour
  const asked: ('create' | 'get')[] = []

  const requireAllowed = (rpId: string, question: 'create' | 'get') => {
    asked.push(question)
    const fails = behaviour.failsAt !== 'use' || question === 'get'
    if (behaviour.failure !== undefined && fails) {
      throw new DOMException('No.', behaviour.failure)
    }
    if (host !== rpId && !host.endsWith(`.${rpId}`)) throw new DOMException('No.', 'SecurityError')
  }

  const authenticatorData = (rpId: string) =>
    bufferOf(
      concatBytes(
        sha256(utf8ToBytes(rpId)),
        Uint8Array.of(0b1001 | (verifies ? 0b100 : 0) | (isBackedUp ? 0b10000 : 0)),
        new Uint8Array(4),
      ),
    )

  const evaluate = (passkey: Passkey, input: BufferSource) => {
    const salt = sha256(concatBytes(utf8ToBytes('WebAuthn PRF\0'), bytesOf(input)))
    const secret = verifies ? passkey.secret : sha256(passkey.secret)
    const output = hmac(sha256, secret, salt)
    const cut = new Uint8Array(behaviour.prfBytes ?? output.length)
    cut.set(output.slice(0, cut.length))
    return { first: bufferOf(cut) }
  }

  const answer = (
    passkey: Passkey,
    response: object,
    results: AuthenticationExtensionsClientOutputs,
  ): PublicKeyCredential => ({
    type: 'public-key',
    id: encode(passkey.rawId),
    rawId: bufferOf(passkey.rawId),
    authenticatorAttachment: 'platform',
    response: { clientDataJSON: new ArrayBuffer(0), ...response },
    getClientExtensionResults: () => results,
    toJSON: () => {
      throw new TypeError('What a passkey answers here is not sent anywhere.')
    },
  })

  return {
    store,
    asked,
    create: async (options) => {
      const publicKey = options?.publicKey
      if (publicKey === undefined) throw new TypeError('No public key is asked for.')
      const rpId = publicKey.rp.id ?? host
      requireAllowed(rpId, 'create')
      const userId = encode(bytesOf(publicKey.user.id))
      const passkey: Passkey = {
        rawId: crypto.getRandomValues(new Uint8Array(16)),
        userId,
        rpId,
        secret: crypto.getRandomValues(new Uint8Array(32)),
      }
      store.set(`${rpId} ${userId}`, passkey)
      const input = publicKey.extensions?.prf?.eval?.first
      const results =
        prf === 'always' && input !== undefined ? { results: evaluate(passkey, input) } : {}
      return answer(
        passkey,
        behaviour.showsDataAtCreation === false
          ? {}
          : { getAuthenticatorData: () => authenticatorData(rpId) },
        { prf: { enabled: prf !== 'never', ...results } },
      )
    },
    get: async (options) => {
      const publicKey = options?.publicKey
      if (publicKey === undefined) throw new TypeError('No public key is asked for.')
      const rpId = publicKey.rpId ?? host
      requireAllowed(rpId, 'get')
      const allowed = (publicKey.allowCredentials ?? []).map(({ id }) => encode(bytesOf(id)))
      const passkey = [...store.values()].find(
        (each) =>
          each.rpId === rpId && (allowed.length === 0 || allowed.includes(encode(each.rawId))),
      )
      if (passkey === undefined) throw new DOMException('No.', 'NotAllowedError')
      const input = publicKey.extensions?.prf?.eval?.first
      const results =
        prf !== 'never' && input !== undefined ? { prf: { results: evaluate(passkey, input) } } : {}
      const response = { authenticatorData: authenticatorData(rpId), signature: new ArrayBuffer(0) }
      return answer(passkey, response, results)
    },
  }
}
