import { type ErrorCode, PsephosError } from '@psephos/lib'
import { WorldIdFailedError } from '../errors/pageErrors.ts'
import { worldIdRemedies } from '../errors/worldIdCodes.ts'

/**
 * What a person can do about an enrolment or a rotation that failed.
 * - `again`, `later`: the same once more, now or when something has happened.
 * - `known`: World ID has answered for this person before. They restore the identity that they have.
 * - `taken`: the person is enrolled with another identity. They restore it, or replace it.
 * - `unenrolled`: there is nothing to replace. They enrol.
 * - `retired`: the identity was replaced once. They make another.
 * - `present`: the identity is a member. That is all who enrols wanted; who replaces makes another.
 * - `operator`: only whoever runs the server can mend it.
 */
export type Remedy =
  | 'again'
  | 'later'
  | 'known'
  | 'taken'
  | 'unenrolled'
  | 'retired'
  | 'present'
  | 'operator'

const remedies: Partial<Record<ErrorCode, Remedy>> = {
  COMMITMENT_ALREADY_ENROLLED: 'present',
  COMMITMENT_RETIRED: 'retired',
  CONFIGURATION_INVALID: 'operator',
  ELIGIBILITY_REQUIRED: 'operator',
  NOT_A_MEMBER: 'unenrolled',
  PERSON_ALREADY_ENROLLED: 'taken',
}

/** Returns what a person can do about what went wrong. */
export function findRemedy(error: unknown): Remedy {
  if (error instanceof WorldIdFailedError) return worldIdRemedies[error.code]
  return (error instanceof PsephosError ? remedies[error.code] : undefined) ?? 'again'
}

/**
 * Refusals after which World ID's answer is still good. Some wait for somebody else: the operator mends the
 * server, or the DAO lets the person in. And a commitment that is enrolled already may have been so by this
 * very answer a moment ago, which the next try finds done.
 */
const harmless: readonly ErrorCode[] = [
  'CHAIN_UNAVAILABLE',
  'COMMITMENT_ALREADY_ENROLLED',
  'CONFIGURATION_INVALID',
  'ELIGIBILITY_REQUIRED',
  'GROUP_PATH_STALE',
  'INTERNAL',
  'NOT_A_MEMBER',
  'PERSON_ALREADY_ENROLLED',
  'RELAY_PAUSED',
  'SERVER_BUSY',
  'SERVER_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
  'WORLD_ID_UNAVAILABLE',
]

/**
 * Tells whether World ID's answer is worth keeping after a failure: the same answer may serve later,
 * and World ID gives it once.
 */
export function keepsAnswer(error: unknown): boolean {
  return !(error instanceof PsephosError) || harmless.includes(error.code)
}
