import { setImmediate } from 'node:timers/promises'
import {
  BallotProofInvalidError,
  type PsephosError,
  RevisionNotHigherError,
  ServerBusyError,
  type WireCastBallot,
} from '@psephos/lib'
import type { Events } from '../events/Events.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { OpenRules, ProposalEntry } from '../proposals/createProposalRules.ts'
import { isSameContent } from './ballotContent.ts'
import { createFairQueue } from './createFairQueue.ts'
import { createProofBatch, type ProvenBallot } from './createProofBatch.ts'
import type { ReceiptSigner } from './createReceiptSigner.ts'
import { floorToMinute } from './floorToMinute.ts'
import type { ProofBatch } from './ProofBatch.ts'
import { storeBallots } from './storeBallots.ts'
import { type CountedRevision, type HeldBallot, toBallotStatus } from './toBallotStatus.ts'

/**
 * Verifies proofs of one proposal, here or in another process: whether each holds, null for one of
 * which that could not be found out.
 */
export type VerifyProofs = (batch: ProofBatch) => Promise<(boolean | null)[]>

/** A ballot that fits its proposal, open or secret; its proof is still to be verified. */
export interface CheckedBallot extends ProvenBallot {
  /** Voting on its proposal is open. */
  readonly entry: ProposalEntry & { readonly rules: OpenRules }
  /** Whoever sent it, by any name: told apart while it waits, then forgotten. */
  readonly source: string
}

/** Takes ballots, verifies and stores them in batches. */
export interface BallotIntake {
  /**
   * Returns where a ballot stands, with its receipt, once it is stored; the same again for the same
   * ballot.
   * @throws {@link BallotProofInvalidError}, {@link RevisionNotHigherError}, {@link ServerBusyError}
   */
  readonly take: (ballot: CheckedBallot) => Promise<WireCastBallot>
  /** How many wait. */
  readonly waiting: () => number
}

/** What {@link createBallotIntake} takes. */
export interface CreateBallotIntakeParameters {
  readonly prisma: PrismaClient
  readonly chainId: number
  readonly receipts: ReceiptSigner
  readonly events: Events
  readonly verify: VerifyProofs
  /** How many batches are under way at once; 2 if absent. */
  readonly concurrency?: number
  /** How many ballots may wait; 2 048 if absent. */
  readonly capacity?: number
}

/** Eight seconds' worth for one core. Each takes at most some kilobytes. */
const CAPACITY = 2_048
const CONCURRENCY = 2
const MOST_PROPOSALS = 256
const BATCH_SIZE = 256
/** As many bad proofs are searched in about a fifth of a second. */
const SUSPECT_BATCH_SIZE = 16
/** How long the first ballot waits for others, in milliseconds. */
const GATHERING = 5
/** After so many milliseconds whoever waits is told to come back. */
const PATIENCE = 15_000
interface Item {
  readonly key: string
  readonly source: string
  readonly ballot: CheckedBallot
  readonly since: number
  readonly resolve: (answer: WireCastBallot) => void
  readonly reject: (error: unknown) => void
}

interface Known {
  readonly held: HeldBallot | null
  readonly counted: CountedRevision | null
}

