import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../storage/openDatabase.ts'
import { startPostgres } from './startPostgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of the database that others are copied from; its server's other databases stand beside it. */
    postgresTemplate: string
  }
}

/**
 * Runs once before the tests of a project: starts a PostgreSQL and migrates the database that every
 * test's own is a copy of.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  const client = new pg.Client({ connectionString: postgres.urlOf('postgres') })
  await client.connect()
  await client.query('CREATE DATABASE template_psephos')
  await client.end()
  const url = postgres.urlOf('template_psephos')
  // Closed at once: nobody may be connected to what is copied.
  await (await openDatabase({ url })).close()
  project.provide('postgresTemplate', url)
  return postgres.stop
}
