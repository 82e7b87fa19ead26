import { setTimeout as wait } from 'node:timers/promises'
import { startPostgres } from '@psephos/server/src/testing/startPostgres.ts'
import type { BenchOptions, Measurement } from '../Bench.ts'
import { median } from '../lib/measureProcessorTime.ts'
import { fillGroup } from './fillGroup.ts'
import type { LoadOrder, LoadReport } from './loadMessages.ts'
import { measureReads, percentile99 } from './measureReads.ts'
import { measureStolenTime } from './measureStolenTime.ts'
import { type BenchElection, openElection } from './openElection.ts'
import { type BenchServer, startBenchServer } from './startBenchServer.ts'
import { startLoad } from './startLoad.ts'

const PROPOSAL = 'proposal p99'
const ACCEPTED = 'ballots accepted per second'
const READ = 'read p99 under load'
const MEMORY = 'memory growth'
const MEMBERS = 1_000_000
const BUCKET = `bucket p99 n=${MEMBERS}`

/** The cases of {@link benchServer}. */
export const serverCases = [PROPOSAL, ACCEPTED, READ, MEMORY, BUCKET]

/** So many ballots are recorded. */
const RECORDED = 256
const WARM_UP = 10
const SECONDS = 60
const MEMORY_SECONDS = 300
/** Between two collections, in milliseconds. */
const MEMORY_INTERVAL = 4_000
const CONCURRENCY = 192
const UNLOADED_READS = 500
/**
 * Between two reads of a proposal, in milliseconds. The server keeps an answer for a second, and then
 * gives it while it reads another: nearly all reads get what was read before them.
 */
const UNLOADED_INTERVAL = 20
/** Between two of which each is read anew, in milliseconds: longer than any answer is kept. */
const FRESH_INTERVAL = 2_100
const FRESH_READS = 10
const BUCKETS = 200
/** Between two reads under load, in milliseconds. */
const READ_INTERVAL = 50

/** What the cases share. */
interface Bench {
  readonly election: BenchElection
  readonly server: BenchServer
  readonly order: LoadOrder
  readonly ran: string
}

/**
 * Measures a hosted server on PostgreSQL, both as an operator runs them, with load from a second
 * process. What is accepted is deleted a moment later and sent anew, because fewer ballots are
 * recorded than a minute takes: their proofs are real, and verified anew each time.
 */
export async function* benchServer({
  wants,
  seconds,
  ballots: count = RECORDED,
}: BenchOptions): AsyncGenerator<Measurement> {
  const election = await openElection(count)
  const postgres = await startPostgres()
  const databaseUrl = postgres.urlOf('postgres')
  const { rpcUrl, space, proposal, ballots } = election
  const server = await startBenchServer({ databaseUrl, rpcUrl, spaces: [space] })
  const { origin } = server
  const order: LoadOrder = {
    origin,
    proposal: String(proposal),
    databaseUrl,
    ballots,
    concurrency: CONCURRENCY,
    repeated: 0,
    invalid: 0,
  }
  const ran = `${ballots.length} different real proofs, sent again and again, ${CONCURRENCY} at once`
  const bench: Bench = { election, server, order, ran }
  try {
    if (wants(PROPOSAL)) yield await measureProposal(bench)
    if (wants(ACCEPTED) || wants(READ)) yield* measureLoad(bench, wants, seconds ?? SECONDS)
    if (wants(MEMORY)) yield await measureMemory(bench, seconds ?? MEMORY_SECONDS)
    // The last one: after it no ballot fits the group.
    if (wants(BUCKET)) yield await measureBuckets(bench)
  } finally {
    await server.stop()
    await election.close()
    await postgres.stop()
  }
}

/** Nothing else happens. */
async function measureProposal({ server, order }: Bench): Promise<Measurement> {
  const urls = [`${server.origin}/api/v1/proposals/${order.proposal}`]
  await measureReads({ urls, count: 50, interval: 0 })
  const times = await measureReads({ urls, count: UNLOADED_READS, interval: UNLOADED_INTERVAL })
  await wait(FRESH_INTERVAL)
  const fresh = await measureReads({ urls, count: FRESH_READS, interval: FRESH_INTERVAL })
  const anew = `${median(fresh).toFixed(1)} ms, ${Math.max(...fresh).toFixed(1)} at most`
  const ran = `${UNLOADED_READS} reads, ${UNLOADED_INTERVAL} ms apart, nearly all from the cache of answers; ${FRESH_READS} that were read anew took ${anew}`
  return figure(PROPOSAL, percentile99(times), 'ms', ran)
}

