import {
  createServerClient,
  encodeBallot,
  type ServerClient,
  type WireReceivedBallot,
  type WireSettledBallot,
  wireBallotList,
  wireReceivedBallot,
} from '@psephos/lib'
import { pino } from 'pino'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { createApp } from '../createApp.ts'
import { type Listener, listen } from '../http/listen.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { floorToMinute } from './floorToMinute.ts'

const OPTIONS = 2
const points = ['1', '2', '3', '4', '5', '6', '7', '8']
const transaction = `0x${'ab'.repeat(32)}`
const logger = pino({ level: 'silent' })

let dao: TestSpace
let proposal: bigint
let listener: Listener
let client: ServerClient
let origin: string

beforeAll(async () => {
  dao = await startTestSpace()
  proposal = await dao.openProposal({ title: 'Open', optionCount: OPTIONS })
  await dao.index()
  listener = await listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${listener.port}/api/v1/proposals/${proposal}`
  const worldId = {
    appId: 'app_1',
    rpId: 'rp_0000000000000001',
    signingKey: `0x${'11'.repeat(32)}`,
    environment: 'staging' as const,
    development: null,
  }
  const rest = { proxies: 0, limits: null, logger, pageDirectory: null, developmentWorldId: null }
  listener.serve(createApp({ ...dao, worldId, ...rest }))
  client = createServerClient({ baseUrl: `http://127.0.0.1:${listener.port}` })
})
afterEach(() => void vi.useRealTimers())
afterAll(async () => {
  await listener.close()
  await dao.close()
})
beforeEach(async () => {
  // In the middle of a minute, which does not end while a test lasts.
  vi.useFakeTimers({ toFake: ['Date'], now: floorToMinute(Date.now()).getTime() + 30_000 })
  await dao.prisma.ballot.deleteMany()
  await dao.prisma.countedBallot.deleteMany()
  // Whatever is told was read anew.
  dao.events.publish({ kind: 'missed' })
})

/** Writes ballots that were received so many minutes ago, the last first. */
async function writeBallots(
  ...rows: { nullifier: bigint; minutes: number; votes?: number[]; prior?: number[] }[]
): Promise<void> {
  await dao.prisma.ballot.createMany({
    data: rows.map(({ nullifier, minutes, votes = [3, -4], prior }) => ({
      spaceId: dao.space.id,
      proposalId: String(proposal),
      nullifier: String(nullifier),
      revision: prior === undefined ? 0 : 1,
      votes,
      points,
      receivedAt: new Date((Math.floor(Date.now() / 60_000) - minutes) * 60_000),
      ...(prior !== undefined && { priorRevision: 0, priorVotes: prior, priorPoints: points }),
    })),
  })
}

async function writeCounted(...nullifiers: bigint[]): Promise<void> {
  await dao.prisma.countedBallot.createMany({
    data: nullifiers.map((nullifier) => ({
      spaceId: dao.space.id,
      proposalId: String(proposal),
      nullifier: String(nullifier),
      revision: 2,
      words: encodeBallot({ votes: [1, -2] }).map(String),
      block: 1,
      logIndex: 0,
      transaction,
    })),
  })
}

async function list<Ballot>(ballots: AsyncIterable<Ballot>): Promise<Ballot[]> {
  const listed: Ballot[] = []
  for await (const ballot of ballots) listed.push(ballot)
  return listed
}
const large = (1n << 253n) + 5n

