import { Signature, toBeHex, Wallet } from 'ethers'
import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { AttestationInvalidError, CredentialMalformedError } from '../errors/enrolmentErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { attestEnrolment } from './attestEnrolment.ts'
import { decodeAttestedCredential, encodeAttestedCredential } from './attestedCredential.ts'
import { recoverAttester } from './recoverAttester.ts'

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const attestation = {
  chainId: 31_337,
  issuer: `0x${'1'.repeat(40)}`,
  group: `0x${'2'.repeat(40)}`,
  person: 99n,
  commitment: 7n,
  expiresAt: 1_800_000_000n,
}
const wallets = [1, 2, 3, 4].map((key) => new Wallet(toBeHex(key, 32)))
const attest = (wallet: Wallet, changed = {}) =>
  attestEnrolment({ ...attestation, ...changed, signer: wallet })
const signatures = await Promise.all(wallets.map((wallet) => attest(wallet)))
const [first = '', second = ''] = signatures

describe('attestEnrolment', () => {
  test('signs as itself', () => {
    for (const [index, wallet] of wallets.entries()) {
      const signature = signatures[index] ?? ''
      expect(recoverAttester({ ...attestation, signature })).toBe(wallet.address.toLowerCase())
    }
  })

  test('attests nothing else with the same signature', () => {
    for (const changed of [
      { chainId: 1 },
      { issuer: attestation.group },
      { group: attestation.issuer },
      { person: 98n },
      { commitment: 8n },
      { expiresAt: 1_800_000_001n },
    ]) {
      expect(recoverAttester({ ...attestation, ...changed, signature: first })).not.toBe(
        wallets[0]?.address.toLowerCase(),
      )
    }
  })

  test('takes the last numbers of their ranges', async () => {
    const last = SNARK_SCALAR_FIELD - 1n
    const most = { person: last, commitment: last, expiresAt: (1n << 64n) - 1n }
    expect(
      await attestEnrolment({ ...attestation, ...most, signer: new Wallet(toBeHex(1, 32)) }),
    ).toMatch(/^0x[0-9a-f]{130}$/)
    expect(
      await attestEnrolment({
        ...attestation,
        person: 0n,
        expiresAt: 0n,
        signer: new Wallet(toBeHex(1, 32)),
      }),
    ).toMatch(/^0x[0-9a-f]{130}$/)
  })

  test.each([
    { person: SNARK_SCALAR_FIELD },
    { person: -1n },
    { commitment: 0n },
    { commitment: SNARK_SCALAR_FIELD },
    { expiresAt: 1n << 64n },
    { expiresAt: -1n },
  ])('refuses %o', async (changed) => {
    await expect(attest(new Wallet(toBeHex(1, 32)), changed)).rejects.toThrow(
      FieldElementOutOfRangeError,
    )
  })

  test.each([{ group: '' }, { issuer: 'issuer.eth' }])('refuses %o', async (changed) => {
    await expect(attest(new Wallet(toBeHex(1, 32)), changed)).rejects.toThrow(RequestMalformedError)
  })

  test('refuses a signer that answers with something else', async () => {
    const [one, two] = [new Wallet(toBeHex(1, 32)), new Wallet(toBeHex(2, 32))]
    for (const signTypedData of [two.signTypedData.bind(two), async () => '0x1234']) {
      const signer = { getAddress: () => one.getAddress(), signTypedData }
      await expect(attestEnrolment({ ...attestation, signer })).rejects.toThrow(
        AttestationInvalidError,
      )
    }
  })
})

describe('encodeAttestedCredential', () => {
  test('puts the signatures in the order of their signers, whatever the order given', () => {
    const encoded = encodeAttestedCredential({ ...attestation, signatures })
    const reversed = signatures.toReversed()
    expect(encodeAttestedCredential({ ...attestation, signatures: reversed })).toBe(encoded)
    const decoded = decodeAttestedCredential(encoded)
    expect(decoded).toMatchObject({ person: 99n, expiresAt: 1_800_000_000n })
    const signers = decoded.signatures.map((signature) =>
      BigInt(recoverAttester({ ...attestation, signature })),
    )
    expect(signers).toEqual(signers.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(new Set(signers)).toEqual(new Set(wallets.map(({ address }) => BigInt(address))))
  })

  test('takes one attester once', () => {
    for (const twice of [first, first.toUpperCase().replace('X', 'x')]) {
      expect(() =>
        encodeAttestedCredential({ ...attestation, signatures: [first, second, twice] }),
      ).toThrow('one attester signed twice')
    }
  })

  test.each([0, 33])('refuses %d signatures', (count) => {
    const many = Array.from({ length: count }, () => first)
    expect(() => encodeAttestedCredential({ ...attestation, signatures: many })).toThrow(
      AttestationInvalidError,
    )
  })

  const { r, s, v } = Signature.from(first)
  test.each([
    '',
    '0x',
    'hello',
    first.slice(0, -2),
    `${first}00`,
    `${first.slice(0, -2)}00`,
    `0x${'00'.repeat(64)}1b`,
    `0x${'ff'.repeat(32)}${'11'.repeat(32)}1b`,
    `${r}${toBeHex(CURVE_ORDER - BigInt(s), 32).slice(2)}${(55 - v).toString(16)}`,
  ])('refuses %j as a signature', (signature) => {
    expect(() =>
      encodeAttestedCredential({ ...attestation, signatures: [second, signature] }),
    ).toThrow(AttestationInvalidError)
  })
})

describe('decodeAttestedCredential', () => {
  test.each([
    '',
    '0x',
    'hello',
    `0x${'00'.repeat(40)}`,
    `0x${'00'.repeat(104)}`,
    `0x${'00'.repeat(106)}`,
    `0x${'00'.repeat(40 + 33 * 65)}`,
  ])('refuses %j', (bytes) => {
    expect(() => decodeAttestedCredential(bytes)).toThrow(CredentialMalformedError)
  })
})
