import { letOthersRun } from '../async/letOthersRun.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { CircuitKey } from './CircuitKey.ts'
import { createEquation, type Statement } from './createEquation.ts'
import { createPointsCheck } from './createPointsCheck.ts'
import {
  type CheckedProof,
  createProofSum,
  MOST_PROOFS_OF_A_SUM,
  type ProofSum,
} from './createProofSum.ts'
import { findFailing } from './findFailing.ts'
import { loadCurve } from './loadCurve.ts'
import { createKeyLoader } from './loadVerificationKey.ts'

/** A Groth16 proof, without what it shares with the others of its batch. */
export type Groth16Proof = {
  /** The public inputs that are its own, in the circuit's order. */
  readonly inputs: readonly bigint[]
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y, as Semaphore and the contracts pack them. */
  readonly points: readonly bigint[]
}

/** How far a batch is. */
export type VerificationProgress = {
  /** How many were gone through. What is bad among the last of them may still be looked for. */
  readonly done: number
  readonly total: number
}

/** What {@link verifyGroth16Proofs} takes. */
export type VerifyGroth16ProofsParameters<Given> = {
  key: CircuitKey
  /** The circuit's public inputs in order: what all proofs share, and null where each has its own. */
  shared: readonly (bigint | null)[]
  proofs: readonly Given[]
  /** Called for each when its turn comes: hashing all of a large batch beforehand would block the thread. */
  toProof: (given: Given) => Groth16Proof
  /** Called now and then with how far it is. */
  onProgress?: ((progress: VerificationProgress) => void) | undefined
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

/** How many proofs are settled by one equation if all are valid. */
const BATCH = 1_024

/**
 * Verifies Groth16 proofs for one circuit, and returns for each whether it holds. A proof of any wrongness is `false`; none
 * makes it throw. Runs on the thread that calls it, and lets others run every few hundredths of a second.
 * @throws the signal's reason when it is aborted; RangeError when `shared` is not of the key's circuit.
 */
export async function verifyGroth16Proofs<Given>({
  key: circuitKey,
  shared,
  proofs,
  toProof,
  onProgress,
  signal,
}: VerifyGroth16ProofsParameters<Given>): Promise<boolean[]> {
  signal?.throwIfAborted()
  const verdicts = new Array<boolean>(proofs.length).fill(false)
  if (proofs.length === 0) return verdicts
  if (shared.some((input) => input !== null && !isInput(input))) return verdicts
  const { checkPoints, sumProofs, holds, loadKey } = await getVerifier()
  const key = loadKey(circuitKey)
  if (shared.length !== key.inputCount) {
    throw new RangeError(`The circuit has ${key.inputCount} public inputs, not ${shared.length}.`)
  }
  const statement: Statement = { key, shared }
  const ownInputs = shared.filter((input) => input === null).length

  /** Returns a proof that may be added up, if its B is of the subgroup. */
  function checkProof({ inputs, points }: Groth16Proof): CheckedProof | null {
    if (inputs.length !== ownInputs || !inputs.every(isInput)) return null
    return checkPoints(points) ? { points, inputs } : null
  }

  /** Adds up the proofs from `start` to before `end`, those that may be, in groups. */
  async function sumGroups(start: number, end: number): Promise<Group[]> {
    const groups: Group[] = []
    for (let from = start; from < end; from += MOST_PROOFS_OF_A_SUM) {
      await letOthersRun(signal)
      const candidates: Member[] = []
      for (let index = from; index < Math.min(from + MOST_PROOFS_OF_A_SUM, end); index++) {
        const given = proofs[index]
        const proof = given === undefined ? null : checkProof(toProof(given))
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

function isInput(value: bigint): boolean {
  return value >= 0n && value < SNARK_SCALAR_FIELD
}

type Verifier = Awaited<ReturnType<typeof createVerifier>>

async function createVerifier() {
  const curve = await loadCurve()
  return {
    checkPoints: createPointsCheck(curve),
    sumProofs: createProofSum(curve),
    holds: createEquation(curve),
    loadKey: createKeyLoader(curve),
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
