import { ConfigurationInvalidError } from '@psephos/lib'
import type { OpenRules } from '../proposals/createProposalRules.ts'
import { type BallotContent, getMessage } from './ballotContent.ts'
import type { ProofBatch } from './ProofBatch.ts'

/** A ballot with its proof. */
export interface ProvenBallot extends BallotContent {
  readonly nullifier: bigint
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y. */
  readonly points: readonly bigint[]
}

/** What {@link createProofBatch} takes. */
export interface CreateProofBatchParameters {
  /** Of their proposal. */
  readonly rules: OpenRules
  readonly ballots: readonly ProvenBallot[]
}

/**
 * Returns the proofs of ballots on one proposal, as they are verified.
 * @throws {@link ConfigurationInvalidError} when this server cannot verify secret ballots of so many options.
 */
export function createProofBatch({ rules, ballots }: CreateProofBatchParameters): ProofBatch {
  const { scope, optionCount, voiceCredits, secret } = rules
  const { root, proofDepth } = rules.electorate
  if (secret === null) {
    const proofs = ballots.map((ballot) => {
      const { nullifier, points } = ballot
      return { nullifier, message: getMessage(ballot), points }
    })
    return { kind: 'open', proofs, root, scope, proofDepth }
  }
  return {
    kind: 'secret',
    proofs: ballots.map(({ nullifier, revision, encrypted, points }) => ({
      nullifier,
      revision,
      encrypted: encrypted.map(BigInt),
      points,
    })),
    ...{ root, scope, proofDepth, optionCount, voiceCredits },
    keysHash: secret.keysHash,
    key: requireKey(rules),
  }
}

/**
 * Returns the key that the secret ballots of a proposal are verified with.
 * @throws {@link ConfigurationInvalidError} when this server has none for so many options.
 */
export function requireKey({ optionCount, secret }: OpenRules) {
  const key = secret?.key ?? null
  if (key !== null) return key
  const reason = `has no circuit for secret ballots of ${optionCount} options`
  throw new ConfigurationInvalidError({ setting: 'CIRCUITS_DIRECTORY', reason })
}
