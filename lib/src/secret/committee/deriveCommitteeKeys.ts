import { CommitteeMalformedError, CurvePointInvalidError } from '../../errors/secretErrors.ts'
import type { RegisteredCommittee } from '../../wire/secrecy.ts'
import { type CurvePoint, fromExtended, toCurvePoint, toExtended } from '../CurvePoint.ts'
import { keysHashes } from '../keysHash.ts'
import { type OptionClass, optionClasses } from '../optionClass.ts'
import { evaluateCommitments } from './shareCheck.ts'

/** What {@link deriveCommitteeKeys} takes: what a registered committee says of itself. */
export type DeriveCommitteeKeysParameters = Pick<
  RegisteredCommittee,
  'commitments' | 'trustees' | 'threshold'
>

/** Every public key of a committee, and what circuits know them by. */
export type CommitteeKeys = {
  readonly capacity: OptionClass
  /** The key of each option position. */
  readonly electionKeys: readonly CurvePoint[]
  /** For each trustee, in the order of their positions, the keys of their shares. */
  readonly verificationKeys: readonly (readonly CurvePoint[])[]
  /** For each class up to the capacity the hash of the first election keys. */
  readonly keysHashes: ReadonlyMap<OptionClass, bigint>
  /** For each trustee the same of their verification keys. */
  readonly verificationKeysHashes: readonly ReadonlyMap<OptionClass, bigint>[]
}

/**
 * Returns the keys that follow from summed commitments: the election key of a position is the first
 * commitment, trustee i's verification key Σ iᵐ·Aₘ. Whoever votes or decrypts computes them from what
 * the chain says, rather than be told.
 * @throws {@link CommitteeMalformedError} when there is no class for so many positions, a position
 * has not `threshold` commitments, one is no point, or a key is the identity, which hides nothing.
 * @example
 * deriveCommitteeKeys(committee).keysHashes.get(4) // 1234…n
 */
export function deriveCommitteeKeys({
  commitments,
  trustees,
  threshold,
}: DeriveCommitteeKeysParameters): CommitteeKeys {
  const capacity = optionClasses.find((each) => each === commitments.length)
  if (capacity === undefined || commitments.some(({ length }) => length !== threshold)) {
    throw new CommitteeMalformedError({ reason: 'it has not as many commitments as it must' })
  }
  const points = commitments.map((row) => row.map((point) => toExtended(requirePoint(point))))
  const electionKeys = commitments.map(([first]) => first as CurvePoint)
  const verificationKeys = trustees.map((_, index) =>
    fromExtended(points.map((row) => evaluateCommitments(row, index + 1))),
  )
  if (electionKeys.some(({ x }) => x === 0n)) {
    throw new CommitteeMalformedError({ reason: 'an election key is the identity' })
  }
  return {
    capacity,
    electionKeys,
    verificationKeys,
    keysHashes: keysHashes(electionKeys),
    verificationKeysHashes: verificationKeys.map(keysHashes),
  }
}

function requirePoint(point: { x: bigint; y: bigint }): CurvePoint {
  try {
    return toCurvePoint(point)
  } catch (error) {
    if (!(error instanceof CurvePointInvalidError)) throw error
    throw new CommitteeMalformedError({ reason: 'a commitment is no point of the group' })
  }
}
