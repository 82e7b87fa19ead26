import { mkdir } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '../generated/prisma/client.ts'
import { createLocalLocks } from './createLocalLocks.ts'
import type { Database } from './Database.ts'
import { migrateDatabase } from './migrateDatabase.ts'
import { openPostgres } from './openPostgres.ts'
import { TRANSACTION_OPTIONS } from './transactionOptions.ts'

export type { Database } from './Database.ts'

/** Where the database is: a PostgreSQL server, or a folder in which PGlite keeps one. */
export type DatabaseLocation =
  | {
      readonly url: string
      /** The most connections of this process, 1 for the locks not counted. */
      readonly connections?: number
    }
  | { readonly directory: string }

/**
 * Opens the database, creates it if it is PGlite's and new, and brings it to the schema of this
 * version. Several processes may do so at once on one PostgreSQL: one migrates, the others wait.
 * @throws {@link ConfigurationInvalidError} when a PostgreSQL server cannot be used, and why.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if ('url' in location) return openPostgres(location)
  const pglite = await openFolder(location.directory)
  const adapter = new PrismaPGlite(pglite)
  try {
    await migrateDatabase(adapter)
  } catch (error) {
    await pglite.close()
    throw error
  }
  const prisma = new PrismaClient({ adapter, transactionOptions: TRANSACTION_OPTIONS })
  return {
    prisma,
    engine: { kind: 'pglite', pglite },
    locks: createLocalLocks(),
    close: async () => {
      await prisma.$disconnect()
      await pglite.close()
    },
  }
}

async function openFolder(directory: string): Promise<PGlite> {
  // What is no folder is refused at once. PGlite would find it out after seconds of making its files.
  await mkdir(directory, { recursive: true })
  return PGlite.create({ dataDir: directory })
}
