import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TooManyRequestsError } from '@psephos/lib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createEmbedHeaders } from './createEmbedHeaders.ts'
import type { RateLimits } from './createRateLimits.ts'
import { createSecurityHeaders } from './createSecurityHeaders.ts'

/** What the spaces of these proposals name. */
const named: Record<string, string[]> = {
  'proposals/7': ['https://garden.example', 'http://localhost:8080', 'http://[::1]:80'],
  // Each of them is an origin by the rules of URLs.
  'proposals/8': ['https://*', 'https://*.example', "https://a;script-src'*'", 'https://a,b'],
  'proposals/9': [],
}

/** Those that were asked for before. */
const known = new Set<string>()
/** Who was let in, and how often. */
const admit = vi.fn<RateLimits['admit']>(async () => undefined)
let server: Server
let origin: string

beforeAll(async () => {
  const origins = {
    has: (key: string) => known.has(key),
    read: async (key: string) => {
      known.add(key)
      return named[key] ?? []
    },
  }
  const limits: RateLimits = { admit, blame: async () => undefined }
  const app = express()
  app.use(createSecurityHeaders({ developmentBridge: null }))
  app.use(createEmbedHeaders({ origins, limits, developmentBridge: null }))
  app.use((_request, response) => void response.send('answered'))
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

async function ask(path: string) {
  const { headers } = await fetch(`${origin}${path}`)
  const policy = headers.get('content-security-policy')?.split(';') ?? []
  return {
    ancestors: policy.find((directive) => directive.startsWith('frame-ancestors')),
    others: policy.filter((directive) => !directive.startsWith('frame-ancestors')),
    frames: headers.get('x-frame-options'),
  }
}

describe('createEmbedHeaders', () => {
  test.each(['/embed/7', '/embed/7?theme=dark'])(
    'lets the pages that a space names show %s in a frame',
    async (path) => {
      const { ancestors, frames, others } = await ask(path)
      expect(ancestors).toBe(`frame-ancestors ${named['proposals/7']?.join(' ')}`)
      expect(frames).toBeNull()
      expect(others).toEqual((await ask('/')).others)
    },
  )

  test.each([
    '/',
    '/proposals/7',
    '/embed',
    '/embed/9',
    '/embed/7x',
    '/embed/nobody',
    '/api/embed/7',
  ])('lets nobody show %s in a frame', async (path) => {
    expect(await ask(path)).toMatchObject({ ancestors: "frame-ancestors 'none'", frames: 'DENY' })
  })

  test('counts as a request of somebody what it has to look up for them', async () => {
    await ask('/embed/7')
    admit.mockClear()
    await ask('/embed/7')
    await ask('/embed/007')
    await ask('/embed/nobody')
    expect(admit).not.toHaveBeenCalled()
    await ask('/embed/70')
    expect(admit.mock.calls).toEqual([['read', expect.stringContaining('127.0.0.1')]])
    admit.mockRejectedValueOnce(new TooManyRequestsError({ retryAfter: 60 }))
    await ask('/embed/71')
    expect(known).not.toContain('proposals/71')
  })

  test('takes no pattern and no second directive for an origin', async () => {
    expect((await ask('/embed/8')).ancestors).toBe("frame-ancestors 'none'")
  })
})
