import { ballotMessage, type ContractBallot, encodeBallot } from '@psephos/lib'
import { dataSlice } from 'ethers'
import {
  REGENERATE,
  readMemberProofsFile,
  toMemberProofsFile,
} from '../../proofs/memberProofsFile.ts'
import {
  createMemberProofsPlan,
  type MemberProofsPlan,
  type PlannedProposal,
} from '../../proofs/memberProofsPlan.ts'

/** The coordinates A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y. */
export type ProofPoints = [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]

/** A member's proof as SemaphoreBatchVerifier takes it. */
export interface MemberProof {
  nullifier: bigint
  /** Before Semaphore hashes it to the field. */
  message: bigint
  points: ProofPoints
}

/** A first ballot with a real proof. */
export interface ProvenBallot {
  readonly votes: readonly number[]
  readonly proof: MemberProof
  /** As the governor takes it. */
  readonly ballot: ContractBallot
}

/** One proposal of the fixture and its ballots, a person each. */
export interface ProvenElection {
  readonly proposal: PlannedProposal
  readonly ballots: readonly ProvenBallot[]
}

/** The fixture: what the proofs are for, and the proofs. */
export interface MemberProofs {
  readonly plan: MemberProofsPlan
  /** Returns the election with so many options: 4 (everybody votes), 1, 16 or 128 (nine vote). */
  readonly election: (optionCount: number) => ProvenElection
}

/**
 * Reads the proofs of `test/vectors/memberProofs.json`.
 * @throws Error that says what to run, when they are not those of the plan.
 */
export function readMemberProofs(): MemberProofs {
  const file = readMemberProofsFile()
  const plan = createMemberProofsPlan((file?.commitments ?? []).map(BigInt))
  const fitting = toMemberProofsFile(plan, (proposal, person) => {
    const votes = plan.proposals[proposal]?.votes[person]
    const found = file?.proposals[proposal]?.ballots[person]
    return found && { ...found, person, votes: votes ?? [] }
  })
  const complete = plan.proposals.every(
    ({ votes }, proposal) => fitting.proposals[proposal]?.ballots.length === votes.length,
  )
  if (!complete || JSON.stringify(file) !== JSON.stringify(fitting)) {
    throw new Error(
      `test/vectors/memberProofs.json does not hold the planned proofs. ${REGENERATE}`,
    )
  }
  const elections = plan.proposals.map((proposal, index) => ({
    proposal,
    ballots: (fitting.proposals[index]?.ballots ?? []).map(toProvenBallot),
  }))
  return {
    plan,
    election: (optionCount) => {
      const found = elections.find(({ proposal }) => proposal.layout.optionCount === optionCount)
      if (found === undefined) throw new RangeError(`No election has ${optionCount} options.`)
      return found
    },
  }
}

function toProvenBallot(record: {
  votes: readonly number[]
  nullifier: string
  points: string
}): ProvenBallot {
  const { votes } = record
  const words = encodeBallot({ votes })
  const coordinate = (index: number): bigint =>
    BigInt(dataSlice(record.points, 32 * index, 32 * (index + 1)))
  const proof: MemberProof = {
    nullifier: BigInt(record.nullifier),
    message: ballotMessage({ revision: 0, words }),
    points: [
      coordinate(0),
      coordinate(1),
      coordinate(2),
      coordinate(3),
      coordinate(4),
      coordinate(5),
      coordinate(6),
      coordinate(7),
    ],
  }
  const { nullifier, points } = proof
  return {
    votes,
    proof,
    ballot: { nullifier, revision: 0, words, replacedWords: [], proof: points },
  }
}
