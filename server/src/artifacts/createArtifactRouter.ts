import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { NotFoundError } from '@psephos/lib'
import express, { type Router } from 'express'
import type { Dependencies } from '../Dependencies.ts'
import { nameRoute } from '../http/observeRequests.ts'

const require = createRequire(import.meta.url)

/**
 * The folder with Semaphore's circuits and proving keys, from the public ceremony, as npm installed
 * it.
 */
export const artifactsDirectory = dirname(
  require.resolve('@zk-kit/semaphore-artifacts/package.json'),
)

const DEPTHS = Array.from({ length: 32 }, (_, index) => index + 1)
const FILES = DEPTHS.flatMap((depth) => [`semaphore-${depth}.wasm`, `semaphore-${depth}.zkey`])

/** For who asks again: whether a circuit of secret ballots is still the same. */
const REVALIDATED = 'public, no-cache'

/**
 * Returns the routes under `/artifacts`, which spare voters a third party that would see who is
 * about to vote. Each file comes with its digest (RFC 9530), and `integrity.json` lists those of
 * all, to hold them against what others serve. Semaphore's never change. The circuits of secret ballots
 * have other keys after another ceremony, so who keeps one asks whether it still holds.
 */
export function createArtifactRouter({ circuits }: Pick<Dependencies, 'circuits'>): Router {
  const router = express.Router()
  const paths = new Map([
    ...FILES.map((file) => [file, join(artifactsDirectory, file)] as const),
    ...circuits.files,
  ])
  const hashes = new Map<string, Promise<string>>()
  const hash = (path: string): Promise<string> => {
    const known = hashes.get(path) ?? hashFile(path)
    hashes.set(path, known)
    // What could not be read may be there again.
    known.catch(() => hashes.delete(path))
    return known
  }
  router.use((_request, response, next) => {
    nameRoute(response, '/artifacts')
    next()
  })
  router.get('/integrity.json', async (_request, response) => {
    const entries: [string, string][] = []
    // One after another: 109 MB at once would be read beside those of every other visitor.
    for (const [file, path] of paths) entries.push([file, `sha256-${await hash(path)}`])
    const caching = circuits.files.size === 0 ? 'public, max-age=86400' : REVALIDATED
    response.set('cache-control', caching).json(Object.fromEntries(entries))
  })
  router.get('/:file', async (request, response, next) => {
    const { file } = request.params
    const path = paths.get(file)
    if (path === undefined) throw new NotFoundError({ path: `/artifacts/${file}` })
    const digest = await hash(path)
    response.set('repr-digest', `sha-256=:${digest}:`)
    const isCircuit = circuits.files.has(file)
    if (isCircuit) response.set('etag', `"${digest}"`).set('cache-control', REVALIDATED)
    const caching = isCircuit ? { cacheControl: false } : { immutable: true, maxAge: '1y' }
    response.sendFile(
      basename(path),
      { root: dirname(path), lastModified: !isCircuit, ...caching },
      (error) => {
        // A voter who leaves in the middle of a download is no failure.
        if (error && !response.headersSent) next(error)
      },
    )
  })
  router.use((request) => {
    throw new NotFoundError({ path: `/artifacts${request.path}` })
  })
  return router
}

/** Returns the file's SHA-256 in base64. */
async function hashFile(path: string): Promise<string> {
  const sha256 = createHash('sha256')
  await pipeline(createReadStream(path), sha256)
  return sha256.digest('base64')
}
