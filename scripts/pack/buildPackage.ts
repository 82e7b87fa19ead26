import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../runCommand.ts'

const root = join(import.meta.dirname, '../..')

/** What of a room's package.json the published one keeps as it is. */
const KEPT = [
  'name',
  'version',
  'description',
  'license',
  'type',
  'sideEffects',
  'dependencies',
] as const

/** A room that is published as JavaScript. */
export type PublishedRoom = 'lib' | 'cli'

/**
 * Compiles a room into its `dist`, with the package.json of what is published: its entries are the
 * compiled ones, and nothing of development is in it.
 * @throws when the compiler finds an error.
 */
export async function buildPackage(room: PublishedRoom): Promise<string> {
  const folder = join(root, room)
  const dist = join(folder, 'dist')
  await rm(dist, { recursive: true, force: true })
  const project = join(folder, 'tsconfig.build.json')
  const { code, output } = await runCommand({
    command: ['node', 'node_modules/typescript/bin/tsc', '--project', project],
    cwd: root,
  })
  if (code !== 0) throw new Error(`${room} cannot be compiled:\n${output}`)
  await renameWorkers(dist)
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const published = createPublishedManifest(manifest as Record<string, unknown>)
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  await cp(join(folder, 'README.md'), join(dist, 'README.md'))
  await cp(join(root, 'LICENSE'), join(dist, 'LICENSE'))
  return dist
}

/** The compiler rewrites imports, but not the names of files that run beside. */
async function renameWorkers(dist: string): Promise<void> {
  for (const entry of await readdir(dist, { recursive: true })) {
    if (!entry.endsWith('.js')) continue
    const path = join(dist, entry)
    const code = await readFile(path, 'utf8')
    const renamed = code.replace(
      /(new URL\(['"]\.[^'"]*)\.ts(['"], import\.meta\.url\))/g,
      '$1.js$2',
    )
    if (renamed !== code) await writeFile(path, renamed)
  }
}

/** Returns the package.json that is published beside the compiled files. */
export function createPublishedManifest(
  manifest: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept = Object.fromEntries(
    KEPT.filter((key) => manifest[key] !== undefined).map((key) => [key, manifest[key]]),
  )
  return {
    ...kept,
    engines: { node: '>=20' },
    ...rewriteEntries(manifest),
  }
}

/** `./src/index.ts` becomes `./index.js` with `./index.d.ts` beside it. */
function rewriteEntries(manifest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const compiled = (source: string, extension: string): string =>
    source.replace(/^\.\/src\//, './').replace(/\.ts$/, extension)
  const map = (
    entries: unknown,
    rewrite: (source: string) => unknown,
  ): Record<string, unknown> | undefined =>
    typeof entries === 'object' && entries !== null
      ? Object.fromEntries(
          Object.entries(entries).map(([name, source]) => [name, rewrite(String(source))]),
        )
      : undefined
  const exports = map(manifest['exports'], (source) => ({
    types: compiled(source, '.d.ts'),
    default: compiled(source, '.js'),
  }))
  const bin = map(manifest['bin'], (source) => compiled(source, '.js'))
  return { ...(exports && { exports }), ...(bin && { bin }) }
}
