import {
  type ProposalMetadata,
  ProposalUnknownError,
  parseProposalMetadata,
  proposalStates,
  type WireProposal,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal, Space } from '../generated/prisma/client.ts'

/** What reading proposals takes. */
interface Sources {
  readonly prisma: PrismaClient
  readonly chain: Chain
}

type ProposalRow = Proposal & { space: Space }

/** The most proposals that one answer carries. */
const MOST = 100

/** Returns a space's proposals, newest first. */
export async function listProposals(
  sources: Sources,
  space: { readonly id: string },
): Promise<WireProposal[]> {
  const rows = await sources.prisma.proposal.findMany({
    where: { spaceId: space.id },
    include: { space: true },
    orderBy: [{ block: 'desc' }, { logIndex: 'desc' }],
    take: MOST,
  })
  return Promise.all(rows.map((row) => readState(sources, row)))
}

/** @throws {@link ProposalUnknownError} when no space of this server has such a proposal. */
export async function readProposal(sources: Sources, id: bigint): Promise<WireProposal> {
  return readState(sources, await findProposal(sources.prisma, id))
}

/** @throws {@link ProposalUnknownError} when no space of this server has such a proposal. */
export async function findProposal(prisma: PrismaClient, id: bigint): Promise<ProposalRow> {
  const row = await prisma.proposal.findFirst({
    where: { id: String(id) },
    include: { space: true },
  })
  if (row === null) throw new ProposalUnknownError({ proposal: id })
  return row
}

/**
 * The state, the electorate and the tally come from the chain as it is now; the rest does not
 * change.
 */
async function readState({ prisma, chain }: Sources, row: ProposalRow): Promise<WireProposal> {
  const governor = chain.governor(row.space)
  const [now, state, eta, tally, received, metadata] = await Promise.all([
    chain.now(),
    governor.state(row.id),
    governor.proposalEta(row.id),
    governor.proposalTally(row.id),
    prisma.ballot.count({ where: { spaceId: row.spaceId, proposalId: row.id } }),
    readMetadata(prisma, row.cid),
  ])
  const isOpen = now > row.snapshot
  const [electorate, passing, quorum] = isOpen
    ? await Promise.all([
        governor.proposalElectorate(row.id),
        governor.passingOptions(row.id),
        governor.quorum(row.snapshot),
      ])
    : [null, tally.options.map(() => false), 0n]

  return {
    id: BigInt(row.id),
    space: row.spaceId,
    cid: row.cid ?? '',
    metadata,
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
    snapshot: row.snapshot,
    deadline: row.deadline,
    state: proposalStates[Number(state)] ?? 'pending',
    executableAt: eta === 0n ? null : Number(eta),
    electorate: electorate && {
      root: electorate.root,
      size: Number(electorate.size),
      proofDepth: Number(electorate.proofDepth),
    },
    settled: {
      ballots: Number(tally.voters),
      options: tally.options.map(({ votesFor, votesAgainst, creditsSpent }) => ({
        votesFor,
        votesAgainst,
        creditsSpent,
      })),
      passing,
      quorum: Number(quorum),
    },
    received,
  }
}

/**
 * Only what hashes to the CID is ever stored under it, so what is found is what the chain commits
 * to.
 */
async function readMetadata(
  prisma: PrismaClient,
  cid: string | null,
): Promise<ProposalMetadata | null> {
  const row = cid === null ? null : await prisma.metadata.findUnique({ where: { cid } })
  return row && parseProposalMetadata(JSON.parse(row.document))
}
