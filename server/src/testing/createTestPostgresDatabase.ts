import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of the test run's PostgreSQL. */
export interface TestPostgresDatabase {
  readonly url: string
  /** Deletes it, whoever is still connected. */
  readonly drop: () => Promise<void>
}

/** Creates a database, migrated or empty, on the PostgreSQL that `postgresSetup.ts` has started. */
export async function createTestPostgresDatabase({
  migrated,
}: {
  readonly migrated: boolean
}): Promise<TestPostgresDatabase> {
  const url = new URL(inject('postgresTemplate'))
  const template = migrated ? url.pathname.slice(1) : 'template0'
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await execute(url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const own = new URL(url)
  own.pathname = name
  return { url: own.href, drop: () => execute(url, `DROP DATABASE ${name} WITH (FORCE)`) }
}

/** On the server's own database: none that is copied or dropped may have a connection. */
async function execute(url: URL, sql: string): Promise<void> {
  const server = new URL(url)
  server.pathname = 'postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
