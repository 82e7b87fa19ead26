import type { ProposalState, WireSpaceDetails } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Space } from '../generated/prisma/client.ts'
import { countBallots } from '../proposals/countBallots.ts'
import { refreshOutcomes } from '../proposals/refreshOutcomes.ts'
import { findSpaceProfile, findSpaceRow, toHostedSpace } from './readSpaces.ts'

/** What reading a space's figures takes. */
interface Sources {
  readonly prisma: PrismaClient
  readonly chain: Chain
}

/**
 * Returns a space with its figures.
 * @throws {@link NotFoundError} when this server hosts no such space.
 */
export async function readSpaceDetails(sources: Sources, id: string): Promise<WireSpaceDetails> {
  const row = await findSpaceRow(sources.prisma, id)
  const [profile, figures] = await Promise.all([
    findSpaceProfile(sources.prisma, row),
    readFigures(sources, row),
  ])
  return {
    ...toHostedSpace(row, profile?.document ?? null),
    ...(profile === null
      ? {}
      : {
          signed: {
            server: profile.server,
            signer: profile.signer,
            issuedAt: profile.issuedAt.getTime(),
            expiresAt: profile.expiresAt.getTime(),
            signature: profile.signature,
          },
        }),
    figures,
  }
}

async function readFigures(
  { prisma, chain }: Sources,
  space: Space,
): Promise<WireSpaceDetails['figures']> {
  const [now, last, activity] = await Promise.all([
    chain.now(),
    prisma.groupChange.aggregate({ where: { spaceId: space.id }, _max: { index: true } }),
    prisma.activity.findFirst({ where: { spaceId: space.id }, orderBy: { id: 'desc' } }),
    refreshOutcomes({ prisma, chain, space }),
    countBallots({ prisma, space }),
  ])
  const rows = await prisma.$queryRaw<{ state: string; proposals: number; ballots: number }[]>`
    SELECT coalesce(o."state", CASE
        WHEN p."snapshot" >= ${now}::int THEN 'pending' ELSE 'active' END) AS "state",
      count(*)::int AS "proposals", coalesce(sum(o."ballots"), 0)::int AS "ballots"
    FROM "Proposal" AS p
    LEFT JOIN "ProposalOutcome" AS o ON o."spaceId" = p."spaceId" AND o."proposalId" = p."id"
    WHERE p."spaceId" = ${space.id}
    GROUP BY 1`
  const countOf = new Map(rows.map(({ state, proposals }) => [state, proposals]))
  const count = (state: ProposalState) => countOf.get(state) ?? 0
  return {
    // Leaves are numbered in the order of enrolment, and stay.
    members: (last._max.index ?? -1) + 1,
    proposals: {
      pending: count('pending'),
      active: count('active'),
      canceled: count('canceled'),
      defeated: count('defeated'),
      succeeded: count('succeeded'),
      queued: count('queued'),
      expired: count('expired'),
      executed: count('executed'),
    },
    ballots: rows.reduce((sum, { ballots }) => sum + ballots, 0),
    lastActivity: activity?.at ?? null,
  }
}
