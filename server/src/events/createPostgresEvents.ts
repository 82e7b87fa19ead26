import { Client } from 'pg'
import type { Logger } from 'pino'
import * as z from 'zod'
import { createLocalEvents } from './createLocalEvents.ts'
import type { Events, ServerEvent } from './Events.ts'

/** What {@link createPostgresEvents} takes. */
export interface CreatePostgresEventsParameters {
  /** The database that the processes share. */
  readonly url: string
  readonly logger: Logger
  /** Milliseconds until a lost connection is tried again, at first; twice as many each time. */
  readonly retryAfter?: number
}

const CHANNEL = 'psephos_events'
const RETRY_AFTER = 500
/** How long the database may take to answer, in milliseconds. */
const TIMEOUT = 10_000
const MOST_DOUBLINGS = 6
/** More than wait here is not worth telling one by one. */
const MOST_WAITING = 1_000

const serverEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('received'), proposal: z.string() }),
  z.strictObject({ kind: z.literal('indexed'), space: z.string() }),
  z.strictObject({ kind: z.literal('missed') }),
])

/**
 * Returns events that reach every process on the same PostgreSQL, through LISTEN and NOTIFY on a
 * connection of their own. While it is lost, events of this process reach this process; once it is
 * back, everybody hears that some may have been missed.
 */
export function createPostgresEvents({
  url,
  logger,
  retryAfter = RETRY_AFTER,
}: CreatePostgresEventsParameters): Events {
  const local = createLocalEvents()
  let client: Client | null = null
  let closed = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let waiting = 0
  let sending: Promise<void> = Promise.resolve()

  async function connect(): Promise<void> {
    const opening = new Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'psephos events',
      connectionTimeoutMillis: TIMEOUT,
      query_timeout: TIMEOUT,
    })
    opening.on('notification', ({ payload = '' }) => {
      const event = parseEvent(payload)
      if (event !== null) local.publish(event)
    })
    // Without a listener, a connection that is lost would end the process.
    opening.on('error', () => undefined)
    opening.on('end', () => lose(opening))
    try {
      await opening.connect()
      await opening.query(`LISTEN ${CHANNEL}`)
    } catch (error) {
      logger.warn({ err: error }, 'events of other processes cannot be heard')
      await end(opening)
      lose(opening)
      return
    }
    if (closed) return end(opening)
    client = opening
    if (failures > 0) local.publish({ kind: 'missed' })
    failures = 0
  }

  /** A connection may be lost only once: it fails and ends. */
  const lost = new WeakSet<Client>()
  function lose(gone: Client): void {
    if (lost.has(gone)) return
    lost.add(gone)
    client = null
    if (closed) return
    timer = setTimeout(start, retryAfter * 2 ** Math.min(failures++, MOST_DOUBLINGS))
  }

  let connecting = Promise.resolve()
  function start(): void {
    connecting = connect()
  }
  start()

  return {
    publish: (event) => {
      if (client === null || waiting >= MOST_WAITING) {
        local.publish(event)
        return
      }
      const own = client
      waiting++
      // A connection has one query at a time.
      sending = sending
        .then(() => own.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(event)]))
        .then(
          () => undefined,
          () => local.publish(event),
        )
        .finally(() => waiting--)
    },
    subscribe: local.subscribe,
    close: async () => {
      closed = true
      clearTimeout(timer)
      await connecting
      await sending
      if (client !== null) await end(client)
      await local.close()
    },
  }
}

async function end(client: Client): Promise<void> {
  await client.end().catch(() => undefined)
}

/** Null for what another version of this server may say. */
function parseEvent(payload: string): ServerEvent | null {
  try {
    return serverEvent.parse(JSON.parse(payload))
  } catch {
    return null
  }
}
