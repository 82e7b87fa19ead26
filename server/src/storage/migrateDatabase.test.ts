import { PrismaPGlite } from 'pglite-prisma-adapter'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestEngine } from '../testing/createTestEngine.ts'
import { createSchemaEngine } from './createSchemaEngine.ts'
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

describe('the migration to the changes of a group', () => {
  test('has spaces indexed anew, and keeps what people have handed in', async () => {
    const engine = await createTestEngine()
    onTestFinished(() => engine.close())
    const migrations = await readMigrations()
    const [init] = migrations.migrationDirectories
    if (init === undefined) throw new Error('There is no migration.')
    const schemaEngine = await createSchemaEngine(new PrismaPGlite(engine))
    await schemaEngine.applyMigrations({
      migrationsList: { ...migrations, migrationDirectories: [init] },
      filters: { externalTables: [], externalEnums: [] },
    })
    schemaEngine.free()
    await engine.exec(`
      INSERT INTO "Space" VALUES
        ('garden', 'Garden', 1, 1, '0x1', '0x2', '0x3', '0x4', 9, '0xhash', now());
      INSERT INTO "Member" VALUES ('garden', 0, '5', '5', '0x5');
      INSERT INTO "Proposal" VALUES
        ('garden', '7', 1, 0, '0x6', 'Trees', NULL, 1, 2, '{}', '{}', '{}', 1, 0, 100, '{}');
      INSERT INTO "CountedBallot" VALUES ('garden', '7', '8', 0, '{1}', '0x9');
      INSERT INTO "Ballot" VALUES ('garden', '7', '8', 0, '{1}', '{}', now(), NULL, NULL);
      INSERT INTO "Metadata" VALUES ('bafkreia', '{}', now());
    `)

    const names = migrations.migrationDirectories.map(({ path }) => path)
    expect(await migrateDatabase(new PrismaPGlite(engine))).toEqual(names.slice(1))
    const { rows: spaces } = await engine.query('SELECT "indexedBlock", "indexedHash" FROM "Space"')
    expect(spaces).toEqual([{ indexedBlock: null, indexedHash: null }])
    const count = async (table: string) =>
      (await engine.query(`SELECT 1 FROM "${table}"`)).rows.length
    const tables = ['GroupChange', 'Proposal', 'CountedBallot', 'Ballot', 'Metadata']
    expect(await Promise.all(tables.map(count))).toEqual([0, 0, 0, 1, 1])
  })
})
