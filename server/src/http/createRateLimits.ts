import { createHmac, createSecretKey } from 'node:crypto'
import { ServerBusyError, TooManyRequestsError } from '@psephos/lib'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPrisma,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { toClientNetwork } from './toClientNetwork.ts'

/**
 * What one client may do in a window. `read`: requests that write nothing, counted by each process
 * for itself. `write`: requests that leave something behind. `refused`: requests whose good ones
 * are bounded elsewhere, as ballots are by members; only those that are refused count, or people
 * behind one address would silence each other. `chain`: questions that the operator's node answers
 * in their stead, which the operator pays for, counted by each process for itself. An audit of a
 * hundred thousand ballots takes some two thousand at once; whoever used them up, alone or with
 * others, keeps nobody waiting for longer than ten minutes.
 */
export const requestLimits = {
  read: { points: 1_200, seconds: 60 },
  chain: { points: 2_000, seconds: 600 },
  write: { points: 120, seconds: 600 },
  refused: { points: 60, seconds: 600 },
} as const

/**
 * How many clients may use up their share of the chain before the others wait: the relay asks the
 * same node, and is never to be kept waiting by whoever looks on.
 */
const CHAIN_SHARES = 10

/** A kind of request, as far as limits go. */
export type RequestKind = keyof typeof requestLimits
/** How much each kind may, and in how long. */
export type RequestLimits = Readonly<
  Record<RequestKind, { readonly points: number; readonly seconds: number }>
>

/** Keeps clients from asking too much. */
export interface RateLimits {
  /**
   * Counts a request, or, of the chain, as many questions as it takes: one if not said otherwise.
   * @throws {@link TooManyRequestsError} when this client has used up its share.
   * @throws {@link ServerBusyError} when all of them together have used up the chain's.
   */
  readonly admit: (kind: RequestKind, address: string, questions?: number) => Promise<void>
  /**
   * Counts a request that was refused, once it was.
   * @throws {@link TooManyRequestsError} when it came on top of what was too much.
   */
  readonly blame: (kind: RequestKind, address: string) => Promise<void>
}

/** What {@link createRateLimits} takes. */
export interface CreateRateLimitsParameters {
  readonly prisma: PrismaClient
  /**
   * A secret of the operator that is not in the database: under it addresses are stored, so that
   * whoever gets hold of the database cannot tell who asked.
   */
  readonly secret: Uint8Array
  readonly limits?: RequestLimits
}

/** Creates limits that all processes on one database share, but for reading. */
export function createRateLimits({
  prisma,
  secret,
  limits = requestLimits,
}: CreateRateLimitsParameters): RateLimits {
  const share = (kind: 'write' | 'refused'): RateLimiterPrisma => {
    const { points, seconds: duration } = limits[kind]
    return new RateLimiterPrisma({
      storeClient: prisma,
      tableName: 'rateLimit',
      keyPrefix: kind,
      points,
      duration,
      // Who is over the limit costs no query until the window ends.
      inMemoryBlockOnConsumed: points,
      // A database that fails must not make everybody welcome.
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: kind, points, duration }),
    })
  }
  const keep = ({ points, seconds: duration }: RequestLimits['read'], shares = 1) =>
    new RateLimiterMemory({ points: points * shares, duration })
  const reads = keep(limits.read)
  const [ownQuestions, allQuestions] = [keep(limits.chain), keep(limits.chain, CHAIN_SHARES)]
  const [writes, refusals] = [share('write'), share('refused')]
  /** Who was refused too often; asking the database of every ballot would cost more than it saves. */
  const blocked = new RateLimiterMemory({ keyPrefix: 'blocked', points: 1, duration: 1 })

  // Made once: to make it of bytes takes four times as long as to use it.
  const key = createSecretKey(secret)
  const nameClient = (address: string): string =>
    createHmac('sha256', key).update(toClientNetwork(address)).digest('base64url')
  return {
    admit: async (kind, address, questions = 1) => {
      const client = nameClient(address)
      if (kind === 'read') await consume(reads, client)
      else if (kind === 'chain') {
        await consume(ownQuestions, client, questions)
        await consume(allQuestions, 'all', questions, refuseAll)
      } else if (kind === 'write') await consume(writes, client)
      else {
        const held = await blocked.get(client)
        if (held !== null) throw refuse(held.msBeforeNext)
      }
    },
    blame: async (kind, address) => {
      if (kind !== 'refused') return
      // The request has its own refusal already; the limit is told to the next one.
      const client = nameClient(address)
      const { remainingPoints, msBeforeNext } = await consume(refusals, client)
      if (remainingPoints === 0) await blocked.block(client, Math.ceil(msBeforeNext / 1_000))
    },
  }
}

async function consume(
  limiter: RateLimiterAbstract,
  client: string,
  points = 1,
  refuseThem: (milliseconds: number) => Error = refuse,
): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(client, points)
  } catch (result) {
    throw result instanceof RateLimiterRes ? refuseThem(result.msBeforeNext) : result
  }
}

function refuse(milliseconds: number): TooManyRequestsError {
  return new TooManyRequestsError({ retryAfter: toSeconds(milliseconds) })
}

function refuseAll(milliseconds: number): ServerBusyError {
  return new ServerBusyError({ retryAfter: toSeconds(milliseconds) })
}

function toSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000))
}
