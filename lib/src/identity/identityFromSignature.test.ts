import { Signature, TypedDataEncoder, toBeHex, Wallet } from 'ethers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  IdentitySignatureDeclinedError,
  IdentitySignatureInvalidError,
  IdentitySignatureUnstableError,
  IdentitySignerFailedError,
  IdentitySignerUnsupportedError,
} from '../errors/identityErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { identityFromSignature } from './identityFromSignature.ts'
import { identityTypedData } from './identityTypedData.ts'

const wallet = new Wallet(`0x${'11'.repeat(32)}`)
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const GENERATOR_X = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n
const asked = {
  chainId: 1,
  group: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
  origin: 'https://vote.example',
}

/** A wallet of which only the answers are odd. */
const answering = (answer: (signature: string, count: number) => string) => {
  let count = 0
  return {
    getAddress: () => wallet.getAddress(),
    signTypedData: async (...typedData: Parameters<typeof wallet.signTypedData>) => {
      count += 1
      return answer(await wallet.signTypedData(...typedData), count)
    },
  }
}

/**
 * Another valid signature of the same text by the same key: with the nonce 1, whose point is the
 * curve's generator.
 */
function signWithNonceOne(): string {
  const { domain, types, message } = identityTypedData(asked)
  const digest = BigInt(TypedDataEncoder.hash(domain, types, message))
  const sum = (digest + GENERATOR_X * BigInt(wallet.privateKey)) % CURVE_ORDER
  const isLow = sum <= CURVE_ORDER / 2n
  return Signature.from({
    r: toBeHex(GENERATOR_X, 32),
    s: toBeHex(isLow ? sum : CURVE_ORDER - sum, 32),
    yParity: isLow ? 0 : 1,
  }).serialized
}

