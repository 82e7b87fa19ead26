import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { copyTestDatabase } from './copyTestDatabase.ts'
import { createTestFolder } from './createTestFolder.ts'

/** Opens an empty PGlite, whose files are deleted when the test has finished. */
export async function createTestEngine(): Promise<PGlite> {
  const directory = join(await createTestFolder(), 'database')
  await copyTestDatabase(directory, 'empty')
  return PGlite.create(directory)
}
