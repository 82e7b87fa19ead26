import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '../generated/prisma/client.ts'
import { migrateDatabase } from './migrateDatabase.ts'

/**
 * Where the database is: a PostgreSQL server, a folder in which PGlite keeps one, or an open
 * PGlite.
 */
export type DatabaseLocation =
  | { readonly url: string }
  | { readonly directory: string }
  | { readonly engine: PGlite }

/** An open database with every migration applied. */
export interface Database {
  readonly prisma: PrismaClient
  readonly close: () => Promise<void>
}

/**
 * Opens the database, creates it if it is PGlite's and new, and brings it to the schema of this
 * version.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if ('url' in location) {
    return createDatabase(new PrismaPg({ connectionString: location.url }), async () => undefined)
  }
  const engine =
    'engine' in location ? location.engine : await PGlite.create({ dataDir: location.directory })
  return createDatabase(new PrismaPGlite(engine), () => engine.close())
}

async function createDatabase(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  closeEngine: () => Promise<void>,
): Promise<Database> {
  try {
    await migrateDatabase(adapter)
  } catch (error) {
    await closeEngine()
    throw error
  }
  const prisma = new PrismaClient({ adapter })
  return {
    prisma,
    close: async () => {
      await prisma.$disconnect()
      await closeEngine()
    },
  }
}
