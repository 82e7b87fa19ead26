import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const manifest: { dependencies: Record<string, string> } = createRequire(import.meta.url)(
  '../../package.json',
)
const version = manifest.dependencies['@electric-sql/pglite']
const cache = fileURLToPath(new URL('../../../node_modules/.cache/psephos', import.meta.url))
const file = join(cache, `pglite-${version}.tar`)

/** Creates an empty PostgreSQL in memory. Making its files takes seconds, so they are made once. */
export async function createTestEngine(): Promise<PGlite> {
  const files = await readFile(file).catch(() => null)
  if (files !== null) return PGlite.create({ loadDataDir: new Blob([files]) })
  const engine = await PGlite.create({ dataDir: 'memory://' })
  const made = await engine.dumpDataDir('none')
  await mkdir(cache, { recursive: true })
  // Written beside and renamed: a file of this name is whole.
  const part = `${file}.${process.pid}`
  await writeFile(part, new Uint8Array(await made.arrayBuffer()))
  await rename(part, file)
  return engine
}
