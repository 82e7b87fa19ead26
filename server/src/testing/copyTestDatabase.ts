import { createHash } from 'node:crypto'
import { cpSync } from 'node:fs'
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { openDatabase } from '../storage/openDatabase.ts'
import { readMigrations } from '../storage/readMigrations.ts'

const manifest: { dependencies: Record<string, string> } = createRequire(import.meta.url)(
  '../../package.json',
)
const version = manifest.dependencies['@electric-sql/pglite']
const cache = fileURLToPath(new URL('../../../node_modules/.cache/psephos', import.meta.url))

/**
 * Makes `directory` the folder of a PGlite: empty, as its first start leaves it, or with every
 * migration applied. That takes seconds of work, so it is done once and copied.
 */
export async function copyTestDatabase(
  directory: string,
  state: 'empty' | 'migrated' = 'migrated',
): Promise<void> {
  // Node's own copying is many times slower when it does not block: the files are small and many.
  cpSync(await getTemplate(state), directory, { recursive: true })
}

async function getTemplate(state: 'empty' | 'migrated'): Promise<string> {
  const empty = join(cache, `pglite-${version}`)
  if (state === 'empty') {
    return makeOnce(empty, async (directory) => (await PGlite.create(directory)).close())
  }
  const { migrationDirectories } = await readMigrations()
  const digest = createHash('sha256').update(JSON.stringify(migrationDirectories)).digest('hex')
  return makeOnce(`${empty}-${digest.slice(0, 16)}`, async (directory) => {
    await copyTestDatabase(directory, 'empty')
    await (await openDatabase({ directory })).close()
  })
}

/** Returns `folder`, which is made beside and renamed: a folder of this name is whole. */
async function makeOnce(
  folder: string,
  make: (directory: string) => Promise<unknown>,
): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  )
  if (isThere) return folder
  await mkdir(cache, { recursive: true })
  const part = await mkdtemp(`${folder}-`)
  try {
    await make(part)
    await rename(part, folder).catch((error: unknown) => {
      // Somebody else was quicker.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
    })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
  return folder
}
