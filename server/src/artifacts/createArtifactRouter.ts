import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { NotFoundError } from '@psephos/lib'
import express, { type Router } from 'express'
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

/**
 * Returns the routes under `/artifacts`, which spare voters a third party that would see who is
 * about to vote. Each file comes with its digest (RFC 9530), and `integrity.json` lists those of
 * all, to hold them against what others serve.
 */
export function createArtifactRouter(): Router {
  const router = express.Router()
  const hashes = new Map<string, Promise<string>>()
  const hash = (file: string): Promise<string> => {
    const known = hashes.get(file) ?? hashFile(file)
    hashes.set(file, known)
    return known
  }
  router.use((_request, response, next) => {
    nameRoute(response, '/artifacts')
    next()
  })
  router.get('/integrity.json', async (_request, response) => {
    const entries: [string, string][] = []
    // One after another: 109 MB at once would be read beside those of every other visitor.
    for (const file of FILES) entries.push([file, `sha256-${await hash(file)}`])
    response.set('cache-control', 'public, max-age=86400').json(Object.fromEntries(entries))
  })
  router.get('/:file', async (request, response, next) => {
    const { file } = request.params
    if (!FILES.includes(file)) throw new NotFoundError({ path: `/artifacts/${file}` })
    response.set('repr-digest', `sha-256=:${await hash(file)}:`)
    response.sendFile(
      file,
      { root: artifactsDirectory, immutable: true, maxAge: '1y' },
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
async function hashFile(file: string): Promise<string> {
  const sha256 = createHash('sha256')
  await pipeline(createReadStream(join(artifactsDirectory, file)), sha256)
  return sha256.digest('base64')
}
