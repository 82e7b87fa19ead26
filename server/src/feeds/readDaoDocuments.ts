import {
  DAO_CONTEXT,
  DAO_PART_CONTEXT,
  type WireDao,
  type WireDaoActivities,
  type WireDaoContracts,
  type WireDaoMembers,
  type WireDaoProposals,
} from '@psephos/lib'
import * as z from 'zod'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Space } from '../generated/prisma/client.ts'
import { encodeCursor, parseCursor } from '../http/cursor.ts'
import { listProposals } from '../proposals/readProposals.ts'
import { readTitle } from '../proposals/readTitle.ts'
import { findSpaceProfile, toHostedSpace } from '../spaces/readSpaces.ts'

/** What the documents of ERC-4824 take. */
export interface ReadDaoDocumentParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: Space
  /** Where people reach the server. */
  readonly publicUrl: string
  readonly cursor?: string | undefined
}

const [MEMBERS_PER_PAGE, ACTIVITIES_PER_PAGE] = [1_000, 100]
const index = z.number().int().nonnegative().max(2_147_483_647)
const membersPlace = z.tuple([z.literal('members'), index])
const activitiesPlace = z.tuple([z.literal('activities'), index])

/** Returns the document to which a DAO's `daoURI` leads. */
export async function readDao({
  prisma,
  space,
  publicUrl,
}: ReadDaoDocumentParameters): Promise<WireDao> {
  const profile = await findSpaceProfile(prisma, space)
  const { name, profile: own } = toHostedSpace(space, profile?.document ?? null)
  const base = toBase(publicUrl, space)
  return {
    '@context': DAO_CONTEXT,
    type: 'DAO',
    name,
    // The ERC wants what is empty left out.
    ...(own?.about ? { description: own.about } : {}),
    membersURI: `${base}/members.json`,
    proposalsURI: `${base}/proposals.json`,
    activityLogURI: `${base}/activities.json`,
    governanceURI: `${base}/governance.md`,
    contractsURI: `${base}/contracts.json`,
  }
}

/** Returns a page of who is in the group now. */
export async function readDaoMembers(
  parameters: ReadDaoDocumentParameters,
): Promise<WireDaoMembers> {
  const { prisma, space, publicUrl } = parameters
  const [, from] = parseCursor(membersPlace, parameters.cursor) ?? ['members', 0]
  const rows = await prisma.$queryRaw<{ commitment: string }[]>`
    SELECT DISTINCT ON ("index") "commitment" FROM "GroupChange"
    WHERE "spaceId" = ${space.id} AND "index" >= ${from}::int
      AND "index" <= ${from + MEMBERS_PER_PAGE}::bigint
    ORDER BY "index", "block" DESC, "logIndex" DESC`
  const account = toAccountId(space, space.group)
  const next = encodeCursor(['members', from + MEMBERS_PER_PAGE])
  return {
    '@context': DAO_PART_CONTEXT,
    ...(rows.length > MEMBERS_PER_PAGE
      ? { next: `${toBase(publicUrl, space)}/members.json?cursor=${next}` }
      : {}),
    type: 'DAO',
    members: rows
      .slice(0, MEMBERS_PER_PAGE)
      .map(({ commitment }) => ({ id: `${account}?commitment=${commitment}` })),
  }
}

/** Returns a page of proposals. */
export async function readDaoProposals(
  parameters: ReadDaoDocumentParameters,
): Promise<WireDaoProposals> {
  const { prisma, chain, space, publicUrl, cursor } = parameters
  const { proposals, next } = await listProposals({ prisma, chain }, space, { cursor })
  return {
    '@context': DAO_PART_CONTEXT,
    ...(next === undefined
      ? {}
      : { next: `${toBase(publicUrl, space)}/proposals.json?cursor=${next}` }),
    proposals: proposals.map(({ id, metadata, cid, description, state, calls }) => ({
      type: 'proposal',
      id: toProposalId(space, String(id)),
      name: metadata?.title ?? readTitle(description),
      ...(cid === '' ? {} : { contentURI: `ipfs://${cid}` }),
      ...(metadata?.discussion === undefined ? {} : { discussionURI: metadata.discussion }),
      status: state,
      calls: calls.map(({ target, value, calldata }) => ({
        type: 'CallDataEVM',
        operation: 'call',
        from: space.timelock,
        to: target,
        value: String(value),
        data: calldata,
      })),
    })),
  }
}

