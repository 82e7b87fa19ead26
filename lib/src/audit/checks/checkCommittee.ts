import { solidityPackedKeccak256 } from 'ethers'
import { PsephosError } from '../../errors/PsephosError.ts'
import { hashCommitteeDescription } from '../../secret/committee/committeeTypedData.ts'
import {
  type CommitteeKeys,
  deriveCommitteeKeys,
} from '../../secret/committee/deriveCommitteeKeys.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { SecretArchive, SecretElection } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'
import { toPoints } from './holdSecretProofs.ts'

const { confirm, refute } = createCheck('committee')

/** The committee is the one that the id stands for, and every key that was registered follows from its commitments. */
export function checkCommittee({ proposal, secrecy }: SecretArchive): AuditCheck {
  const { committee } = secrecy
  const { id, trustees, threshold, capacity } = committee
  const facts = { committee: id, trustees, threshold, capacity }
  const hash = hashCommitteeDescription(committee)
  const commitmentsHash = solidityPackedKeccak256(['uint256[]'], [committee.commitments])
  if (hash !== id || commitmentsHash !== committee.commitmentsHash) {
    return refute('The committee is not the one that its id stands for.', { ...facts, hash })
  }
  const keys = deriveKeys(committee)
  if (typeof keys === 'string') return refute(keys, facts)
  const isDerived =
    [...keys.keysHashes.values()].join() === committee.keysHashes.join() &&
    keys.verificationKeysHashes.flatMap((hashes) => [...hashes.values()]).join() ===
      committee.verificationKeysHashes.join()
  if (!isDerived || keys.capacity !== capacity || threshold > trustees.length) {
    return refute(
      "The keys that were registered do not follow from the trustees' commitments.",
      facts,
    )
  }
  if (proposal.optionCount > capacity) {
    return refute('The committee has no keys for so many options.', facts)
  }
  return confirm(
    `Every key follows from the commitments; ${threshold} of ${trustees.length} trustees decrypt.`,
    facts,
  )
}

/** The keys that follow from the commitments, or what is wrong with those. */
function deriveKeys({
  commitments,
  trustees,
  threshold,
}: SecretElection['committee']): CommitteeKeys | string {
  if (threshold === 0) return 'The committee has no threshold.'
  const points = toPoints(commitments)
  const rows = Array.from({ length: Math.ceil(points.length / threshold) }, (_, position) =>
    points.slice(position * threshold, (position + 1) * threshold),
  )
  try {
    return deriveCommitteeKeys({ commitments: rows, trustees, threshold })
  } catch (error) {
    if (error instanceof PsephosError) return error.message
    throw error
  }
}
