import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { createSchemaEngine } from './createSchemaEngine.ts'
import { readMigrations } from './readMigrations.ts'

/**
 * Applies the migrations that a database has not had yet and returns their names. The bookkeeping
 * is Prisma's own (`_prisma_migrations`), so `prisma migrate deploy` on the same folder agrees
 * about what is done.
 */
export async function migrateDatabase(
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<string[]> {
  const engine = await createSchemaEngine(adapter)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrations(),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    engine.free()
  }
}
