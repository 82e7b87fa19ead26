import type { WireBallotStatus } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { ProposalEntry, ProposalRules } from '../proposals/createProposalRules.ts'
import { toBallotStatus } from './toBallotStatus.ts'

/** What {@link readBallotStatus} takes. */
export interface ReadBallotStatusParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly rules: ProposalRules
  readonly proposalId: bigint
  readonly nullifier: bigint
  /** Of which revision is asked; the latest if absent. */
  readonly revision?: number | undefined
}

/**
 * Returns where a nullifier's ballot stands, whether it came through this server or not.
 * @throws {@link ProposalUnknownError} and {@link BallotUnknownError} when neither this server nor
 * the governor has one.
 */
export async function readBallotStatus({
  prisma,
  chain,
  rules,
  proposalId,
  nullifier,
  revision,
}: ReadBallotStatusParameters): Promise<WireBallotStatus> {
  const entry = await rules.read(proposalId)
  const { spaceId, id } = entry.proposal
  const key = { spaceId, proposalId: id, nullifier: String(nullifier) }
  const where = { spaceId_proposalId_nullifier: key }
  const [held, counted] = await Promise.all([
    prisma.ballot.findUnique({ where }),
    prisma.countedBallot.findUnique({ where }),
  ])
  const waits = held !== null && held.revision > (counted?.revision ?? -1)
  const isOver = waits && (await isCountFinal({ prisma, chain }, entry))
  return toBallotStatus({ proposal: proposalId, nullifier, revision, held, counted, isOver })
}

/** Whether voting has ended, and what was counted until then is indexed. */
async function isCountFinal(
  { prisma, chain }: Pick<ReadBallotStatusParameters, 'prisma' | 'chain'>,
  { proposal, state }: ProposalEntry,
): Promise<boolean> {
  // A secret proposal stays active after its deadline, until its totals are known.
  const isOpen = state === 'active' && proposal.committee === null
  if (state === 'pending' || isOpen) return false
  const { indexedBlock } = await prisma.space.findUniqueOrThrow({
    where: { id: proposal.spaceId },
    select: { indexedBlock: true },
  })
  if (indexedBlock === null) return false
  if (state === 'canceled') return true
  const block = await chain.provider.getBlock(indexedBlock)
  return block !== null && block.timestamp > proposal.deadline
}