describe('lists of ballots', () => {
  test('keep apart what was received and what is settled, both by nullifier', async () => {
    await writeBallots({ nullifier: 9n, minutes: 3 }, { nullifier: large, minutes: 2 })
    await writeCounted(7n, 12n)
    const received: WireReceivedBallot[] = await list(client.listBallots({ proposal }))
    expect(received).toMatchObject([
      { nullifier: large, revision: 0, votes: [3, -4], points: points.map(BigInt) },
      { nullifier: 9n },
    ])
    const settled: WireSettledBallot[] = await list(
      client.listBallots({ proposal, set: 'settled' }),
    )
    expect(settled).toEqual([
      { nullifier: 12n, revision: 2, votes: [1, -2], transaction },
      { nullifier: 7n, revision: 2, votes: [1, -2], transaction },
    ])
  })

  test('tell nothing of the minute that lasts, of a change neither', async () => {
    await writeBallots(
      { nullifier: 1n, minutes: 0 },
      { nullifier: 2n, minutes: 0, votes: [5, 5], prior: [1, 1] },
      { nullifier: 3n, minutes: 1, votes: [5, 5], prior: [1, 1] },
    )
    expect(await list(client.listBallots({ proposal }))).toMatchObject([
      { nullifier: 2n, revision: 0, votes: [1, 1] },
      { nullifier: 3n, revision: 1, votes: [5, 5] },
    ])
  })

  test('go on where they were, whatever comes meanwhile', async () => {
    await writeBallots(...[2n, 4n, 6n].map((nullifier) => ({ nullifier, minutes: 5 })))
    const read = async (query: string) =>
      wireBallotList.parse(await (await fetch(`${origin}/ballots?${query}`)).json())
    const first = await read('limit=2')
    expect(first.ballots.map(({ nullifier }) => nullifier)).toEqual([2n, 4n])
    await writeBallots({ nullifier: 1n, minutes: 4 }, { nullifier: 5n, minutes: 4 })
    const second = await read(`limit=2&cursor=${first.next}`)
    expect(second.ballots.map(({ nullifier }) => nullifier)).toEqual([5n, 6n])
    expect(await read(`cursor=${second.next}`)).toMatchObject({ ballots: [], next: null })
  })

  test.each(['limit=0', 'limit=1001', 'set=all', 'cursor=Zm9v', 'cursor=%20', 'other=1'])(
    'refuse %s',
    async (query) => {
      const response = await fetch(`${origin}/ballots?${query}`)
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { error: { code: 'REQUEST_MALFORMED' } },
      ])
    },
  )

  test('are given whole, as lines of JSON and as a table', async () => {
    const nullifiers = Array.from({ length: 1_200 }, (_, index) => BigInt(index))
    await writeBallots(...nullifiers.map((nullifier) => ({ nullifier, minutes: 2 })))
    const ndjson = await (await fetch(`${origin}/ballots.ndjson`)).text()
    const ballots = ndjson
      .trimEnd()
      .split('\n')
      .map((line) => wireReceivedBallot.parse(JSON.parse(line)))
    expect(new Set(ballots.map(({ nullifier }) => nullifier))).toEqual(new Set(nullifiers))
    const response = await fetch(`${origin}/ballots.csv`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows = (await response.text()).split('\r\n')
    expect(rows.slice(0, 2)).toEqual(['nullifier,revision,votes_0,votes_1', '0,0,3,-4'])
    expect(rows).toHaveLength(1_202)
    await writeCounted(7n)
    const settled = await (await fetch(`${origin}/ballots.csv?set=settled`)).text()
    expect(settled).toBe(
      `nullifier,revision,transaction,votes_0,votes_1\r\n7,2,${transaction},1,-2\r\n`,
    )
  })

  test('end where the database does, and no reader takes that for the end', async () => {
    await writeBallots(...[1n, 2n].map((nullifier) => ({ nullifier, minutes: 2 })))
    const read = vi.spyOn(dao.prisma, '$queryRaw').mockRejectedValueOnce(new Error('It is gone.'))
    onTestFinished(() => read.mockRestore())
    const act = fetch(`${origin}/ballots.ndjson`).then((response) => {
      if (!response.ok) throw new Error('refused')
      return response.text()
    })
    await expect(act).rejects.toThrow()
  })
})

describe('receipts', () => {
  test('are given to whoever knows the nullifier, with whose signature they have', async () => {
    await writeBallots({ nullifier: 9n, minutes: 0 })
    const receipt = await client.getReceipt({ proposal, nullifier: 9n })
    expect(receipt).toMatchObject({ proposal, nullifier: 9n, governor: dao.space.governor })
    const { address } = await client.getRelay()
    expect(address).toBe(dao.relay.address.toLowerCase())
    await expect(client.getReceipt({ proposal, nullifier: 8n })).rejects.toMatchObject({
      code: 'BALLOT_UNKNOWN',
    })
  })
})

