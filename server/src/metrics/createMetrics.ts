import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { ObservedRequest } from '../http/observeRequests.ts'
import type { Outbox } from '../relay/Outbox.ts'
import { readRelayBalance } from '../relay/readRelayBalance.ts'
import { readSpaceFigures } from './readSpaceFigures.ts'

/** What {@link createMetrics} takes. */
export interface CreateMetricsParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly outbox: Outbox
}

/** Figures for Prometheus. */
export interface Metrics {
  readonly observe: (request: ObservedRequest) => void
  /** Returns all figures as they are now, in Prometheus' text format. */
  readonly read: () => Promise<{ readonly contentType: string; readonly text: string }>
}

/**
 * Creates the figures of one server. What stands in the database is read when somebody asks, so
 * every process tells the same.
 */
export function createMetrics({ prisma, chain, outbox }: CreateMetricsParameters): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'psephos_http_request_duration_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  })
  const perSpace = (name: string, help: string): Gauge<'space'> =>
    new Gauge({ name, help, labelNames: ['space'], registers })
  const members = perSpace('psephos_members', 'People in the group.')
  const proposals = perSpace('psephos_proposals', 'Proposals of the space.')
  const received = perSpace('psephos_ballots_received', 'Ballots that the server holds.')
  const counted = perSpace('psephos_ballots_counted', 'Ballots that the governor counts.')
  const waiting = perSpace('psephos_ballots_waiting', 'Ballots of open proposals to be settled.')
  const refused = perSpace('psephos_ballots_refused', 'Ballots that the governor would not take.')
  const indexed = perSpace('psephos_indexed_block', 'The last block that is indexed.')
  const pending = perSpace('psephos_relay_pending', 'Transactions that are not mined.')
  const spent = perSpace('psephos_relay_spent_ether', 'What the relay spent in 24 hours.')
  const cap = perSpace('psephos_relay_cap_ether', 'What the relay may spend in 24 hours.')
  const hold = new Gauge({
    name: 'psephos_relay_hold',
    help: '1 while the relay pays for nothing, with the reason.',
    labelNames: ['space', 'reason'],
    registers,
  })
  const block = new Gauge({ name: 'psephos_chain_block', help: 'The latest block.', registers })
  const balance = new Gauge({
    name: 'psephos_relay_balance_ether',
    help: 'What the relay can still spend.',
    registers,
  })

  const gauges = [members, proposals, received, counted, waiting, refused, indexed, pending, spent]

  const readChain = async (): Promise<void> => {
    try {
      const [number, wei] = await Promise.all([
        chain.provider.getBlockNumber(),
        readRelayBalance({ chain, account: outbox.account }),
      ])
      block.set(number)
      balance.set(Number(wei) / 1e18)
    } catch {
      // A node that does not answer leaves gaps, and /readyz tells of it.
      block.remove()
      balance.remove()
    }
  }
  const readDatabase = async (): Promise<void> => {
    for (const gauge of [...gauges, cap, hold]) gauge.reset()
    for (const { space, ...figures } of await readSpaceFigures(prisma, Date.now() / 1_000)) {
      members.set({ space }, figures.members)
      proposals.set({ space }, figures.proposals)
      received.set({ space }, figures.received)
      counted.set({ space }, figures.counted)
      waiting.set({ space }, figures.waiting)
      refused.set({ space }, figures.refused)
      const relay = await outbox.readStatus(space)
      pending.set({ space }, relay.pending)
      spent.set({ space }, Number(relay.spent) / 1e18)
      if (relay.cap !== null) cap.set({ space }, Number(relay.cap) / 1e18)
      if (relay.hold !== null) hold.set({ space, reason: relay.hold.reason }, 1)
      if (figures.indexedBlock !== null) indexed.set({ space }, figures.indexedBlock)
    }
  }
  return {
    observe: ({ method, route, status, seconds }) => {
      requests.observe({ method, route, status }, seconds)
    },
    read: async () => {
      await Promise.all([readChain(), readDatabase()])
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
