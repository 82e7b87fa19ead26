import { createHash } from 'node:crypto'
import type { WireResults } from '@psephos/lib'
import { floorToMinute } from '../ballots/floorToMinute.ts'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Chain } from '../chain/connectChain.ts'
import type { Events } from '../events/Events.ts'
import type { PrismaClient, Proposal } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { readDecryption } from '../secret/readDecryption.ts'
import { type ReceivedTally, readReceivedTally } from './readReceivedTally.ts'
import { readSettledResults, type SettledResults, toTurnout } from './readSettledResults.ts'

/** Results, and a name of what they say. */
export interface VersionedResults {
  readonly results: WireResults
  /** The same in every process for the same results; the passing of time alone does not change it. */
  readonly version: string
  readonly spaceId: string
}

/** Reads results, however many ask. */
export interface ResultsStore {
  /** @throws {@link ProposalUnknownError} when no space of this server has such a proposal. */
  readonly read: (proposalId: bigint) => Promise<VersionedResults>
  readonly close: () => void
}

/** What {@link createResultsStore} takes. */
export interface CreateResultsStoreParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly events: Events
  /** The time in milliseconds; the machine's if absent. */
  readonly now?: () => number
}

const MOST_PROPOSALS = 256
/** For how long what the chain says is good when no event tells otherwise, in milliseconds. */
const CHAIN_LIFETIME = 1_000
/** For how long a tally is good when no event told of new ballots: one may have been lost. */
const TALLY_LIFETIME = 600_000

interface KnownTally {
  readonly until: Date
  readonly readAt: number
  readonly tally: Promise<ReceivedTally>
}

/**
 * Returns a store that adds up what was received at most once a minute for each proposal, and not
 * at all while nothing comes, and asks the chain at most once a second.
 */
export function createResultsStore({
  prisma,
  chain,
  events,
  now = Date.now,
}: CreateResultsStoreParameters): ResultsStore {
  const tallies = new Map<string, KnownTally>()
  /** The minute in which a proposal's latest ballot came. */
  const latest = new Map<string, number>()
  const settled = createTimedCache({
    read: async (proposalId: bigint) => {
      const proposal = await findProposal(prisma, proposalId)
      const indexed = proposal.changes
      const [told, secret] = await Promise.all([
        readSettledResults({ chain, proposal }),
        readDecryption({ prisma, chain, proposal }),
      ])
      return { proposal, indexed, ...told, ...toSecret(told, secret) }
    },
    lifetime: CHAIN_LIFETIME,
    capacity: MOST_PROPOSALS,
  })
  const unsubscribe = events.subscribe((event) => {
    if (event.kind === 'received') {
      remember(latest, event.proposal, floorToMinute(now()).getTime())
      return
    }
    settled.clear()
    if (event.kind === 'missed') tallies.clear()
  })

  function readTally(
    proposal: Pick<Proposal, 'id' | 'spaceId' | 'optionCount' | 'committee'>,
    until: Date,
  ): KnownTally {
    const known = tallies.get(proposal.id)
    if (known !== undefined && isGood(proposal.id, known, until)) return known
    const { id, spaceId, optionCount, committee } = proposal
    const asked = { spaceId, proposalId: id, optionCount, committee, until }
    const tally = readReceivedTally({ prisma, ...asked })
    const read = { until, readAt: now(), tally }
    remember(tallies, id, read)
    tally.catch(() => tallies.delete(id))
    return read
  }

  function isGood(id: string, { until: toldUntil, readAt }: KnownTally, until: Date): boolean {
    if (toldUntil.getTime() === until.getTime()) return true
    const hasNews = (latest.get(id) ?? 0) >= toldUntil.getTime()
    return !hasNews && now() - readAt < TALLY_LIFETIME
  }

  return {
    read: async (proposalId) => {
      const { proposal, ...fromChain } = await settled.read(proposalId)
      const until = floorToMinute(now())
      const received = await readTally(proposal, until).tally
      const turnout = toTurnout(received.voters, fromChain.electorate)
      const told = { proposal: proposalId, ...fromChain, received: { ...received, turnout } }
      return {
        results: {
          ...told,
          received: { ...told.received, until: Math.floor(until.getTime() / 1_000) },
        },
        version: hash(told),
        spaceId: proposal.spaceId,
      }
    },
    close: unsubscribe,
  }
}

/** Until the totals of a secret proposal are known, its box alone knows how many voted. */
function toSecret(
  { settled, electorate }: SettledResults,
  secret: Awaited<ReturnType<typeof readDecryption>>,
): Pick<WireResults, 'settled' | 'decryption'> {
  if (secret === null) return { settled, decryption: null }
  const { decryption, voters } = secret
  if (decryption.phase === 'revealed') return { settled, decryption }
  return { settled: { ...settled, voters, turnout: toTurnout(voters, electorate) }, decryption }
}

/** What was not asked for or told for longest gives way. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MOST_PROPOSALS && oldest !== undefined) map.delete(oldest)
}

function hash(value: unknown): string {
  const text = JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  )
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