/** Returns an intake that nobody can fill with what is bad or too much. */
export function createBallotIntake(parameters: CreateBallotIntakeParameters): BallotIntake {
  const { prisma, chainId, receipts, events, verify } = parameters
  const { concurrency = CONCURRENCY, capacity = CAPACITY } = parameters
  const queue = createFairQueue<Item>({
    capacity,
    batchSize: BATCH_SIZE,
    suspectBatchSize: SUSPECT_BATCH_SIZE,
  })
  /** What is under way, by all that a ballot says: sent twice at once, it is verified once. */
  const underWay = new Map<string, Promise<WireCastBallot>>()
  let running = 0
  let gathering: NodeJS.Timeout | undefined
  /** How many milliseconds a ballot took lately. */
  let pace = 5

  function busy(): PsephosError {
    const seconds = Math.ceil((queue.size * pace) / 1_000)
    return new ServerBusyError({ retryAfter: Math.min(30, Math.max(1, seconds)) })
  }

  function enqueue(ballot: CheckedBallot): Promise<WireCastBallot> {
    const { promise, resolve, reject } = Promise.withResolvers<WireCastBallot>()
    const { id, spaceId } = ballot.entry.proposal
    const key = `${spaceId}/${id}`
    const since = performance.now()
    const dropped = queue.add({ key, source: ballot.source, ballot, since, resolve, reject })
    dropped?.reject(busy())
    if (running < concurrency) gathering ??= setTimeout(start, GATHERING)
    return promise
  }

  function start(): void {
    clearTimeout(gathering)
    gathering = undefined
    while (running < concurrency) {
      const batch = queue.take()
      if (batch.length === 0) return
      running++
      void runBatch(batch)
    }
  }

  async function runBatch(batch: readonly Item[]): Promise<void> {
    const started = performance.now()
    const patient = batch.filter(({ since }) => started - since <= PATIENCE)
    for (const item of batch) if (!patient.includes(item)) item.reject(busy())
    try {
      if (patient.length > 0) await processBatch(patient)
    } catch (error) {
      for (const { reject } of patient) reject(error)
    }
    running--
    pace += ((performance.now() - started) / batch.length - pace) / 8
    start()
  }

  async function processBatch(batch: readonly Item[]): Promise<void> {
    const { entry } = batch[0]?.ballot ?? {}
    if (entry === undefined) return
    const news = await answerKnown(entry, batch)
    const valid = await dropInvalid(entry, news)
    const { first, later } = splitByNullifier(valid)
    const receivedAt = floorToMinute(Date.now())
    const stored = await storeBallots({
      prisma,
      spaceId: entry.proposal.spaceId,
      proposalId: entry.proposal.id,
      ballots: first.map(({ ballot: { nullifier, revision, votes, encrypted, points } }) => ({
        nullifier: String(nullifier),
        revision,
        votes,
        encrypted,
        points,
      })),
      receivedAt,
    })
    if (stored.size > 0) publish(entry.proposal.id, floorToMinute(Date.now()).getTime())
    const isStored = ({ ballot }: Item) => stored.has(String(ballot.nullifier))
    // Whoever came too late with another one hears which revision is held.
    const others = [...later, ...first.filter((item) => !isStored(item))]
    await answerAll(
      first.filter(isStored).map((item): [Item, Known] => {
        const { nullifier, revision, votes, encrypted } = item.ballot
        const content = { revision, votes: [...votes], encrypted: [...encrypted] }
        const row = { nullifier: String(nullifier), ...content, receivedAt }
        return [item, { held: { ...row, transaction: null, refusal: null }, counted: null }]
      }),
    )
    refuseRest(await answerKnown(entry, others))
  }

  /** Answers what is held already, refuses what is older than that, and returns the rest. */
  async function answerKnown(entry: ProposalEntry, items: readonly Item[]): Promise<Item[]> {
    if (items.length === 0) return []
    const known = await readKnown(prisma, entry, items)
    const rest: Item[] = []
    const repeated: [Item, Known][] = []
    for (const item of items) {
      const { nullifier, revision } = item.ballot
      const own = known(String(nullifier))
      const { held, counted } = own
      const heldRevision = Math.max(held?.revision ?? -1, counted?.revision ?? -1)
      if (held !== null && isSameContent(held, item.ballot)) repeated.push([item, own])
      else if (revision > heldRevision) rest.push(item)
      else item.reject(new RevisionNotHigherError({ revision, heldRevision }))
    }
    await answerAll(repeated)
    return rest
  }

  async function dropInvalid(
    { rules }: CheckedBallot['entry'],
    items: readonly Item[],
  ): Promise<Item[]> {
    if (items.length === 0) return []
    const ballots = items.map(({ ballot }) => ballot)
    const verdicts = await verify(createProofBatch({ rules, ballots }))
    return items.filter((item, index) => {
      const verdict = verdicts[index] ?? null
      if (verdict === true) return true
      queue.suspect(item.source)
      item.reject(verdict === null ? busy() : new BallotProofInvalidError())
      return false
    })
  }

  /** Lets others be answered between one and the next. */
  async function answerAll(known: readonly [Item, Known][]): Promise<void> {
    const answers: Promise<void>[] = []
    for (const [item, own] of known) {
      await setImmediate()
      answers.push(answer(item, own))
    }
    await Promise.all(answers)
  }

  /** Signs only what is committed. */
  async function answer({ ballot, resolve, reject }: Item, { held, counted }: Known) {
    try {
      if (held === null) throw new RangeError('A receipt is for what is held.')
      const { space, id } = ballot.entry.proposal
      const proposal = BigInt(id)
      const { nullifier, revision } = ballot
      const { governor } = space
      const receipt = await receipts.sign({ chainId, governor, proposalId: proposal, ballot: held })
      const status = toBallotStatus({ proposal, nullifier, revision, held, counted, isOver: false })
      resolve({ ...status, receipt })
    } catch (error) {
      reject(error)
    }
  }

  /** Once a minute for each proposal: what is received is told by the minute. */
  const published = new Map<string, number>()
  function publish(proposal: string, minute: number): void {
    if (published.get(proposal) === minute) return
    published.delete(proposal)
    published.set(proposal, minute)
    const [oldest] = published.keys()
    if (published.size > MOST_PROPOSALS && oldest !== undefined) published.delete(oldest)
    events.publish({ kind: 'received', proposal })
  }

  return {
    take: (ballot) => {
      const { nullifier, revision, votes, encrypted, points } = ballot
      const { id, spaceId } = ballot.entry.proposal
      const key = [spaceId, id, nullifier, revision, ...votes, ...encrypted, ...points].join()
      const same = underWay.get(key)
      if (same !== undefined) return same
      const answered = enqueue(ballot).finally(() => underWay.delete(key))
      underWay.set(key, answered)
      return answered
    },
    waiting: () => queue.size,
  }
}

