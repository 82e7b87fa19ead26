import {
  proposalScope,
  proposalStates,
  RevisionNotHigherError,
  type VerifiedBallot,
  VotingNotOpenError,
  verifyBallot,
  type WireBallot,
  type WireBallotStatus,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { readBallotStatus } from './readBallotStatus.ts'

/** What {@link receiveBallot} takes. */
export interface ReceiveBallotParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly proposalId: bigint
  readonly ballot: WireBallot
}

/** The Governor's number for a proposal on which voting is open. */
const ACTIVE = BigInt(proposalStates.indexOf('active'))

/**
 * Verifies a ballot as the governor will, stores it for the relay and returns where it stands. Who
 * sent it is neither asked nor kept.
 * @throws {@link ProposalUnknownError}, {@link VotingNotOpenError}, {@link RevisionNotHigherError}
 * and what `verifyBallot` throws.
 */
export async function receiveBallot(
  parameters: ReceiveBallotParameters,
): Promise<WireBallotStatus> {
  const { prisma, chain, proposalId, ballot } = parameters
  const proposal = await findProposal(prisma, proposalId)
  const governor = chain.governor(proposal.space)
  const state = await governor.state(proposalId)
  if (state !== ACTIVE) {
    throw new VotingNotOpenError({
      proposal: proposalId,
      state: proposalStates[Number(state)] ?? 'pending',
    })
  }
  const electorate = await governor.proposalElectorate(proposalId)
  const verified = await verifyBallot({
    ballot,
    scope: proposalScope({
      chainId: chain.chainId,
      governor: proposal.space.governor,
      proposalId,
    }),
    electorate: {
      root: electorate.root,
      size: Number(electorate.size),
      proofDepth: Number(electorate.proofDepth),
    },
    optionCount: proposal.optionCount,
    voiceCredits: proposal.voiceCredits,
  })
  await storeBallot({ prisma, proposal, verified, points: ballot.proof.points })
  return readBallotStatus({ prisma, proposal, nullifier: verified.nullifier })
}

/**
 * To the minute: the second of a ballot's arrival would help who watches the network to find its
 * sender.
 */
const MINUTE = 60_000

/** One statement takes the row only from a lower revision, whatever arrives at the same time. */
async function storeBallot({
  prisma,
  proposal,
  verified: { nullifier, revision, votes },
  points,
}: {
  prisma: PrismaClient
  proposal: Proposal
  verified: VerifiedBallot
  points: readonly bigint[]
}): Promise<void> {
  const key = { spaceId: proposal.spaceId, proposalId: proposal.id, nullifier: String(nullifier) }
  const counted = await prisma.countedBallot.findUnique({
    where: { spaceId_proposalId_nullifier: key },
  })
  if (counted !== null && counted.revision >= revision) {
    throw new RevisionNotHigherError({ revision, heldRevision: counted.revision })
  }
  const receivedAt = new Date(Math.floor(Date.now() / MINUTE) * MINUTE)
  const stored = await prisma.$executeRaw`
    INSERT INTO "Ballot"
      ("spaceId", "proposalId", "nullifier", "revision", "votes", "points", "receivedAt")
    VALUES
      (${key.spaceId}, ${key.proposalId}, ${key.nullifier}, ${revision}, ${[...votes]},
       ${points.map(String)}, ${receivedAt})
    ON CONFLICT ("spaceId", "proposalId", "nullifier") DO UPDATE SET
      "revision" = EXCLUDED."revision", "votes" = EXCLUDED."votes", "points" = EXCLUDED."points",
      "receivedAt" = EXCLUDED."receivedAt", "transaction" = NULL, "refusal" = NULL
    WHERE "Ballot"."revision" < EXCLUDED."revision"`
  if (stored === 0) {
    const held = await prisma.ballot.findUniqueOrThrow({
      where: { spaceId_proposalId_nullifier: key },
    })
    throw new RevisionNotHigherError({ revision, heldRevision: held.revision })
  }
}
