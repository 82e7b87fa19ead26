import { PrismaPGlite } from 'pglite-prisma-adapter'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestEngine } from '../testing/createTestEngine.ts'
import { migrateDatabase } from './migrateDatabase.ts'
import { readMigrations } from './readMigrations.ts'

describe('migrateDatabase', () => {
  test('applies every migration once and then finds nothing to do', async () => {
    const engine = await createTestEngine()
    onTestFinished(() => engine.close())
    const names = (await readMigrations()).migrationDirectories.map(({ path }) => path)
    expect(await migrateDatabase(new PrismaPGlite(engine))).toEqual(names)
    expect(await migrateDatabase(new PrismaPGlite(engine))).toEqual([])

    // Under the name where `prisma migrate deploy` looks.
    const { rows } = await engine.query(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    )
    expect(rows).toHaveLength(names.length)
  })
})
