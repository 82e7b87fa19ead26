import { PrismaPg } from '@prisma/adapter-pg'
import { ConfigurationInvalidError } from '@psephos/lib'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { createPostgresLocks } from './createPostgresLocks.ts'
import type { Database } from './Database.ts'
import { migrateDatabase } from './migrateDatabase.ts'
import { nameDatabaseFailure } from './nameDatabaseFailure.ts'
import { TRANSACTION_OPTIONS } from './transactionOptions.ts'

/** What {@link openPostgres} takes. */
export interface OpenPostgresParameters {
  readonly url: string
  /** The most connections of this process, 1 for the locks not counted. */
  readonly connections?: number
}

const CONNECTIONS = 10
const CONNECTION_TIMEOUT = 10_000
const STATEMENT_TIMEOUT = 60_000
/** How long to wait for another process that migrates. */
const MIGRATION_TIMEOUT = 120_000
const OLDEST = 150_000

/**
 * Opens a PostgreSQL database and brings it to the schema of this version.
 * @throws {@link ConfigurationInvalidError} when the server cannot be used, and why.
 */
export async function openPostgres({
  url,
  connections = CONNECTIONS,
}: OpenPostgresParameters): Promise<Database> {
  await migrateAlone(url).catch((error: unknown) => {
    throw nameDatabaseFailure(error)
  })
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
    application_name: 'psephos',
  })
  // A connection that breaks while nobody uses it is replaced; without a listener it would end us.
  pool.on('error', () => undefined)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: TRANSACTION_OPTIONS,
  })
  const locks = createPostgresLocks({ url })
  return {
    prisma,
    engine: { kind: 'postgres', pool, url },
    locks,
    close: async () => {
      await locks.close()
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** Who comes second waits, and then finds nothing to do. */
async function migrateAlone(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    application_name: 'psephos migrations',
  })
  client.on('error', () => undefined)
  // The schema engine leaves its connections open: they are closed here.
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    max: 2,
  })
  pool.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num')
    const version = Number(rows[0]?.server_version_num)
    if (version < OLDEST) {
      const reason = `names a PostgreSQL ${Math.floor(version / 10_000)}, and ${OLDEST / 10_000} is the oldest that will do`
      throw new ConfigurationInvalidError({ setting: 'DATABASE_URL', reason })
    }
    await client.query(`SET lock_timeout = ${MIGRATION_TIMEOUT}`)
    await client.query("SELECT pg_advisory_lock(hashtextextended('psephos/migrations', 0))")
    await migrateDatabase(new PrismaPg(pool))
  } finally {
    await pool.end()
    await client.end()
  }
}
