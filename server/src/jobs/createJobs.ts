import { createHash } from 'node:crypto'
import { type ConstructorOptions, fromPglite, fromPrisma, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Database, DatabaseEngine } from '../storage/Database.ts'

/** What {@link createJobs} takes. */
export interface CreateJobsParameters {
  readonly database: Pick<Database, 'engine'>
  readonly logger: Logger
  /** Seconds between two looks for what is due; at least a half. */
  readonly interval?: number
  /** Seconds between two looks for jobs whose process has gone; at least 1. */
  readonly supervision?: number
}

/** A kind of job. */
export interface JobDefinition<Data extends object> {
  /** Letters, digits, `-` and `_`. */
  readonly name: string
  /** How often a failed job is tried again. */
  readonly retries: number
  /** Seconds before it is tried again the first time; twice as many each further time. */
  readonly retryDelay: number
  /** The most of those seconds. */
  readonly retryDelayMax: number
  /** Seconds that one try may take. */
  readonly timeout: number
  /** How many run at once in one process. */
  readonly concurrency?: number
  /**
   * Does a job; a rejection has it tried again. It may run twice, if its process is killed just before
   * its end. `signal` aborts when its time is up or the process stops.
   */
  readonly run: (job: RunningJob<Data>) => Promise<void>
}

/** A job, when it is run. */
export interface RunningJob<Data> {
  readonly data: Data
  /** 0 for the first try. */
  readonly retry: number
  /** Whether a failure would be the last. */
  readonly isLast: boolean
  readonly signal: AbortSignal
}

/** How a job is sent. */
export interface SendJobOptions {
  /** Of jobs with the same key only the first is taken, for as long as it is kept: a week at least. */
  readonly key?: string
  /** Seconds from now. */
  readonly after?: number
  /** Sends it if this transaction of the database is committed, and not otherwise. */
  readonly transaction?: Prisma.TransactionClient
}

/** A kind of job that can be sent. */
export interface Job<Data extends object> {
  readonly send: (data: Data, options?: SendJobOptions) => Promise<void>
}

/** Jobs on the database: done once, by whichever process, again if they fail, and after a restart. */
export interface Jobs {
  /** Before `start`. */
  readonly define: <Data extends object>(definition: JobDefinition<Data>) => Job<Data>
  /** Opens the queues and begins to work; without a definition it does nothing. */
  readonly start: () => Promise<void>
  /** Takes no more jobs and waits for those that run; what does not end in time is done again later. */
  readonly stop: () => Promise<void>
}

const SCHEMA = 'pgboss'
const INTERVAL = 2
const WEEK = 7 * 24 * 60 * 60
/** The least that pg-boss takes: a killed process's job is given to another after this. */
const HEARTBEAT = 10
const STOP_TIMEOUT = 10_000

/**
 * Creates the jobs of a process, on pg-boss and the server's own database, in a schema of pg-boss's
 * own. Not for what is done every few seconds: see {@link startRounds}.
 */
export function createJobs({
  database,
  logger,
  interval = INTERVAL,
  supervision = HEARTBEAT,
}: CreateJobsParameters): Jobs {
  const { engine } = database
  const starters: ((boss: PgBoss) => Promise<void>)[] = []
  const stopping = new AbortController()
  let boss: PgBoss | undefined

  const start = async (): Promise<void> => {
    if (starters.length === 0) return
    const opened = new PgBoss({
      db: connect(engine),
      backend: engine.kind,
      schema: SCHEMA,
      schedule: false,
      monitorIntervalSeconds: supervision,
      superviseIntervalSeconds: supervision,
    })
    opened.on('error', (error) => {
      if (!stopping.signal.aborted) logger.error({ err: error }, 'the queue of jobs fails')
    })
    await opened.start()
    boss = opened
    for (const starter of starters) await starter(opened)
  }
  return {
    define: (definition) => {
      const { name } = definition
      starters.push((opened) => work(opened, { definition, interval, stopping: stopping.signal }))
      return {
        send: async (data, { key, after, transaction } = {}) => {
          if (boss === undefined) throw new Error(`The jobs are not started: ${name}.`)
          await boss.send(name, data, {
            ...(key === undefined ? {} : { id: toJobId(name, key) }),
            ...(after === undefined ? {} : { startAfter: after }),
            ...(transaction === undefined ? {} : { db: fromPrisma(transaction) }),
          })
        },
      }
    },
    start,
    stop: async () => {
      stopping.abort()
      await boss?.stop({ graceful: true, timeout: STOP_TIMEOUT })
      boss = undefined
    },
  }
}

interface WorkParameters<Data extends object> {
  readonly definition: JobDefinition<Data>
  readonly interval: number
  readonly stopping: AbortSignal
}

async function work<Data extends object>(
  boss: PgBoss,
  { definition, interval, stopping }: WorkParameters<Data>,
): Promise<void> {
  const { name, retries, concurrency = 1 } = definition
  const options = {
    retryLimit: retries,
    retryDelay: definition.retryDelay,
    retryBackoff: true,
    retryDelayMax: definition.retryDelayMax,
    expireInSeconds: definition.timeout,
    heartbeatSeconds: HEARTBEAT,
    retentionSeconds: 2 * WEEK,
    deleteAfterSeconds: WEEK,
  }
  await boss.createQueue(name, options)
  // What an earlier version of this server made it is changed to what this one wants.
  await boss.updateQueue(name, options)
  await boss.work<Data, void, WorkOptions>(
    name,
    { pollingIntervalSeconds: interval, localConcurrency: concurrency, includeMetadata: true },
    async ([job]) => {
      if (job === undefined) return
      await definition.run({
        data: job.data,
        retry: job.retryCount,
        isLast: job.retryCount >= job.retryLimit,
        signal: AbortSignal.any([job.signal, stopping]),
      })
    },
  )
}

interface WorkOptions {
  readonly pollingIntervalSeconds: number
  readonly localConcurrency: number
  readonly includeMetadata: true
}

/** pg-boss wants the rows of every statement of a text, one after the other. */
function connect(engine: DatabaseEngine): NonNullable<ConstructorOptions['db']> {
  if (engine.kind === 'pglite') return fromPglite(engine.pglite)
  return {
    executeSql: async (text, values) => {
      const result: unknown = await engine.pool.query(text, values)
      const results = Array.isArray(result) ? result : [result]
      return { rows: results.flatMap(({ rows }) => rows) }
    },
  }
}

/** A job's id is a key of its table, so a job's own key is made one. */
function toJobId(name: string, key: string): string {
  const hex = createHash('sha256').update(`${name}\0${key}`).digest('hex')
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-')
}
