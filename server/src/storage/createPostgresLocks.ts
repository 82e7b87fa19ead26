import pg from 'pg'
import type { Locks } from './Locks.ts'

/** What {@link createPostgresLocks} takes. */
export interface CreatePostgresLocksParameters {
  readonly url: string
  /** Milliseconds after which the database takes a silent process for dead. */
  readonly patience?: number
}

const PATIENCE = 20_000
const CONNECTION_TIMEOUT = 10_000

/** A connection on which locks are held: when it ends, however it ends, they are free. */
interface Session {
  /**
   * Asks, when what was asked before is answered: a connection has one query at a time. After a
   * failure nobody knows what the session holds: it is ended, and its locks with it.
   */
  readonly ask: (sql: string, key?: string) => Promise<boolean>
  readonly client: pg.Client
  readonly lost: AbortController
  readonly heartbeat: NodeJS.Timeout
}

/**
 * Creates the locks of a PostgreSQL server: advisory locks of one session. The database frees them
 * when the process that holds them is killed, at once; when its machine or its event loop stops, once
 * it has been silent for `patience`. The URL must lead to PostgreSQL itself: a pooler that shares
 * sessions between transactions would share the locks too.
 */
export function createPostgresLocks({
  url,
  patience = PATIENCE,
}: CreatePostgresLocksParameters): Locks {
  const held = new Set<string>()
  let session: Promise<Session> | undefined

  const forget = (lost: AbortController): void => {
    session = undefined
    lost.abort(new Error('The connection that held the locks has ended.'))
  }
  const open = (): Promise<Session> => {
    session ??= connect(url, patience, forget).catch((error: unknown) => {
      session = undefined
      throw error
    })
    return session
  }
  const runLocked = async (
    key: string,
    task: (signal: AbortSignal) => Promise<void>,
  ): Promise<boolean> => {
    const { ask, lost } = await open()
    const lock = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS done'
    if (!(await ask(lock, key))) return false
    try {
      await task(lost.signal)
      return true
    } finally {
      const unlock = 'SELECT pg_advisory_unlock(hashtextextended($1, 0)) AS done'
      await ask(unlock, key).catch(() => undefined)
    }
  }
  return {
    tryRun: async (key, task) => {
      // A session may take its own lock twice, so this process asks itself first.
      if (held.has(key)) return false
      held.add(key)
      try {
        return await runLocked(key, task)
      } finally {
        held.delete(key)
      }
    },
    close: async () => {
      const last = await session?.catch(() => undefined)
      session = undefined
      if (last === undefined) return
      clearInterval(last.heartbeat)
      await last.client.end().catch(() => undefined)
    },
  }
}

async function connect(
  url: string,
  patience: number,
  onLost: (lost: AbortController) => void,
): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    query_timeout: patience,
    keepAlive: true,
    application_name: 'psephos locks',
  })
  const lost = new AbortController()
  let heartbeat: NodeJS.Timeout | undefined
  const end = (): void => {
    clearInterval(heartbeat)
    if (!lost.signal.aborted) onLost(lost)
  }
  client.on('error', end)
  client.on('end', end)
  await client.connect()
  await client.query(`SET idle_session_timeout = ${patience}`)
  let last: Promise<unknown> = Promise.resolve()
  const ask: Session['ask'] = (sql, key) => {
    const query = async (): Promise<boolean> => {
      try {
        const values = key === undefined ? [] : [`psephos/${key}`]
        const { rows } = await client.query<{ done: boolean }>(sql, values)
        return rows[0]?.done === true
      } catch (error) {
        await client.end().catch(() => undefined)
        throw error
      }
    }
    const asked = last.then(query, query)
    last = asked
    return asked
  }
  const beat = (): void => void ask('SELECT 1').catch(() => undefined)
  heartbeat = setInterval(beat, patience / 4)
  heartbeat.unref()
  return { ask, client, lost, heartbeat }
}
