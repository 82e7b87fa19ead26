import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { NotFoundError } from '@psephos/lib'
import express, { type Router } from 'express'

const require = createRequire(import.meta.url)

/**
 * The folder with Semaphore's circuits and proving keys, from the public ceremony, as npm installed
 * it.
 */
export const artifactsDirectory = dirname(
  require.resolve('@zk-kit/semaphore-artifacts/package.json'),
)

const FILE = /^semaphore-([1-9]|[12][0-9]|3[0-2])\.(wasm|zkey)$/

/**
 * Returns the routes under `/artifacts`, which spare voters a third party that would see who is
 * about to vote.
 */
export function createArtifactRouter(): Router {
  const router = express.Router()
  router.get('/:file', (request, response, next) => {
    const { file } = request.params
    if (!FILE.test(file)) throw new NotFoundError({ path: `/artifacts/${file}` })
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
