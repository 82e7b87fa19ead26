import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const manifest: { dependencies: Record<string, string> } = createRequire(import.meta.url)(
  '../../package.json',
)
const version = manifest.dependencies['@electric-sql/pglite']
const cache = fileURLToPath(new URL('../../../node_modules/.cache/psephos', import.meta.url))
const template = join(cache, `pglite-${version}`)

/**
 * Makes `directory` the folder of an empty PGlite, as a first start leaves it. A first start takes
 * seconds of work for it, so it is done once and copied.
 */
export async function copyTestDatabase(directory: string): Promise<void> {
  const copyTemplate = () => cp(template, directory, { recursive: true })
  await copyTemplate().catch(async (error: unknown) => {
    if (!isErrno(error, 'ENOENT')) throw error
    await makeTemplate()
    await copyTemplate()
  })
}

/** Made beside and renamed: a folder of this name is whole. */
async function makeTemplate(): Promise<void> {
  await mkdir(cache, { recursive: true })
  const part = await mkdtemp(`${template}-`)
  try {
    await (await PGlite.create({ dataDir: part })).close()
    await rename(part, template).catch((error: unknown) => {
      // Somebody else was quicker.
      if (!isErrno(error, 'ENOTEMPTY')) throw error
    })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
