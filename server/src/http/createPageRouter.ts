import { join } from 'node:path'
import { NotFoundError } from '@psephos/lib'
import express, { type Router } from 'express'

/**
 * Returns the routes of the hosted page: its files, and its one document for every other path that
 * a browser opens, because the page finds its own way from there.
 */
export function createPageRouter(directory: string): Router {
  const router = express.Router()
  // Vite names these by their content.
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y' }),
    // A page of yesterday asks for files of yesterday: the document in their place would be worse.
    (request) => {
      throw new NotFoundError({ path: `/assets${request.path}` })
    },
  )
  router.use(express.static(directory, { maxAge: 0 }))
  router.use((request, response) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const isFile = /\.[^/]+$/.test(request.path)
    const opensPage = reads && !isFile && request.accepts(['html', 'json']) === 'html'
    if (!opensPage) throw new NotFoundError({ path: request.path })
    response.sendFile('index.html', { root: directory, maxAge: 0 })
  })
  return router
}
