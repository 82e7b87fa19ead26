import { letOthersRun } from '../async/letOthersRun.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { createEquation } from './createEquation.ts'
import { createPointsCheck } from './createPointsCheck.ts'
import {
  type CheckedProof,
  createProofSum,
  MOST_PROOFS_OF_A_SUM,
  type ProofSum,
} from './createProofSum.ts'
import { findFailing } from './findFailing.ts'
import { loadCurve } from './loadCurve.ts'
import { loadVerificationKeys } from './loadVerificationKeys.ts'
import { semaphoreHash } from './semaphoreHash.ts'

/** A member's proof, without what it shares with the others of its batch. */
export type MembershipProof = {
  readonly nullifier: bigint
  /** Below 2^256, before Semaphore hashes it to the field. */
  readonly message: bigint
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y, as Semaphore and the contracts pack them. */
  readonly points: readonly bigint[]
}

/** How far a batch is. */
export type VerificationProgress = {
  /** How many were gone through. What is bad among the last of them may still be looked for. */
  readonly done: number
  readonly total: number
}

/** What {@link verifyProofs} takes. */
export type VerifyProofsParameters = {
  proofs: readonly MembershipProof[]
  /** The root of the group in which all of them prove membership. */
  root: bigint
  /** The scope that all of them are for, below 2^256. */
  scope: bigint
  /** The depth of Semaphore's circuit, from 1 to 32: {@link proofDepth}. */
  proofDepth: number
  /** Called now and then with how far it is. */
  onProgress?: ((progress: VerificationProgress) => void) | undefined
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

/** How many proofs are settled by one equation if all are valid. */
const BATCH = 1_024

const UINT256_END = 1n << 256n

/**
 * Verifies Semaphore proofs for one group, scope and depth, and returns for each whether it holds.
 * A proof of any wrongness is `false`; none makes it throw. Of many, one takes about a tenth of the
 * time of Semaphore's `verifyProof`, and finding a bad one among 1 024 hardly any more. Runs on the
 * thread that calls it, and lets others run every few hundredths of a second.
 * @throws the signal's reason when it is aborted.
 * @example
 * const { merkleTreeRoot: root, scope, nullifier, message, points } = ballot.proof
 * const proofs = [{ nullifier, message, points }]
 * await verifyProofs({ proofs, root, scope, proofDepth: 20 }) // [true]
 */
export async function verifyProofs({
  proofs,
  root,
  scope,
  proofDepth,
  onProgress,
  signal,
}: VerifyProofsParameters): Promise<boolean[]> {
  signal?.throwIfAborted()
  const verdicts = new Array<boolean>(proofs.length).fill(false)
  if (proofs.length === 0) return verdicts
  const { checkPoints, sumProofs, holds, findKey } = await getVerifier()
  const key = findKey(proofDepth)
  if (key === null || !isBelow(root, SNARK_SCALAR_FIELD) || !isBelow(scope, UINT256_END)) {
    return verdicts
  }
  const statement = { key, root, scopeHash: semaphoreHash(scope) }

  /** Returns a proof that may be added up, if its B is of the subgroup. */
  function checkProof({ nullifier, message, points }: MembershipProof): CheckedProof | null {
    const inRange = isBelow(nullifier, SNARK_SCALAR_FIELD) && isBelow(message, UINT256_END)
    if (!inRange || !checkPoints(points)) return null
    return { points, nullifier, messageHash: semaphoreHash(message) }
  }

  /** Adds up the proofs from `start` to before `end`, those that may be, in groups. */
  async function sumGroups(start: number, end: number): Promise<Group[]> {
    const groups: Group[] = []
    for (let from = start; from < end; from += MOST_PROOFS_OF_A_SUM) {
      await letOthersRun(signal)
      const candidates: Member[] = []
      for (let index = from; index < Math.min(from + MOST_PROOFS_OF_A_SUM, end); index++) {
        const given = proofs[index]
        const proof = given === undefined ? null : checkProof(given)
        if (proof !== null) candidates.push({ index, proof })
      }
      const { sum, isTaken } = sumProofs(candidates.map(({ proof }) => proof))
      const members = candidates.filter((_, candidate) => isTaken[candidate])
      if (members.length > 0) groups.push({ members, sum })
      onProgress?.({ done: Math.min(from + MOST_PROOFS_OF_A_SUM, end), total: proofs.length })
    }
    return groups
  }

  /** Finds the bad ones among groups, then each group's bad proofs. */
  async function settleGroups(groups: readonly Group[]): Promise<void> {
    for (const { members } of groups) for (const { index } of members) verdicts[index] = true
    let badOnes = 0
    for await (const badGroup of findAmong(
      groups.map(({ sum }) => sum),
      groups.length,
    )) {
      const members = groups[badGroup]?.members ?? []
      // A group of one is bad because its only proof is.
      if (members.length === 1) {
        verdicts[members[0]?.index ?? -1] = false
        continue
      }
      // New coefficients, so that nothing is learned from what is asked about a group.
      const sums: ProofSum[] = []
      for (const { proof } of members) {
        sums.push(sumProofs([proof]).sum)
        await letOthersRun(signal)
      }
      // As many bad ones are expected as in the group before.
      const size = Math.ceil(sums.length / (1 + badOnes))
      badOnes = 0
      for await (const bad of findAmong(sums, size)) {
        verdicts[members[bad]?.index ?? -1] = false
        badOnes++
      }
    }
  }

  async function* findAmong(sums: readonly ProofSum[], size: number): AsyncGenerator<number> {
    const count = sums.length
    const isGood = (start: number, end: number) => holds(statement, sums.slice(start, end))
    for (const bad of findFailing({ count, size, holds: isGood })) {
      yield bad
      await letOthersRun(signal)
    }
  }

  for (let start = 0; start < proofs.length; start += BATCH) {
    const end = Math.min(start + BATCH, proofs.length)
    await settleGroups(await sumGroups(start, end))
  }
  return verdicts
}

type Member = { readonly index: number; readonly proof: CheckedProof }
type Group = { readonly members: readonly Member[]; readonly sum: ProofSum }

function isBelow(value: bigint, end: bigint): boolean {
  return value >= 0n && value < end
}

type Verifier = Awaited<ReturnType<typeof createVerifier>>

async function createVerifier() {
  const curve = await loadCurve()
  return {
    checkPoints: createPointsCheck(curve),
    sumProofs: createProofSum(curve),
    holds: createEquation(curve),
    findKey: await loadVerificationKeys(curve),
  }
}

/**
 * The one thing that is kept between calls, because building it takes as long as verifying a
 * hundred proofs. It holds constants and room to compute in, which no computation leaves half done
 * when it lets others run.
 */
let verifier: Promise<Verifier> | null = null

function getVerifier(): Promise<Verifier> {
  verifier ??= createVerifier().catch((error: unknown) => {
    verifier = null
    throw error
  })
  return verifier
}