/** Nothing else happens. The first bucket waits until the server has hashed the group. */
async function measureBuckets({ election, server, order }: Bench): Promise<Measurement> {
  const { space } = election
  const root = await fillGroup({ databaseUrl: order.databaseUrl, space, count: MEMBERS })
  await election.pretendGroup({ root, proofDepth: 20, size: MEMBERS })
  const urls = Array.from(
    { length: BUCKETS },
    (_, bucket) =>
      `${server.origin}/api/v1/spaces/${space.id}/group/buckets/${bucket}?root=${root}`,
  )
  const [first = Number.NaN] = await measureReads({ urls, count: 1, interval: 0 })
  await measureReads({ urls, count: 50, interval: 0 })
  const times = await measureReads({ urls, count: UNLOADED_READS, interval: 0 })
  const megabytes = Math.round((await server.readMemory()) / 1_024)
  const ran = `${UNLOADED_READS} reads of ${BUCKETS} buckets; the first, for which the group is read and hashed, took ${Math.round(first / 1_000)} s; then the server holds ${megabytes} MB`
  return figure(BUCKET, percentile99(times), 'ms', ran)
}

async function* measureLoad(
  { election, server, order, ran }: Bench,
  wants: (name: string) => boolean,
  seconds: number,
): AsyncGenerator<Measurement> {
  const load = startLoad(order)
  try {
    await wait(WARM_UP * 1_000)
    const [before, usedBefore] = [load.report(), await server.readProcessorTime()]
    const readStolen = await measureStolenTime()
    const start = performance.now()
    const { origin } = server
    const api = `${origin}/api/v1/proposals/${order.proposal}`
    const urls = [
      api,
      `${api}/results`,
      `${api}/ballots?limit=100`,
      `${origin}/api/v1/spaces`,
      `${origin}/api/v1/spaces/${election.space.id}/proposals`,
    ]
    const count = Math.floor((seconds * 1_000) / READ_INTERVAL)
    const reads: number[] = []
    while (performance.now() - start < seconds * 1_000 && reads.length < count) {
      reads.push(...(await measureReads({ urls, count: urls.length, interval: READ_INTERVAL })))
    }
    const elapsed = (performance.now() - start) / 1_000
    const [after, usedAfter] = [load.report(), await server.readProcessorTime()]
    requireSound(after)
    const accepted = after.accepted - before.accepted
    const rate = accepted / elapsed
    const perBallot = (part: 'answering' | 'verifying') =>
      `${((usedAfter[part] - usedBefore[part]) / accepted).toFixed(1)} ms`
    const stolen = await readStolen()
    const machine =
      stolen === null ? '' : `; ${stolen.toFixed(0)} % of the machine’s time went to others`
    const during = `${Math.round(elapsed)} s, ${after.busy - before.busy} times busy; processor time for each: ${perBallot('answering')} answering, ${perBallot('verifying')} verifying${machine}`
    if (wants(ACCEPTED)) yield figure(ACCEPTED, rate, 'ballots/s', `${ran}, ${during}`)
    if (wants(READ)) {
      const kept = `of ${urls.length} routes in turn, most from the cache of answers`
      yield figure(READ, percentile99(reads), 'ms', `${reads.length} reads ${kept}, ${during}`)
    }
  } finally {
    await load.stop()
  }
}

/** With ballots of every kind: new ones, repeated ones and bad ones. */
async function measureMemory({ server, order, ran }: Bench, seconds: number): Promise<Measurement> {
  const load = startLoad({ ...order, repeated: 20, invalid: 10 })
  /** What is held, and all that there was a moment before it was looked at. */
  const held: number[] = []
  const samples: number[] = []
  try {
    await wait(WARM_UP * 1_000)
    const start = performance.now()
    while (performance.now() - start < seconds * 1_000) {
      await wait(MEMORY_INTERVAL)
      samples.push(await server.readMemory())
      await server.collectGarbage()
      held.push(await server.readMemory())
    }
    requireSound(load.report())
  } finally {
    await load.stop()
  }
  const part = Math.ceil(held.length / 5)
  // The first fifth is warm-up: code is compiled and pools are filled.
  const first = median(held.slice(part, 2 * part))
  const last = median(held.slice(-part))
  const { accepted, repeated, refused, busy } = load.report()
  const [from, to, most] = [first, last, Math.max(...samples)].map((kilobytes) =>
    Math.round(kilobytes / 1_024),
  )
  const megabytes = `${from} to ${to} MB after collections, ${most} at most between them,`
  const sent = `${accepted} accepted, ${repeated} repeated, ${refused} refused, ${busy} busy`
  const growth = (last / first - 1) * 100
  return figure(MEMORY, growth, '%', `${megabytes} in ${seconds} s; ${sent}; ${ran}`)
}

/** A bench whose requests fail measures nothing. */
function requireSound({ failed, failure }: LoadReport): void {
  if (failed > 0) throw new Error(`${failed} requests failed, the last one with: ${failure}`)
}

function figure(name: string, value: number, unit: string, ran: string): Measurement {
  return { bench: 'server', case: name, value: Math.round(value * 10) / 10, unit, ran }
}
