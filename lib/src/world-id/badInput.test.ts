import { toBeHex, Wallet } from 'ethers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AttestationInvalidError,
  CredentialMalformedError,
  WorldIdProofInvalidError,
  WorldIdResultMismatchError,
} from '../errors/enrolmentErrors.ts'
import { ConfigurationInvalidError } from '../errors/serverErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import {
  anyText,
  anyValue,
  assertNearValues,
  createNearText,
  TRIES,
} from '../testing/arbitraries.ts'
import { wireWorldIdLegacyResult, wireWorldIdResult } from '../wire/enrolment.ts'
import { attestEnrolment } from './attestEnrolment.ts'
import { decodeAttestedCredential, encodeAttestedCredential } from './attestedCredential.ts'
import { commitmentSignal } from './commitmentSignal.ts'
import { hashSignal } from './hashSignal.ts'
import { recoverAttester } from './recoverAttester.ts'
import { rpIdToUint64 } from './rpIdToUint64.ts'
import { verifyWorldIdLegacyResult } from './verifyWorldIdLegacyResult.ts'
import { verifyWorldIdResult } from './verifyWorldIdResult.ts'
import { decodeWorldIdCredential, encodeWorldIdCredential } from './worldIdCredential.ts'
import {
  decodeWorldIdLegacyCredential,
  encodeWorldIdLegacyCredential,
} from './worldIdLegacyCredential.ts'

const words = [1n, 2n, 3n, 4n, 5n, 6n, 7n, (1n << 256n) - 1n] as const
const [a, b, c, d, e] = words
const credential = encodeWorldIdCredential({
  nullifier: 9n,
  nonce: 42n,
  expiresAtMin: (1n << 64n) - 1n,
  proof: [a, b, c, d, e],
})
const legacyCredential = encodeWorldIdLegacyCredential({
  root: 1n,
  nullifierHash: 2n,
  proof: words,
})

const wallets = [1, 2].map((key) => new Wallet(toBeHex(key, 32)))
const attestation = {
  chainId: 1,
  issuer: `0x${'1'.repeat(40)}`,
  group: `0x${'2'.repeat(40)}`,
  person: 9n,
  commitment: 7n,
  expiresAt: 1_800_000_000n,
}
const signatures = await Promise.all(
  wallets.map((signer) => attestEnrolment({ ...attestation, signer })),
)
const attestedCredential = encodeAttestedCredential({ ...attestation, signatures })

/** True when `act` holds, or throws one of the errors. */
function holdsOrThrows(
  act: () => boolean,
  ...expected: readonly (new (
    ...facts: never
  ) => Error)[]
) {
  try {
    return act()
  } catch (error) {
    return expected.some((ErrorClass) => error instanceof ErrorClass)
  }
}

const decoders: readonly (readonly [string, string, (bytes: string) => string])[] = [
  [
    'decodeWorldIdCredential',
    credential,
    (bytes) => encodeWorldIdCredential(decodeWorldIdCredential(bytes)),
  ],
  [
    'decodeWorldIdLegacyCredential',
    legacyCredential,
    (bytes) => encodeWorldIdLegacyCredential(decodeWorldIdLegacyCredential(bytes)),
  ],
  [
    'decodeAttestedCredential',
    attestedCredential,
    (bytes) => {
      const { person, expiresAt, signatures: found } = decodeAttestedCredential(bytes)
      const head = toBeHex(person, 32) + toBeHex(expiresAt, 8).slice(2)
      return head + found.map((signature) => signature.slice(2)).join('')
    },
  ],
]

describe.each(decoders)('%s', (_, valid, reencode) => {
  const decodesRightly = (bytes: string) =>
    holdsOrThrows(
      () => reencode(bytes).toLowerCase() === bytes.toLowerCase(),
      CredentialMalformedError,
    )

  test('reads nothing wrongly out of 10 000 arbitrary texts', () => {
    fc.assert(fc.property(anyText, decodesRightly), TRIES)
  })

  test('reads nothing wrongly out of 10 000 arbitrary bytes of its length', () => {
    const length = (valid.length - 2) / 2
    const bytes = fc.uint8Array({ minLength: length, maxLength: length })
    const asHex = bytes.map((some) => `0x${Buffer.from(some).toString('hex')}`)
    fc.assert(fc.property(asHex, decodesRightly), TRIES)
  })

  test('reads nothing wrongly out of 10 000 near misses', () => {
    expect(reencode(valid)).toBe(valid)
    fc.assert(fc.property(createNearText(valid), decodesRightly), TRIES)
  })
})

