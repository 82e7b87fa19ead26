import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TooManyRequestsError } from '@psephos/lib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createSpaceOrigins } from '../spaces/createSpaceOrigins.ts'
import type { Database } from '../storage/openDatabase.ts'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { createCors } from './createCors.ts'
import type { RateLimits } from './createRateLimits.ts'

const GARDEN = 'https://garden.example'
const address = (digit: string) => `0x${digit.repeat(40)}`

let database: Database
let server: Server
let origin: string
/** Who was let in, and how often. */
const admit = vi.fn<RateLimits['admit']>(async () => undefined)
const limits: RateLimits = { admit, blame: async () => undefined }

beforeAll(async () => {
  database = await openTestDatabase()
  const { prisma } = database
  for (const [id, digit] of [
    ['garden', 'a'],
    ['other', 'b'],
  ] as const) {
    const contracts = { governor: address(digit), group: address('1'), issuer: address('2') }
    await prisma.space.create({
      data: { id, name: id, chainId: 1, deploymentBlock: 0, timelock: address('3'), ...contracts },
    })
    await prisma.proposal.create({
      data: {
        spaceId: id,
        id: digit === 'a' ? '7' : '8',
        block: 1,
        logIndex: 0,
        proposer: address('4'),
        description: '',
        snapshot: 1,
        deadline: 2,
        targets: [],
        values: [],
        calldatas: [],
        optionCount: 1,
        maxWinners: 0,
        voiceCredits: 100,
        callOptions: [],
      },
    })
  }
  const now = new Date()
  await prisma.spaceProfile.create({
    data: {
      chainId: 1,
      governor: address('a'),
      document: JSON.stringify({ name: 'Garden', origins: [GARDEN] }),
      words: 'garden',
      server: '',
      signer: address('5'),
      issuedAt: now,
      expiresAt: now,
      signature: '',
    },
  })
  const app = express()
  app.use(
    '/api/v1',
    createCors({ origins: createSpaceOrigins({ prisma }), limits }),
    (_request, response) => response.send('answered'),
  )
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await database.close()
})

async function ask(path: string, from: string | null = GARDEN, method = 'GET') {
  const headers = {
    ...(from === null ? {} : { origin: from }),
    ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {}),
  }
  return fetch(`${origin}/api/v1${path}`, { method, headers })
}

describe('createCors', () => {
  test.each(['/spaces/garden', '/spaces/garden/group?root=1', '/proposals/7/ballots', '/spaces'])(
    'lets a page that the space names ask %s',
    async (path) => {
      const response = await ask(path)
      expect(response.headers.get('access-control-allow-origin')).toBe(GARDEN)
      expect(response.headers.get('vary')).toContain('Origin')
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
      const preflight = await ask(path, GARDEN, 'OPTIONS')
      expect(preflight.status).toBe(204)
      expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    },
  )

  test.each([
    ['/spaces/other', GARDEN],
    ['/proposals/8/ballots', GARDEN],
    ['/spaces/garden', 'https://evil.example'],
    ['/spaces/garden', 'null'],
    ['/spaces/garden', `${GARDEN}.evil.example`],
    ['/spaces/none', GARDEN],
    ['/spaces', 'https://evil.example'],
  ])('keeps %s from %s', async (path, from) => {
    const response = await ask(path, from)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(response.headers.get('vary')).toContain('Origin')
    const preflight = await ask(path, from, 'OPTIONS')
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each(['/spaces/garden/dao.json', '/spaces/other/feed.atom?x=1', '/openapi.json'])(
    'lets everybody read %s',
    async (path) => {
      const { headers } = await ask(path, 'https://anywhere.example')
      expect(headers.get('access-control-allow-origin')).toBe('*')
    },
  )

  test('counts as a request of somebody what it has to look up for them', async () => {
    await ask('/proposals/77')
    admit.mockClear()
    await ask('/proposals/77')
    await ask('/proposals/78', null)
    await ask('/spaces/garden/dao.json')
    expect(admit).not.toHaveBeenCalled()
    await ask('/proposals/78', GARDEN, 'OPTIONS')
    expect(admit.mock.calls).toEqual([['read', expect.stringContaining('127.0.0.1')]])
    admit.mockRejectedValueOnce(new TooManyRequestsError({ retryAfter: 60 }))
    expect((await ask('/proposals/79')).status).toBe(500)
    expect((await ask('/proposals/78')).status).toBe(200)
  })

  test('says nothing of origins to whoever has none', async () => {
    const response = await ask('/spaces/garden', null)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await response.text()).toBe('answered')
  })
})
