import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { createSchemaEngine } from './createSchemaEngine.ts'
import { readMigrations } from './readMigrations.ts'

const SCHEMA = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))

/**
 * Returns the SQL that leads from the migrations to `schema.prisma`; without a statement when they
 * agree. The database must be empty, and is closed.
 */
export async function diffSchema(database = new PGlite()): Promise<string> {
  const engine = await createSchemaEngine(new PrismaPGlite(database))
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations()) },
      to: {
        tag: 'schemaDatamodel',
        files: [{ path: SCHEMA, content: await readFile(SCHEMA, 'utf8') }],
      },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout ?? ''
  } finally {
    engine.free()
    await database.close()
  }
}