describe('recoverAttester', () => {
  const [signature = ''] = signatures
  const attester = wallets[0]?.address.toLowerCase()

  test('takes nothing else for the attester’s, of 10 000 arbitrary and 300 near texts', () => {
    const isRight = (text: string) =>
      holdsOrThrows(
        () =>
          recoverAttester({ ...attestation, signature: text }) !== attester ||
          text.toLowerCase() === signature,
        AttestationInvalidError,
      )
    expect(recoverAttester({ ...attestation, signature })).toBe(attester)
    fc.assert(fc.property(anyText, isRight), TRIES)
    // Each that has the right form costs milliseconds.
    fc.assert(fc.property(createNearText(signature), isRight), { numRuns: 300 })
  })
})

const request = {
  nonce: toBeHex(42n, 32),
  action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0',
  signal: commitmentSignal(7n),
  environment: 'staging',
} as const
const signalHash = toBeHex(hashSignal(request.signal), 32)
const result = {
  protocol_version: '4.0',
  nonce: request.nonce,
  action: request.action,
  environment: 'staging',
  responses: [
    {
      identifier: 'proof_of_human',
      issuer_schema_id: 1,
      proof: ['1', '2', '3', '4', '5'],
      nullifier: toBeHex(99n, 32),
      expires_at_min: 1_800_000_000,
      signal_hash: signalHash,
    },
  ],
}
const legacyResult = {
  ...result,
  protocol_version: '3.0',
  responses: [
    {
      identifier: 'orb',
      proof: `0x${words.map((word) => toBeHex(word, 32).slice(2)).join('')}`,
      merkle_root: toBeHex(11n, 32),
      nullifier: toBeHex(99n, 32),
      signal_hash: signalHash,
    },
  ],
}

/** True unless a result is taken that does not answer our request, or fits no contract. */
function verifiesRightly(value: unknown): boolean {
  const parsed = wireWorldIdResult.safeParse(value)
  if (!parsed.success) return true
  const { data } = parsed
  return holdsOrThrows(
    () => {
      const found = verifyWorldIdResult({ request, result: data, issuerSchemaId: 1 })
      encodeWorldIdCredential(found)
      const ours = data.responses.find((response) => response.issuer_schema_id === 1)
      return (
        found.nonce === 42n &&
        found.nullifier < SNARK_SCALAR_FIELD &&
        data.action === request.action &&
        data.environment === request.environment &&
        BigInt(ours?.signal_hash ?? 0) === hashSignal(request.signal)
      )
    },
    WorldIdProofInvalidError,
    WorldIdResultMismatchError,
  )
}

function verifiesLegacyRightly(value: unknown): boolean {
  const parsed = wireWorldIdLegacyResult.safeParse(value)
  if (!parsed.success) return true
  const { data } = parsed
  return holdsOrThrows(
    () => {
      const found = verifyWorldIdLegacyResult({ request, result: data })
      encodeWorldIdLegacyCredential(found)
      return (
        found.nullifierHash < SNARK_SCALAR_FIELD &&
        BigInt(data.nonce) === 42n &&
        data.action === request.action &&
        data.environment === request.environment
      )
    },
    WorldIdProofInvalidError,
    WorldIdResultMismatchError,
  )
}

describe.each([
  ['verifyWorldIdResult', result, verifiesRightly],
  ['verifyWorldIdLegacyResult', legacyResult, verifiesLegacyRightly],
] as const)('%s', (_, valid, isRight) => {
  test('takes nothing wrongly out of 10 000 arbitrary values', () => {
    fc.assert(fc.property(anyValue, isRight), TRIES)
  })

  test('takes nothing wrongly out of any near miss', () => {
    expect(isRight(valid)).toBe(true)
    assertNearValues(valid, isRight)
  })

  test('takes nothing wrongly out of 10 000 results whose numbers were tampered with', () => {
    const text = JSON.stringify(valid)
    const tampered = createNearText(text).map((changed): unknown => {
      try {
        return JSON.parse(changed)
      } catch {
        return changed
      }
    })
    fc.assert(fc.property(tampered, isRight), TRIES)
  })
})

describe('rpIdToUint64', () => {
  test('reads nothing wrongly out of 10 000 arbitrary texts and 10 000 near misses', () => {
    const isRight = (text: string) =>
      holdsOrThrows(
        () => `rp_${rpIdToUint64(text).toString(16).padStart(16, '0')}` === text,
        ConfigurationInvalidError,
      )
    fc.assert(fc.property(anyText, isRight), TRIES)
    fc.assert(fc.property(createNearText('rp_0123456789abcdef'), isRight), TRIES)
  })
})