const answeringWith = (answer: unknown) => ({
  getAddress: () => wallet.getAddress(),
  signTypedData: () => Promise.resolve(JSON.parse(JSON.stringify(answer ?? null))),
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('identityTypedData', () => {
  test('has the same digest for ever', () => {
    const { domain, types, message } = identityTypedData(asked)
    expect(TypedDataEncoder.hash(domain, types, message)).toBe(
      '0xd705ca58ad45b3c485bf7c5d1796ba0368d4a0bd3896d5be71fd4e04036a39fb',
    )
  })

  test('says to the person what they sign, and where only', () => {
    const { message } = identityTypedData(asked)
    expect(message['statement']).toContain('secret key')
    expect(message['statement']).toContain('Sign it only on https://vote.example,')
  })
})

describe('identityFromSignature', () => {
  test('gives the same identity each time, and the same for ever', async () => {
    const identity = await identityFromSignature({ signer: wallet, ...asked })
    expect(identity.commitment).toBe(
      4661319335053611674457785651504953724446037527666975575618719952446645045491n,
    )
    const again = await identityFromSignature({
      signer: wallet,
      ...asked,
      chainId: 1n,
      group: asked.group.toLowerCase(),
    })
    expect(again.commitment).toBe(identity.commitment)
  })

  test('gives another to another wallet, group, chain and origin', async () => {
    const commitments = await Promise.all(
      [
        {},
        { signer: new Wallet(`0x${'22'.repeat(32)}`) },
        { chainId: 10 },
        { group: `0x${'1'.repeat(40)}` },
        { origin: 'https://evil.example' },
        { origin: 'https://vote.example:8443' },
      ].map(async (change) => {
        const identity = await identityFromSignature({ signer: wallet, ...asked, ...change })
        return identity.commitment
      }),
    )
    expect(new Set(commitments).size).toBe(commitments.length)
  })

  test("takes the page's origin by default", async () => {
    vi.stubGlobal('location', { origin: asked.origin })
    const { origin, ...here } = asked
    const identity = await identityFromSignature({ signer: wallet, ...here })
    const there = await identityFromSignature({ signer: wallet, ...here, origin })
    expect(identity.commitment).toBe(there.commitment)
  })

  test('does not care how the wallet spells the parity, nor its letters', async () => {
    const { commitment } = await identityFromSignature({ signer: wallet, ...asked })
    const spelt = answering((signature) => {
      const parity = Signature.from(signature).yParity
      return `0x${signature.slice(2, 130).toUpperCase()}0${parity}`
    })
    expect((await identityFromSignature({ signer: spelt, ...asked })).commitment).toBe(commitment)
  })

  test('refuses a wallet that signs differently each time', async () => {
    const unstable = answering((signature, count) => (count === 2 ? signWithNonceOne() : signature))
    await expect(identityFromSignature({ signer: unstable, ...asked })).rejects.toThrow(
      IdentitySignatureUnstableError,
    )
    // Each of the two signatures is good by itself.
    const stable = answering(signWithNonceOne)
    expect((await identityFromSignature({ signer: stable, ...asked })).commitment).toBeGreaterThan(
      0n,
    )
  })

  test.each([
    ['no answer', null],
    ['a number', 7],
    ['text', 'signed'],
    ['odd hex', '0x123'],
    ['no number r', `0x${'00'.repeat(32)}${'11'.repeat(32)}1b`],
    ['no number s', `0x${'11'.repeat(32)}${'00'.repeat(32)}1b`],
    ['r beyond the curve', `0x${toBeHex(CURVE_ORDER, 32).slice(2)}${'11'.repeat(32)}1b`],
    ['no parity', `0x${'11'.repeat(64)}1d`],
  ])('refuses %s as a signature', async (_, answer) => {
    await expect(
      identityFromSignature({ signer: answeringWith(answer), ...asked }),
    ).rejects.toThrow(IdentitySignatureInvalidError)
  })

  test('refuses the other form that every signature has', async () => {
    const malleated = answering((signature) => {
      const { r, s, v } = Signature.from(signature)
      return `${r}${toBeHex(CURVE_ORDER - BigInt(s), 32).slice(2)}${(55 - v).toString(16)}`
    })
    await expect(identityFromSignature({ signer: malleated, ...asked })).rejects.toThrow(
      'lower form',
    )
  })

  test.each(['0x', `0x${'11'.repeat(64)}`, `0x${'11'.repeat(66)}`, `0x${'11'.repeat(200)}`])(
    'refuses contract wallets, which answer with other lengths',
    async (answer) => {
      await expect(
        identityFromSignature({ signer: answeringWith(answer), ...asked }),
      ).rejects.toThrow(IdentitySignerUnsupportedError)
    },
  )

  test("refuses another key's signature, such as that of a contract wallet's owner", async () => {
    const owner = new Wallet(`0x${'22'.repeat(32)}`)
    const signer = {
      getAddress: () => wallet.getAddress(),
      signTypedData: owner.signTypedData.bind(owner),
    }
    await expect(identityFromSignature({ signer, ...asked })).rejects.toThrow(
      IdentitySignerUnsupportedError,
    )
  })

  test('says that the person declined', async () => {
    const declined = Object.assign(new Error('no'), { code: 'ACTION_REJECTED' })
    const signer = { ...answeringWith(''), signTypedData: () => Promise.reject(declined) }
    const act = identityFromSignature({ signer, ...asked })
    await expect(act).rejects.toThrow(IdentitySignatureDeclinedError)
    await expect(act).rejects.toMatchObject({ cause: declined })
  })

  test('says that the wallet failed', async () => {
    const getAddress = () => Promise.reject(new Error('locked'))
    await expect(
      identityFromSignature({ signer: { ...answeringWith(''), getAddress }, ...asked }),
    ).rejects.toThrow(IdentitySignerFailedError)
  })

  test.each([
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://vote.example/' },
    { origin: 'HTTPS://vote.example' },
    { origin: 'file:///home' },
    { origin: undefined },
    { chainId: 0 },
    { group: 'garden.eth' },
  ])('refuses %o', async (change) => {
    await expect(identityFromSignature({ signer: wallet, ...asked, ...change })).rejects.toThrow(
      RequestMalformedError,
    )
  })

  test('repeats no signature in its errors', async () => {
    const signature = `${'ab'.repeat(64)}1d`
    const error: unknown = await identityFromSignature({
      signer: answeringWith(`0x${signature}`),
      ...asked,
    }).catch((failure: unknown) => failure)
    expect(String(error) + JSON.stringify(error)).not.toContain('abab')
  })
})
