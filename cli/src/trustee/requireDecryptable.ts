import type { DecryptionTask } from '@psephos/lib'
import { RefusedError } from '../RefusedError.ts'

/** What of a task decides whether it is done. */
export type Decryptable = Pick<
  DecryptionTask,
  'box' | 'doubt' | 'isClosed' | 'isBuried' | 'isFinal' | 'isDevelopment' | 'r'
>

/** What a trustee allows. */
export interface RequireDecryptableOptions {
  /** The ballot box that the trustee checked. */
  readonly box?: string
  /** The folder with the keys that it must have. */
  readonly artifacts: string
  /** Whether anybody may be able to forge ballots. */
  readonly allowDevelopmentKeys?: boolean
}

/**
 * Returns ΣR, if it is to be decrypted at all.
 * @throws RefusedError when decrypting it could open somebody's ballot, or makes no sense.
 */
export function requireDecryptable(
  task: Decryptable,
  { box: pinned, artifacts, allowDevelopmentKeys = false }: RequireDecryptableOptions,
): NonNullable<DecryptionTask['r']> {
  const refuse = (code: string, message: string): never => {
    throw new RefusedError({ code, message })
  }
  const { box, doubt, isClosed, isBuried, isFinal, isDevelopment, r } = task
  if (pinned !== undefined && pinned !== box) {
    refuse('BALLOT_BOX_UNKNOWN', `The governor's ballot box is ${box}, not ${pinned}.`)
  }
  if (doubt === 'code') {
    refuse(
      'BALLOT_BOX_UNKNOWN',
      `The code of the ballot box ${box}, or of a verifier of it, is none that this release knows: it could hold up one ballot as the sum of all.`,
    )
  }
  if (doubt === 'keys') {
    refuse(
      'VERIFICATION_KEYS_DIFFER',
      `The ballot box ${box} verifies with other keys than those in ${artifacts}: ballots that nobody proved could be in its sums.`,
    )
  }
  if (doubt === 'unknown' && pinned === undefined) {
    refuse(
      'VERIFICATION_KEYS_MISSING',
      `There are no secret-ballot and decryption-share .verification-key.json of the class in ${artifacts} to compare those of the ballot box with. If you checked the box yourself, give --box ${box}.`,
    )
  }
  if (isDevelopment && !allowDevelopmentKeys) {
    refuse(
      'DEVELOPMENT_KEYS',
      'The keys of the ballot box were made without a ceremony, so anybody can forge ballots and have one ballot decrypted. --allow-development-keys is for trying out.',
    )
  }
  if (isFinal) refuse('TOTALS_KNOWN', 'The totals of this proposal are known already.')
  if (!isClosed) {
    refuse(
      'ELECTION_NOT_CLOSED',
      'The sums of this proposal are not fixed yet: voting goes on, or nobody has closed it.',
    )
  }
  if (!isBuried) {
    refuse(
      'ELECTION_NOT_BURIED',
      'The sums of this proposal were fixed in the latest blocks, which the chain may still take back. Shares of two sums that differ in one ballot open that ballot: run this again in a quarter of an hour. --confirmations says how many blocks it takes.',
    )
  }
  return r ?? refuse('NOTHING_TO_DECRYPT', 'Nobody voted, so there is nothing to decrypt.')
}
