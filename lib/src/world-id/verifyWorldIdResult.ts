import { WorldIdProofInvalidError, WorldIdResultMismatchError } from '../errors/enrolmentErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { WireWorldIdRequest, WorldIdResult } from '../wire/enrolment.ts'
import { credentialIdentifiers, type IssuerSchemaId } from './credentialIdentifiers.ts'
import { hashSignal } from './hashSignal.ts'
import { parseWorldIdNumber } from './parseWorldIdNumber.ts'
import type { WorldIdCredential, WorldIdProof } from './worldIdCredential.ts'

/** What a World ID result is held against. */
export interface VerifyWorldIdResultParameters {
  /** What we issued, as we stored it: never what the client sends along. */
  readonly request: Pick<WireWorldIdRequest, 'action' | 'signal' | 'environment'> & {
    readonly nonce: string
  }
  /** What IDKit handed to the page and the page to us. */
  readonly result: WorldIdResult
  /** The one kind of credential that counts; 1 is proof of human. */
  readonly issuerSchemaId: IssuerSchemaId
}

/**
 * Returns the credential of the one response that answers our request. Every field that a client
 * could have taken from elsewhere is compared with what we issued: environment, action, nonce, kind
 * of credential, signal. The proof itself is *not* checked here: the contract does that, or
 * {@link verifyWorldIdProof} where no contract can; nor that nonce and nullifier are new, which takes
 * a constraint of the database or a slot of the contract.
 * @throws {@link WorldIdResultMismatchError} when a field is not the one we issued.
 * @throws {@link WorldIdProofInvalidError} when nullifier or proof are not numbers in range.
 * @example
 * encodeWorldIdCredential(verifyWorldIdResult({ request, result, issuerSchemaId: 1 }))
 * // '0x…', for PersonhoodGroup.enrol
 */
export function verifyWorldIdResult(parameters: VerifyWorldIdResultParameters): WorldIdCredential {
  const { request, result, issuerSchemaId } = parameters
  expectSame('environment', result.environment === request.environment)
  expectSame('action', result.action === request.action)
  const nonce = parseWorldIdNumber(request.nonce)
  expectSame('nonce', nonce !== null && parseWorldIdNumber(result.nonce) === nonce)

  const responses = result.responses.filter((each) => each.issuer_schema_id === issuerSchemaId)
  const [response] = responses
  expectSame('issuer_schema_id', response !== undefined && responses.length === 1)
  expectSame('identifier', response.identifier === credentialIdentifiers[issuerSchemaId])
  expectSame(
    'signal_hash',
    parseWorldIdNumber(response.signal_hash ?? '') === hashSignal(request.signal),
  )

  const nullifier = parseWorldIdNumber(response.nullifier)
  if (nullifier === null || nullifier >= SNARK_SCALAR_FIELD) {
    throw new WorldIdProofInvalidError({ reason: 'the nullifier is not a field element' })
  }
  return {
    nullifier,
    nonce,
    expiresAtMin: BigInt(response.expires_at_min),
    proof: parseProof(response.proof),
  }
}

function expectSame(field: string, same: boolean): asserts same {
  if (!same) throw new WorldIdResultMismatchError({ field })
}

function parseProof(words: readonly string[]): WorldIdProof {
  const [a, b, c, d, e] = words.map(parseWorldIdNumber)
  if (a == null || b == null || c == null || d == null || e == null) {
    throw new WorldIdProofInvalidError({ reason: 'it is not five 256-bit numbers' })
  }
  return [a, b, c, d, e]
}