/** Returns a page of what happened. */
export async function readDaoActivities(
  parameters: ReadDaoDocumentParameters,
): Promise<WireDaoActivities> {
  const { prisma, space, publicUrl } = parameters
  const place = parseCursor(activitiesPlace, parameters.cursor)
  const rows = await prisma.activity.findMany({
    where: { spaceId: space.id, ...(place === null ? {} : { id: { lt: place[1] } }) },
    orderBy: { id: 'desc' },
    take: ACTIVITIES_PER_PAGE + 1,
  })
  const shown = rows.slice(0, ACTIVITIES_PER_PAGE)
  const proposals = await prisma.proposal.findMany({
    where: { spaceId: space.id, id: { in: shown.map(({ proposalId }) => proposalId) } },
    select: { id: true, proposer: true },
  })
  const proposerOf = new Map(proposals.map(({ id, proposer }) => [id, proposer]))
  const last = shown.at(-1)
  return {
    '@context': DAO_PART_CONTEXT,
    ...(rows.length === shown.length || last === undefined
      ? {}
      : {
          next: `${toBase(publicUrl, space)}/activities.json?cursor=${encodeCursor(['activities', last.id])}`,
        }),
    activities: shown.map((row) => {
      const proposer = proposerOf.get(row.proposalId)
      // A member who proposes without a name is shown as the governor, who is nobody.
      const isNamed =
        row.event === 'proposal.created' && proposer !== undefined && proposer !== space.governor
      return {
        id: `urn:psephos:activity:${space.id}:${row.id}`,
        type: 'activity',
        event: row.event,
        timestamp: new Date(row.at * 1_000).toISOString(),
        proposal: { type: 'proposal', id: toProposalId(space, row.proposalId) },
        ...(isNamed ? { member: { id: toAccountId(space, proposer) } } : {}),
      }
    }),
  }
}

/** Returns the DAO's contracts. */
export async function readDaoContracts({
  prisma,
  space,
}: ReadDaoDocumentParameters): Promise<WireDaoContracts> {
  const profile = await findSpaceProfile(prisma, space)
  const treasury = toHostedSpace(space, profile?.document ?? null).profile?.treasury
  const contracts = [
    [space.governor, 'Governor', 'Counts ballots and decides what runs.'],
    [space.group, 'Group', 'Holds the commitments of the people who may vote.'],
    [space.issuer, 'Issuer', 'Vouches that a person is unique.'],
    [space.timelock, 'Timelock', 'Runs what was decided, after a delay, and holds funds.'],
    ...(treasury === undefined ? [] : [[treasury, 'Treasury', 'Holds funds.'] as const]),
  ] as const
  return {
    '@context': DAO_PART_CONTEXT,
    contracts: contracts.map(([address, name, description]) => ({
      id: toAccountId(space, address),
      name,
      description,
    })),
  }
}

function toBase(publicUrl: string, { id }: Pick<Space, 'id'>): string {
  return `${publicUrl.replace(/\/+$/, '')}/api/v1/spaces/${id}`
}

/** Source: CAIP-10. */
function toAccountId({ chainId }: Pick<Space, 'chainId'>, address: string): string {
  return `eip155:${chainId}:${address}`
}

function toProposalId(space: Pick<Space, 'chainId' | 'governor'>, proposal: string): string {
  return `${toAccountId(space, space.governor)}?proposalId=${proposal}`
}
