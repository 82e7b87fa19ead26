import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '../generated/prisma/client.ts'
import { createLocalLocks } from './createLocalLocks.ts'
import type { Database } from './Database.ts'
import { migrateDatabase } from './migrateDatabase.ts'
import { openPostgres } from './openPostgres.ts'
import { TRANSACTION_OPTIONS } from './transactionOptions.ts'

export type { Database } from './Database.ts'

/**
 * Where the database is: a PostgreSQL server, a folder in which PGlite keeps one, or an open
 * PGlite.
 */
export type DatabaseLocation =
  | {
      readonly url: string
      /** The most connections of this process, 1 for the locks not counted. */
      readonly connections?: number
    }
  | { readonly directory: string }
  | { readonly engine: PGlite }

/**
 * Opens the database, creates it if it is PGlite's and new, and brings it to the schema of this
 * version. Several processes may do so at once on one PostgreSQL: one migrates, the others wait.
 * @throws {@link ConfigurationInvalidError} when a PostgreSQL server cannot be used, and why.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if ('url' in location) return openPostgres(location)
  const pglite =
    'engine' in location ? location.engine : await PGlite.create({ dataDir: location.directory })
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
