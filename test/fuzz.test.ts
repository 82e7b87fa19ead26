import { Agent } from 'node:http'
import { createIdentity, createServerClient, wireError } from '@psephos/lib'
import { createApp } from '@psephos/server/src/createApp.ts'
import { createLogger } from '@psephos/server/src/createLogger.ts'
import { developmentRpId } from '@psephos/server/src/development/readDevelopmentKeys.ts'
import { type Listener, listen } from '@psephos/server/src/http/listen.ts'
import { signingKey } from '@psephos/server/src/testing/startDevelopmentWorldId.ts'
import { startTestSpace, type TestSpace } from '@psephos/server/src/testing/startTestSpace.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRequestArbitrary,
  type FuzzRequest,
  type Known,
  type OpenApi,
} from './fuzz/createRequestArbitrary.ts'
import { type FuzzAnswer, sendRequest } from './fuzz/sendRequest.ts'

/** `npm run fuzz` sends more. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] || 1_000)
const SEED = Number(process.env['FUZZ_SEED'] || Date.now() % 2 ** 31)
/** Between two looks at the database. */
const BATCH = 250
const AT_ONCE = 16

const title = 'A garden?'
const metadata = { version: 1 as const, title, body: '', options: [{ title: 'Yes' }] }

let dao: TestSpace
let listener: Listener
let api: OpenApi
let known: Known
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

beforeAll(async () => {
  dao = await startTestSpace()
  await dao.enrol(createIdentity(), 1)
  const proposalId = await dao.openProposal({ title, optionCount: 1 })
  await dao.index()
  listener = await listen({ host: '127.0.0.1', port: 0 })
  listener.serve(
    createApp({
      ...dao,
      proxies: 0,
      limits: null,
      worldId: {
        appId: 'app_staging_psephos',
        rpId: developmentRpId,
        signingKey,
        environment: 'staging',
        development: null,
      },
      logger: createLogger({ level: 'silent' }),
      pageDirectory: null,
      developmentWorldId: null,
    }),
  )
  const baseUrl = `http://127.0.0.1:${listener.port}`
  api = await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()
  const client = createServerClient({ baseUrl })
  const cid = await client.storeMetadata({ metadata })
  const { root } = await client.getGroup({ space: dao.space.id })
  // What is known of each proposal is kept from the first time that somebody asks.
  await client.getSpace({ space: dao.space.id })
  known = {
    space: [dao.space.id],
    proposal: [String(proposalId)],
    cid: [cid],
    root: [String(root)],
    bucket: ['0'],
  }
})
afterAll(async () => {
  agent.destroy()
  await listener.close()
  await dao.close()
})

/** How many rows each table has, but for the ones that count requests. */
async function countRows(): Promise<Record<string, number>> {
  const tables = await dao.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', 'RateLimit')`
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await dao.prisma.$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM "${name}"`,
      )
      return [name, row?.count ?? 0] as const
    }),
  )
  return Object.fromEntries(counts)
}

const add = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Refusals that need no route: a path may be no valid one. */
const ANYWHERE = ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'REQUEST_MALFORMED']

/** Says what is wrong with an answer; null if nothing is. */
function findFault(request: FuzzRequest, { status, type, body }: FuzzAnswer): string | null {
  if (status >= 500) return 'it failed'
  if (status < 400 || request.method === 'HEAD') return null
  if (!type.startsWith('application/json')) return `it is refused with ${type}`
  const refusal = wireError.safeParse(JSON.parse(body))
  if (!refusal.success) return 'its refusal has another form'
  const { code, message } = refusal.data.error
  if (/node_modules|prisma|SELECT|\bat \S+:\d+/i.test(message)) return 'its refusal tells internals'
  if (/[\n\0]/.test(message)) return 'its refusal is more than a sentence'
  const method = request.method.toLowerCase()
  const documented = api.paths[request.route]?.[method]?.responses[status]?.description
  const isKnown = ANYWHERE.includes(code) || documented?.includes(`\`${code}\``) === true
  return isKnown ? null : `${status} ${code} is not documented`
}

test(`${REQUESTS} odd requests are refused by the book, and leave nothing behind`, {
  timeout: 60_000 + REQUESTS * 60,
}, async () => {
  const requests = fc.sample(createRequestArbitrary(api, known), {
    numRuns: REQUESTS,
    seed: SEED,
  })
  const statuses = new Map<number, number>()
  for (let start = 0; start < requests.length; start += BATCH) {
    const batch = requests.slice(start, start + BATCH)
    const before = await countRows()
    let written = 0
    const work = batch.values()
    const send = async (): Promise<void> => {
      for (const request of work) {
        const answer = await sendRequest(request, { port: listener.port, agent })
        const fault = findFault(request, answer)
        const text = Buffer.from(request.body).toString('latin1').slice(0, 2_000)
        const shown = { ...request, body: text, status: answer.status, answer: answer.body }
        expect(fault, `${JSON.stringify(shown)}, seed ${SEED}`).toBeNull()
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status < 300 && request.method !== 'GET') written += 1
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, send))
    expect(add(await countRows()) - add(before)).toBeLessThanOrEqual(written)
  }
  // A fuzzer that never gets past the door would find nothing.
  for (const status of [200, 400, 404, 405]) expect([...statuses.keys()]).toContain(status)
})