/** What was not taken, though nothing that is held says why, may be sent again. */
function refuseRest(items: readonly Item[]): void {
  for (const { reject } of items) reject(new ServerBusyError({ retryAfter: 1 }))
}

/** Of each nullifier the ballot that goes first, which is the highest revision; and the others. */
function splitByNullifier(items: readonly Item[]): { first: Item[]; later: Item[] } {
  const first = new Map<string, Item>()
  const later: Item[] = []
  for (const item of items) {
    const { nullifier, revision } = item.ballot
    const rival = first.get(String(nullifier))
    const isFirst = rival === undefined || rival.ballot.revision < revision
    if (isFirst) first.set(String(nullifier), item)
    const beaten = isFirst ? rival : item
    if (beaten !== undefined) later.push(beaten)
  }
  return { first: [...first.values()], later }
}

async function readKnown(
  prisma: PrismaClient,
  { proposal }: ProposalEntry,
  items: readonly Item[],
): Promise<(nullifier: string) => Known> {
  const nullifiers = [...new Set(items.map(({ ballot }) => String(ballot.nullifier)))]
  const where = {
    spaceId: proposal.spaceId,
    proposalId: proposal.id,
    nullifier: { in: nullifiers },
  }
  const [held, counted] = await Promise.all([
    prisma.ballot.findMany({
      where,
      select: {
        nullifier: true,
        revision: true,
        votes: true,
        encrypted: true,
        receivedAt: true,
        transaction: true,
        refusal: true,
      },
    }),
    prisma.countedBallot.findMany({
      where,
      select: { nullifier: true, revision: true, transaction: true },
    }),
  ])
  const heldBy = new Map(held.map((row) => [row.nullifier, row]))
  const countedBy = new Map(counted.map((row) => [row.nullifier, row]))
  return (nullifier) => ({
    held: heldBy.get(nullifier) ?? null,
    counted: countedBy.get(nullifier) ?? null,
  })
}
