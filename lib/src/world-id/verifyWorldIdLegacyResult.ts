import { WorldIdProofInvalidError, WorldIdResultMismatchError } from '../errors/enrolmentErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { WorldIdLegacyResult } from '../wire/enrolment.ts'
import { hashSignal } from './hashSignal.ts'
import { parseWorldIdNumber } from './parseWorldIdNumber.ts'
import type { VerifyWorldIdResultParameters } from './verifyWorldIdResult.ts'
import type { WorldIdLegacyCredential, WorldIdLegacyProof } from './worldIdLegacyCredential.ts'

/** What a World ID 3 result is held against. */
export interface VerifyWorldIdLegacyResultParameters {
  /** What we issued, as we stored it: never what the client sends along. */
  readonly request: VerifyWorldIdResultParameters['request']
  /** What IDKit handed to the page and the page to us. */
  readonly result: WorldIdLegacyResult
}

/** How World ID 3 names people whom an orb has seen; newer kits translate it. */
const IDENTIFIERS: readonly string[] = ['orb', 'proof_of_human']
const PROOF = /^0x[0-9a-fA-F]{512}$/

/**
 * Returns the credential of the one response of World ID 3 that answers our request. Every field
 * that a client could have taken from elsewhere is compared with what we issued. The proof itself is
 * *not* checked here, `WorldIDLegacyIssuer` does that; nor that nonce and nullifier are new.
 * World ID 3 binds no nonce: a proof that somebody else shows again is caught by its nullifier alone.
 * A group takes World ID 3 or 4, never both: one person has a nullifier in each.
 * @throws {@link WorldIdResultMismatchError} when a field is not the one we issued.
 * @throws {@link WorldIdProofInvalidError} when nullifier, root or proof are not numbers in range.
 * @example
 * encodeWorldIdLegacyCredential(verifyWorldIdLegacyResult({ request, result }))
 * // '0x…', for PersonhoodGroup.enrol
 */
export function verifyWorldIdLegacyResult({
  request,
  result,
}: VerifyWorldIdLegacyResultParameters): WorldIdLegacyCredential {
  expectSame('environment', result.environment === request.environment)
  expectSame('action', result.action === request.action)
  const nonce = parseWorldIdNumber(request.nonce)
  expectSame('nonce', nonce !== null && parseWorldIdNumber(result.nonce) === nonce)

  const responses = result.responses.filter(({ identifier }) => IDENTIFIERS.includes(identifier))
  const [response] = responses
  expectSame('identifier', response !== undefined && responses.length === 1)
  const signalHash = parseWorldIdNumber(response.signal_hash ?? '')
  expectSame('signal_hash', signalHash === hashSignal(request.signal))
  return {
    root: parseFieldElement('root', response.merkle_root),
    nullifierHash: parseFieldElement('nullifier', response.nullifier),
    proof: parseProof(response.proof),
  }
}

function expectSame(field: string, same: boolean): asserts same {
  if (!same) throw new WorldIdResultMismatchError({ field })
}

function parseFieldElement(name: string, text: string): bigint {
  const value = parseWorldIdNumber(text)
  if (value === null || value >= SNARK_SCALAR_FIELD) {
    throw new WorldIdProofInvalidError({ reason: `the ${name} is not a field element` })
  }
  return value
}

function parseProof(text: string): WorldIdLegacyProof {
  if (!PROOF.test(text)) {
    throw new WorldIdProofInvalidError({ reason: 'it is not eight 256-bit numbers in hex' })
  }
  const word = (index: number) => BigInt(`0x${text.slice(2 + index * 64, 2 + (index + 1) * 64)}`)
  return [word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7)]
}