describe('results', () => {
  test('add up what was received, without the minute that lasts', async () => {
    await writeBallots(
      { nullifier: 1n, minutes: 3, votes: [3, -4] },
      { nullifier: 2n, minutes: 1, votes: [2, 0] },
      { nullifier: 3n, minutes: 0, votes: [9, 9] },
      { nullifier: 4n, minutes: 0, votes: [9, 9], prior: [-1, 1] },
    )
    const results = await client.getResults({ proposal })
    expect(results).toMatchObject({
      proposal,
      state: 'active',
      electorate: 0,
      quorum: expect.any(Number),
      received: {
        voters: 3,
        turnout: 0,
        options: [
          { votesFor: 5n, votesAgainst: 1n, creditsSpent: 14n },
          { votesFor: 1n, votesAgainst: 4n, creditsSpent: 17n },
        ],
      },
      settled: { voters: 0, passing: [false, false] },
    })
    expect(results.received.until).toBeLessThanOrEqual(Date.now() / 1_000)
    expect(await client.getProposal({ proposal })).toMatchObject({ received: 3 })
    await expect(client.getResults({ proposal: 1n })).rejects.toMatchObject({
      code: 'PROPOSAL_UNKNOWN',
    })
  })

  test('have as many options as the proposal when nobody has voted', async () => {
    const { received } = await client.getResults({ proposal })
    const none = { votesFor: 0n, votesAgainst: 0n, creditsSpent: 0n }
    expect(received).toMatchObject({ voters: 0, options: [none, none] })
  })

  test('are streamed when they change', async () => {
    const watching = client.watchProposal({ proposal })
    onTestFinished(() => watching.return(undefined as never).then(() => undefined))
    expect((await watching.next()).value.received.voters).toBe(0)
    await writeBallots({ nullifier: 1n, minutes: 1 })
    dao.events.publish({ kind: 'missed' })
    expect((await watching.next()).value.received.voters).toBe(1)
    expect(dao.streams.count()).toBe(1)
  })

  test('are streamed again when the index has what the chain had told before', async () => {
    const watching = client.watchProposal({ proposal })
    onTestFinished(() => watching.return(undefined as never).then(() => undefined))
    const { value: first } = await watching.next()
    await dao.prisma.proposal.updateMany({ data: { changes: { increment: 1 } } })
    dao.events.publish({ kind: 'indexed', space: dao.space.id })
    const { value: next } = await watching.next()
    expect(next).toEqual({ ...first, indexed: first.indexed + 1, received: next.received })
  })

  test('are sent at once, but not to whom they are known, and end with the reader', async () => {
    const open = async (lastEventId = '') => {
      const controller = new AbortController()
      onTestFinished(() => controller.abort())
      const headers = { 'last-event-id': lastEventId }
      const response = await fetch(`${origin}/events`, { headers, signal: controller.signal })
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      return {
        response,
        read: async () => (await reader?.read())?.value,
        leave: () => controller.abort(),
      }
    }
    const first = await open()
    expect(first.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(first.response.headers.get('content-encoding')).toBeNull()
    let text = ''
    while (!text.includes('data:')) text += await first.read()
    const [, id = ''] = /^id: (.+)$/m.exec(text) ?? []
    expect(text).toContain('event: results\n')
    const again = await open(id)
    expect(await again.read()).toBe('retry: 2000\n\n')
    first.leave()
    again.leave()
    await expect.poll(() => dao.streams.count()).toBe(0)
  })

  test('are streamed to so many readers of one address, and no more', async () => {
    const controller = new AbortController()
    onTestFinished(() => controller.abort())
    const { signal } = controller
    const responses = await Promise.all(
      Array.from({ length: 21 }, () => fetch(`${origin}/events`, { signal })),
    )
    const refused = responses.filter(({ ok }) => !ok)
    expect(refused.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [503, '30'],
    ])
    controller.abort()
    await expect.poll(() => dao.streams.count()).toBe(0)
  })

  test('refuse to stream what nobody knows', async () => {
    const response = await fetch(origin.replace(String(proposal), '1').concat('/events'))
    expect(response.status).toBe(404)
    await expect.poll(() => dao.streams.count()).toBe(0)
  })
})
