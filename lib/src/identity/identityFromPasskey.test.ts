import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  PasskeyCancelledError,
  PasskeyOriginRefusedError,
  PasskeyPrfUnsupportedError,
  PasskeyResultInvalidError,
  PasskeyUnavailableError,
} from '../errors/identityErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { type Behaviour, createPasskeys } from '../testing/createPasskeys.ts'
import { createPasskeyIdentity } from './createPasskeyIdentity.ts'
import { identityFromPasskey } from './identityFromPasskey.ts'
import { passkeySalt } from './passkeySalt.ts'

const domain = { chainId: 1, group: '0x5FbDB2315678afecb367f032d93F642f64180aa3' }
const label = 'Vote in the garden'

const create = (behaviour: Behaviour = {}) => {
  const credentials = createPasskeys(behaviour)
  return { credentials, made: createPasskeyIdentity({ ...domain, label, credentials }) }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('passkeySalt', () => {
  test('is the documented hash, for ever', () => {
    expect(Buffer.from(passkeySalt(domain)).toString('hex')).toBe(
      // printf %s psephos.identity.passkey.v1:eip155:1:0x5fbdb2315678afecb367f032d93f642f64180aa3 | sha256sum
      '1e342c9b7f5a1d685a615106b2e13456c9b182af57a7a371c54692575c4e804b',
    )
  })

  test('is the same however the group is written, and another for other groups and chains', () => {
    const salt = passkeySalt(domain)
    expect(passkeySalt({ chainId: 1n, group: domain.group.toLowerCase() })).toEqual(salt)
    expect(passkeySalt({ ...domain, chainId: 10 })).not.toEqual(salt)
    expect(passkeySalt({ ...domain, group: `0x${'1'.repeat(40)}` })).not.toEqual(salt)
  })

  test.each([
    { ...domain, chainId: 0 },
    { ...domain, chainId: 1.5 },
    { ...domain, chainId: 1n << 60n },
    { ...domain, group: '' },
    { ...domain, group: `${domain.group}:10` },
  ])('refuses %o', (wrong) => {
    expect(() => passkeySalt(wrong)).toThrow(RequestMalformedError)
  })
})

describe('createPasskeyIdentity', () => {
  test('asks once where the authenticator tells at creation', async () => {
    const { credentials, made } = create()
    expect((await made).isBackedUp).toBe(true)
    expect(credentials.asked).toEqual(['create'])
  })

  test.each<Behaviour>([{ prf: 'on use' }, { showsDataAtCreation: false }])(
    'asks a second time where it does not tell enough at first: %o',
    async (behaviour) => {
      const { credentials, made } = create(behaviour)
      const { identity } = await made
      expect(credentials.asked).toEqual(['create', 'get'])
      const again = await identityFromPasskey({ ...domain, credentials })
      expect(again.identity.commitment).toBe(identity.commitment)
    },
  )

  test('asks for the passkey it has just made, also beside others', async () => {
    const credentials = createPasskeys({ prf: 'on use' })
    const first = await createPasskeyIdentity({ ...domain, label, credentials })
    const second = await createPasskeyIdentity({ ...domain, label, credentials })
    expect(second.identity.commitment).not.toBe(first.identity.commitment)
    const { credentialId } = second
    const again = await identityFromPasskey({ ...domain, credentialId, credentials })
    expect(again).toMatchObject({ credentialId })
    expect(again.identity.commitment).toBe(second.identity.commitment)
  })

  test('overwrites no earlier passkey', async () => {
    const credentials = createPasskeys()
    await createPasskeyIdentity({ ...domain, label, credentials })
    await createPasskeyIdentity({ ...domain, label, credentials })
    expect(credentials.store.size).toBe(2)
  })

  test('says that a passkey stays on its device', async () => {
    expect((await create({ isBackedUp: false }).made).isBackedUp).toBe(false)
  })

  test('says that an authenticator has no PRF', async () => {
    await expect(create({ prf: 'never' }).made).rejects.toThrow(PasskeyPrfUnsupportedError)
  })

  test('makes no passkey where the browser says that it has no PRF', async () => {
    const credentials = createPasskeys()
    vi.stubGlobal('navigator', { credentials })
    const getClientCapabilities = async () => ({ 'extension:prf': false })
    vi.stubGlobal(
      'PublicKeyCredential',
      Object.assign(() => undefined, { getClientCapabilities }),
    )
    await expect(createPasskeyIdentity({ ...domain, label })).rejects.toThrow(
      PasskeyPrfUnsupportedError,
    )
    expect(credentials.asked).toEqual([])
  })

  test("uses the page's own passkeys by default", async () => {
    const credentials = createPasskeys()
    vi.stubGlobal('navigator', { credentials })
    vi.stubGlobal('PublicKeyCredential', () => undefined)
    const { identity } = await createPasskeyIdentity({ ...domain, label })
    expect((await identityFromPasskey(domain)).identity.commitment).toBe(identity.commitment)
  })
})

describe('identityFromPasskey', () => {
  test('gives the same identity on another device that the passkey is synced to', async () => {
    const { credentials, made } = create()
    const { identity, credentialId } = await made
    const other = createPasskeys({}, credentials.store)
    const found = await identityFromPasskey({ ...domain, credentials: other })
    expect(found.identity.commitment).toBe(identity.commitment)
    expect(found.credentialId).toBe(credentialId)
  })

  test('gives another identity in every group, and on every chain', async () => {
    const { credentials, made } = create()
    const commitments = [(await made).identity.commitment]
    for (const change of [{ chainId: 10 }, { group: `0x${'1'.repeat(40)}` }]) {
      const { identity } = await identityFromPasskey({ ...domain, ...change, credentials })
      commitments.push(identity.commitment)
    }
    expect(new Set(commitments).size).toBe(3)
  })

  test('serves the subdomains of one relying party alike', async () => {
    const relyingPartyId = 'garden.example'
    const one = createPasskeys({ host: 'vote.garden.example' })
    const { identity } = await createPasskeyIdentity({
      ...domain,
      label,
      relyingPartyId,
      credentials: one,
    })
    const two = createPasskeys({ host: 'forum.garden.example' }, one.store)
    const found = await identityFromPasskey({ ...domain, relyingPartyId, credentials: two })
    expect(found.identity.commitment).toBe(identity.commitment)
  })

  test('refuses a passkey that does not verify the person: it has another secret', async () => {
    const { credentials, made } = create()
    await made
    const lax = createPasskeys({ verifies: false }, credentials.store)
    await expect(identityFromPasskey({ ...domain, credentials: lax })).rejects.toThrow(
      PasskeyResultInvalidError,
    )
  })

  test.each([0, 31, 33, 64])('refuses a secret of %d bytes', async (prfBytes) => {
    const { credentials, made } = create()
    await made
    const odd = createPasskeys({ prfBytes }, credentials.store)
    await expect(identityFromPasskey({ ...domain, credentials: odd })).rejects.toThrow(
      PasskeyResultInvalidError,
    )
  })

  test.each([
    ['no answer', null],
    ['a password', { id: '1', type: 'password' }],
    ['an answer without extensions', { id: '1', type: 'public-key' }],
  ])('refuses %s', async (_, found) => {
    const credentials = { ...createPasskeys(), get: async () => found }
    await expect(identityFromPasskey({ ...domain, credentials })).rejects.toThrow(
      PasskeyResultInvalidError,
    )
  })

  test('refuses authenticator data that is cut short', async () => {
    const { credentials, made } = create()
    await made
    const cut: typeof credentials.get = async (options) => {
      const passkey = await credentials.get(options)
      return passkey && { ...passkey, response: { authenticatorData: new ArrayBuffer(32) } }
    }
    await expect(
      identityFromPasskey({ ...domain, credentials: { ...credentials, get: cut } }),
    ).rejects.toThrow(PasskeyResultInvalidError)
  })

  test('says that a passkey has no PRF', async () => {
    const { credentials, made } = create()
    await made
    const without = createPasskeys({ prf: 'never' }, credentials.store)
    await expect(identityFromPasskey({ ...domain, credentials: without })).rejects.toThrow(
      PasskeyPrfUnsupportedError,
    )
  })

  test.each([
    ['NotAllowedError', PasskeyCancelledError],
    ['AbortError', PasskeyCancelledError],
    ['SecurityError', PasskeyOriginRefusedError],
    ['NotSupportedError', PasskeyUnavailableError],
    ['ConstraintError', PasskeyUnavailableError],
    ['UnknownError', PasskeyUnavailableError],
  ])('names the browser’s %s', async (failure, expected) => {
    await expect(create({ failure }).made).rejects.toThrow(expected)
    await expect(create({ failure, failsAt: 'use', prf: 'on use' }).made).rejects.toThrow(expected)
    const credentials = createPasskeys({ failure })
    await expect(identityFromPasskey({ ...domain, credentials })).rejects.toThrow(expected)
  })

  test('finds nothing on another site', async () => {
    const { credentials, made } = create()
    await made
    const phishing = createPasskeys({ host: 'evil.example' }, credentials.store)
    await expect(identityFromPasskey({ ...domain, credentials: phishing })).rejects.toThrow(
      PasskeyCancelledError,
    )
    await expect(
      identityFromPasskey({
        ...domain,
        relyingPartyId: 'vote.example',
        credentials: phishing,
      }),
    ).rejects.toThrow(PasskeyOriginRefusedError)
  })

  test('says that there are no passkeys outside browsers', async () => {
    await expect(identityFromPasskey(domain)).rejects.toThrow(PasskeyUnavailableError)
    await expect(createPasskeyIdentity({ ...domain, label })).rejects.toThrow(
      PasskeyUnavailableError,
    )
  })

  test.each(['', 'ä', 'a b'])('refuses %j as the name of a passkey', async (credentialId) => {
    const credentials = createPasskeys()
    await expect(identityFromPasskey({ ...domain, credentialId, credentials })).rejects.toThrow(
      RequestMalformedError,
    )
  })

  test("throws the signal's reason, before and while it asks", async () => {
    const reason = new Error('the person left')
    const credentials = createPasskeys()
    const signal = AbortSignal.abort(reason)
    await expect(identityFromPasskey({ ...domain, credentials, signal })).rejects.toBe(reason)
    expect(credentials.asked).toEqual([])
    const controller = new AbortController()
    const waiting = {
      ...credentials,
      get: async () => {
        controller.abort(reason)
        throw new DOMException('No.', 'AbortError')
      },
    }
    await expect(
      identityFromPasskey({ ...domain, credentials: waiting, signal: controller.signal }),
    ).rejects.toBe(reason)
  })
})
