import type { WireProposal } from '@psephos/lib'
import { type ShownBallotsParameters, shownBallots } from '../ballots/shownBallots.ts'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'

/** What {@link readReceivedTally} takes. */
export interface ReadReceivedTallyParameters extends ShownBallotsParameters {
  readonly prisma: PrismaClient
  readonly optionCount: number
  /** Null where ballots are open. */
  readonly committee: string | null
}

/** What ballots add up to. */
export interface ReceivedTally {
  readonly voters: number
  readonly options: WireProposal['settled']['options']
}

interface Row {
  readonly voters: number
  readonly votesFor: string
  readonly votesAgainst: string
  readonly creditsSpent: string
}

/** Adds up what this server has received on a proposal, in the database; of secret ballots only how many they are. */
export async function readReceivedTally({
  prisma,
  optionCount,
  committee,
  ...parameters
}: ReadReceivedTallyParameters): Promise<ReceivedTally> {
  const nothing: Row = { voters: 0, votesFor: '0', votesAgainst: '0', creditsSpent: '0' }
  const toTally = (rows: readonly Row[]): ReceivedTally => ({
    voters: rows[0]?.voters ?? 0,
    options: Array.from({ length: optionCount }, (_, option) => {
      const { votesFor, votesAgainst, creditsSpent } = rows[option] ?? nothing
      return {
        votesFor: BigInt(votesFor),
        votesAgainst: BigInt(votesAgainst),
        creditsSpent: BigInt(creditsSpent),
      }
    }),
  })
  if (committee !== null) {
    const [count] = await prisma.$queryRaw<Pick<Row, 'voters'>[]>(
      Prisma.sql`SELECT count(*)::int AS "voters" FROM ${shownBallots(parameters)}`,
    )
    return toTally([{ ...nothing, ...count }])
  }
  const rows = await prisma.$queryRaw<Row[]>(Prisma.sql`
    SELECT count(*)::int AS "voters",
      sum(greatest(vote, 0))::text AS "votesFor",
      sum(greatest(-vote, 0))::text AS "votesAgainst",
      sum(vote * vote)::text AS "creditsSpent"
    FROM ${shownBallots(parameters)}, unnest(shown."votes") WITH ORDINALITY AS cast_votes(vote, option)
    GROUP BY option ORDER BY option`)
  return toTally(rows)
}
