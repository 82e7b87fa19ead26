import { type ErrorCode, PsephosError } from '@psephos/lib'

/**
 * What says that this very ballot will never be counted, whoever brings it. Not that voting is over, or
 * that there is no such proposal: the ballot may have arrived before somebody said so.
 */
const spoiling: ReadonlySet<ErrorCode> = new Set([
  'BALLOT_MALFORMED',
  'BALLOT_MESSAGE_MISMATCH',
  'BALLOT_PROOF_INVALID',
  'BALLOT_SCOPE_MISMATCH',
  'BALLOT_SNAPSHOT_MISMATCH',
  'FIELD_ELEMENT_OUT_OF_RANGE',
  'NOT_A_MEMBER',
  'REVISION_NOT_HIGHER',
  'VOICE_CREDITS_EXCEEDED',
  'VOTES_OUT_OF_RANGE',
])

/**
 * Says whether a made ballot need not be kept after a failure. After every other one it may have
 * arrived, or may yet.
 */
export function isBallotSpoiled(error: unknown): boolean {
  return error instanceof PsephosError && spoiling.has(error.code)
}
