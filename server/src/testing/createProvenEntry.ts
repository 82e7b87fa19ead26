import { readFileSync } from 'node:fs'
import {
  ballotMessage,
  checkBallot,
  encodeBallot,
  toScope,
  type WireBallot,
  wireBallot,
} from '@psephos/lib'
import { dataSlice } from 'ethers'
import type { CheckedBallot } from '../ballots/createBallotIntake.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What recorded ballots must fit, and the ballots. */
export interface ProvenBallots {
  readonly rules: CheckedBallot['entry']['rules']
  /** 256 of them, on four options. */
  readonly ballots: readonly WireBallot[]
}

/** An open proposal of the database, and ballots on it whose proofs were recorded. */
export interface ProvenEntry extends ProvenBallots {
  readonly entry: CheckedBallot['entry']
  /** A ballot as an intake takes it. */
  readonly check: (ballot: WireBallot, source?: string) => CheckedBallot
}

interface MemberProofsFile {
  readonly root: string
  readonly proofDepth: number
  readonly proposals: readonly {
    readonly optionCount: number
    readonly scope: string
    readonly ballots: readonly {
      readonly votes: number[]
      readonly nullifier: string
      readonly points: string
    }[]
  }[]
}

const path = new URL('../../../test/vectors/memberProofs.json', import.meta.url)
const OPTIONS = 4
const VOICE_CREDITS = 512

/** Reads the ballots of the election of four options in `test/vectors/memberProofs.json`. */
export function readProvenBallots(): ProvenBallots {
  const file: MemberProofsFile = JSON.parse(readFileSync(path, 'utf8'))
  const election = file.proposals.find(({ optionCount }) => optionCount === OPTIONS)
  if (election === undefined) throw new Error('There is no election of four options.')
  const { proofDepth } = file
  const root = BigInt(file.root)
  const scope = BigInt(election.scope)
  return {
    rules: {
      scope: toScope(scope),
      electorate: { root, size: 256, proofDepth },
      optionCount: OPTIONS,
      voiceCredits: VOICE_CREDITS,
      secret: null,
    },
    ballots: election.ballots.map(({ votes, nullifier, points }) =>
      wireBallot.parse({
        revision: 0,
        votes,
        proof: {
          merkleTreeDepth: proofDepth,
          merkleTreeRoot: String(root),
          nullifier: String(BigInt(nullifier)),
          message: String(ballotMessage({ revision: 0, words: encodeBallot({ votes }) })),
          scope: String(scope),
          points: Array.from({ length: 8 }, (_, index) =>
            String(BigInt(dataSlice(points, 32 * index, 32 * (index + 1)))),
          ),
        },
      }),
    ),
  }
}

/** Writes a space with a proposal, as if it had been read from a chain, for recorded ballots. */
export async function createProvenEntry(prisma: PrismaClient): Promise<ProvenEntry> {
  const { rules, ballots } = readProvenBallots()
  const address = `0x${'11'.repeat(20)}`
  const addresses = { governor: address, group: address, issuer: address, timelock: address }
  const space = await prisma.space.create({
    data: { id: 'proven', name: 'Proven', chainId: 1, deploymentBlock: 0, ...addresses },
  })
  const proposal = await prisma.proposal.create({
    data: {
      spaceId: space.id,
      id: '7',
      block: 1,
      logIndex: 0,
      proposer: address,
      description: 'Proven',
      snapshot: 1,
      deadline: 2_000_000_000,
      optionCount: OPTIONS,
      maxWinners: 0,
      voiceCredits: VOICE_CREDITS,
    },
  })
  const entry: CheckedBallot['entry'] = { proposal: { ...proposal, space }, state: 'active', rules }
  return {
    rules,
    ballots,
    entry,
    check: (ballot, source = '') => {
      const { nullifier, revision, votes } = checkBallot(ballot, rules)
      const { points } = ballot.proof
      return { entry, nullifier, revision, votes, encrypted: [], points, source }
    },
  }
}
