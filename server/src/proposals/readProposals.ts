import {
  ProposalUnknownError,
  parseProposalMetadata,
  type WireProposal,
  type WireProposalList,
} from '@psephos/lib'
import { floorToMinute } from '../ballots/floorToMinute.ts'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal, Space } from '../generated/prisma/client.ts'
import { countBallots } from './countBallots.ts'
import { findProposals, type ProposalQuery } from './findProposals.ts'
import { type ProposalFacts, readProposalFacts } from './readProposalFacts.ts'
import { refreshOutcomes } from './refreshOutcomes.ts'

/** What reading proposals takes. */
interface Sources {
  readonly prisma: PrismaClient
  readonly chain: Chain
}

type ProposalRow = Proposal & { space: Space }

/**
 * Returns a page of a space's proposals, newest first if not asked for otherwise. The node is asked
 * three times, however many there are.
 * @throws {@link RequestMalformedError} when the cursor is none of this list.
 */
export async function listProposals(
  sources: Sources,
  space: Pick<Space, 'id' | 'governor'>,
  query: ProposalQuery = {},
): Promise<WireProposalList> {
  const { prisma, chain } = sources
  const [now] = await Promise.all([
    chain.now(),
    refreshOutcomes({ prisma, chain, space }),
    ...(query.order === 'ballots' ? [countBallots({ prisma, space })] : []),
  ])
  const { ids, ...rest } = await findProposals({ prisma, space, query, now })
  const rows = await prisma.proposal.findMany({
    where: { spaceId: space.id, id: { in: [...ids] } },
  })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const proposals = await readAll(
    sources,
    space,
    ids.flatMap((id) => rowOf.get(id) ?? []),
  )
  return { proposals: proposals.filter((each) => each !== null), ...rest }
}

/** @throws {@link ProposalUnknownError} when no space of this server has such a proposal. */
export async function readProposal(sources: Sources, id: bigint): Promise<WireProposal> {
  const row = await findProposal(sources.prisma, id)
  const [proposal] = await readAll(sources, row.space, [row])
  if (proposal == null) throw new ProposalUnknownError({ proposal: id })
  return proposal
}

/**
 * Returns the proposal of an id. A governor of somebody's own making can claim another's ids, and two
 * DAOs may propose the very same, so the spaces that the operator lists come first, and then whoever
 * proposed first: nobody who registers later takes a proposal's place.
 * @throws {@link ProposalUnknownError} when no space of this server has such a proposal.
 */
export async function findProposal(prisma: PrismaClient, id: bigint): Promise<ProposalRow> {
  const row = await prisma.proposal.findFirst({
    where: { id: String(id) },
    include: { space: true },
    orderBy: [
      { space: { listed: 'desc' } },
      { block: 'asc' },
      { logIndex: 'asc' },
      { space: { createdAt: 'asc' } },
    ],
  })
  if (row === null) throw new ProposalUnknownError({ proposal: id })
  return row
}

/**
 * The state, the electorate and the tally come from the chain as it is now; the rest does not
 * change. Null for what the chain does not know: it has turned, and the indexer will find out.
 */
async function readAll(
  { prisma, chain }: Sources,
  space: Pick<Space, 'id' | 'governor'>,
  rows: readonly Proposal[],
): Promise<(WireProposal | null)[]> {
  const cids = rows.flatMap(({ cid }) => cid ?? [])
  const ids = rows.map(({ id }) => id)
  const secretIds = rows.flatMap(({ id, committee }) => (committee === null ? [] : [id]))
  const [facts, received, counted, documents] = await Promise.all([
    readProposalFacts({ chain, governor: space.governor, proposals: rows }),
    prisma.ballot.groupBy({
      by: ['proposalId'],
      where: {
        spaceId: space.id,
        proposalId: { in: ids },
        // Counted as they come, each would say when its voter was online.
        OR: [{ receivedAt: { lt: floorToMinute(Date.now()) } }, { priorRevision: { not: null } }],
      },
      _count: true,
    }),
    // The governor learns of secret ballots only with their totals.
    prisma.countedBallot.groupBy({
      by: ['proposalId'],
      where: { spaceId: space.id, proposalId: { in: secretIds } },
      _count: true,
    }),
    prisma.metadata.findMany({
      where: { cid: { in: cids } },
      select: { cid: true, document: true },
    }),
  ])
  const receivedOf = new Map(received.map((each) => [each.proposalId, each._count]))
  const countedOf = new Map(counted.map((each) => [each.proposalId, each._count]))
  const documentOf = new Map(documents.map(({ cid, document }) => [cid, document]))
  return rows.map((row, index) => {
    const fact = facts[index]
    if (fact == null) return null
    const document = documentOf.get(row.cid ?? '')
    const ballots = Math.max(fact.ballots, countedOf.get(row.id) ?? 0)
    return toWireProposal(row, { ...fact, ballots }, document, receivedOf.get(row.id) ?? 0)
  })
}

/**
 * Only what hashes to the CID is ever stored under it, so what is found is what the chain commits
 * to.
 */
function toWireProposal(
  row: Proposal,
  facts: ProposalFacts,
  document: string | undefined,
  received: number,
): WireProposal {
  const { state, executableAt, electorate, ballots, options, passing, quorum } = facts
  return {
    id: BigInt(row.id),
    space: row.spaceId,
    cid: row.cid ?? '',
    metadata: document === undefined ? null : parseProposalMetadata(JSON.parse(document)),
    description: row.description,
    proposer: row.proposer,
    voiceCredits: row.voiceCredits,
    maxWinners: row.maxWinners,
    optionCount: row.optionCount,
    calls: row.targets.map((target, index) => ({
      option: row.callOptions[index] ?? 0,
      target,
      value: BigInt(row.values[index] ?? 0),
      calldata: row.calldatas[index] ?? '0x',
    })),
    committee: row.committee,
    snapshot: row.snapshot,
    deadline: row.deadline,
    state,
    executableAt,
    electorate: electorate && { ...electorate },
    settled: { ballots, options: [...options], passing: [...passing], quorum },
    // What is counted was received, here or by the chain itself.
    received: Math.max(received, ballots),
  }
}
