import {
  createProposalDescription,
  encodeProposalMetadata,
  PersonhoodGovernor__factory,
  type ProposalMetadata,
  type SearchProposalsParameters,
  wireDao,
  wireDaoActivities,
  wireDaoContracts,
  wireDaoMembers,
  wireDaoProposals,
  wireWebhookPayload,
} from '@psephos/lib'
import { id, JsonRpcProvider, type Signer, Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { recordActivity } from '../activity/recordActivity.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace, VOTING_PERIOD } from '../testing/startTestSpace.ts'
import { storeMetadata } from './storeMetadata.ts'

let dao: TestSpace
let server: TestServer
/** Who proposes one of them. */
let other: Wallet
/** Ids by title. */
const ids = new Map<string, bigint>()

const createMetadata = (title: string, more: Partial<ProposalMetadata> = {}): ProposalMetadata => ({
  version: 1,
  title,
  body: '',
  options: [{ title: 'Yes' }],
  ...more,
})

/** The governor takes no proposal without a call: this one does nothing. */
const createCalls = (): [string[], bigint[], string[]] => [[dao.space.timelock], [0n], ['0x']]

async function publish(
  metadata: ProposalMetadata,
  signer: Signer = dao.account,
  description = createProposalDescription({
    title: metadata.title,
    cid: encodeProposalMetadata(metadata).cid,
  }),
): Promise<void> {
  const governor = PersonhoodGovernor__factory.connect(dao.space.governor, signer)
  const call: [string[], bigint[], string[], string] = [...createCalls(), description]
  ids.set(metadata.title, await governor.propose.staticCall(...call))
  await (await governor.propose(...call)).wait()
}

const nameOf = (id: bigint) => [...ids].find(([, each]) => each === id)?.[0]
async function search(parameters: Omit<SearchProposalsParameters, 'space'>) {
  const { proposals } = await server.client.searchProposals({ space: dao.space.id, ...parameters })
  return proposals.map(({ id }) => nameOf(id))
}
async function latest(): Promise<number> {
  return (await dao.node.getBlock('latest'))?.timestamp ?? 0
}

const pond = createMetadata('A pond', { body: 'With **frogs** in it.', tags: ['water', 'animals'] })
const hedge = createMetadata('A hedge', { body: 'Hornbeam, and no frogs.', tags: ['plants'] })
const EVIL = '<script>alert(1)</script> ]]> & "more"\u0001'

beforeAll(async () => {
  dao = await startTestSpace()
  server = await serveTestSpace(dao)
  // Opens and ends without a ballot.
  await publish(createMetadata('A tower'))
  await dao.moveClockTo((await latest()) + VOTING_PERIOD + 10)
  // Is taken back in the block in which it is made: later it would be open.
  await dao.node.send('evm_setAutomine', [false])
  const governor = PersonhoodGovernor__factory.connect(dao.space.governor, dao.account)
  const call: [string[], bigint[], string[], string] = [...createCalls(), 'A moat']
  const moat = await governor.propose.staticCall(...call)
  const nonce = await dao.account.getNonce()
  const gas = { gasLimit: 3_000_000 }
  await governor.propose(...call, { ...gas, nonce })
  await governor.cancel(...createCalls(), id('A moat'), {
    ...gas,
    nonce: nonce + 1,
  })
  await dao.node.send('evm_mine', [])
  await dao.node.send('evm_setAutomine', [true])
  ids.set('A moat', moat)
  await storeMetadata(dao.prisma, pond)
  await publish(pond)
  await dao.moveClockTo((await latest()) + 5)
  other = new Wallet(`0x${'07'.repeat(32)}`, dao.node)
  await dao.node.send('anvil_setBalance', [other.address, '0xde0b6b3a7640000'])
  await publish(hedge, other)
  await dao.moveClockTo((await latest()) + 5)
  await publish(createMetadata('Evil'), dao.account, EVIL)
  await dao.moveClockTo((await latest()) + 5)
  await dao.index()
})
afterAll(async () => {
  await server?.close()
  await dao?.close()
})

describe('the list of proposals', () => {
  test('is newest first', async () => {
    expect(await search({})).toEqual(['Evil', 'A hedge', 'A pond', 'A moat', 'A tower'])
    const proposals = await server.client.listProposals({ space: dao.space.id })
    expect(proposals.map(({ state }) => state)).toEqual([
      ...['active', 'active', 'active', 'canceled', 'defeated'],
    ])
    expect(proposals[2]).toMatchObject({ metadata: pond, electorate: { size: 0 } })
    const [first] = proposals
    if (first !== undefined)
      expect(await server.client.getProposal({ proposal: first.id })).toEqual(first)
  })

  test('comes with what became of each on-chain', async () => {
    const proposal = ids.get('A moat') ?? 0n
    const { steps } = await server.client.listTransactions({ proposal })
    expect(steps.map(({ step }) => step)).toEqual(['created', 'canceled'])
    expect(new Set(steps.map(({ block }) => block)).size).toBe(1)
  })

  test('asks the node three times, however long it is', async () => {
    const send = vi.spyOn(JsonRpcProvider.prototype, 'send')
    onTestFinished(() => send.mockRestore())
    await search({})
    expect(send.mock.calls.map(([method]) => method).sort()).toEqual([
      ...['eth_call', 'eth_call', 'eth_getBlockByNumber'],
    ])
  })

  test('is filtered by state, author and tag', async () => {
    expect(await search({ states: ['active'] })).toEqual(['Evil', 'A hedge', 'A pond'])
    expect(await search({ states: ['defeated', 'canceled'] })).toEqual(['A moat', 'A tower'])
    expect(await search({ states: ['executed'] })).toEqual([])
    const author = other.address
    expect(await search({ author })).toEqual(['A hedge'])
    expect(await search({ tag: 'water' })).toEqual(['A pond'])
    expect(await search({ tag: 'plants' })).toEqual([])
    expect(await search({ tag: 'water', author })).toEqual([])
  })

  test('is searched by the words of title and body', async () => {
    expect(await search({ search: 'HEDGE' })).toEqual(['A hedge'])
    expect(await search({ search: 'frogs' })).toEqual(['A pond'])
    expect(await search({ search: '"frogs in it"' })).toEqual(['A pond'])
    expect(await search({ search: 'frogs -water' })).toEqual(['A pond'])
    expect(await search({ search: 'pond or tower' })).toEqual(['A pond', 'A tower'])
    for (const odd of ['\'); DROP TABLE "Proposal"; --', '!!!', '((((', ':*', '\\', '%']) {
      expect(await search({ search: odd })).toEqual([])
    }
    await expect(search({ search: 'x'.repeat(201) })).rejects.toMatchObject({
      code: 'REQUEST_MALFORMED',
    })
  })

  test('takes a text from anybody, exactly when it is the one that the chain commits to', async () => {
    expect(
      (await server.client.getProposal({ proposal: ids.get('A hedge') ?? 0n })).metadata,
    ).toBeNull()
    await server.client.storeMetadata({ metadata: { ...hedge, body: 'Another text.' } })
    expect(
      (await server.client.getProposal({ proposal: ids.get('A hedge') ?? 0n })).metadata,
    ).toBeNull()
    await server.client.storeMetadata({ metadata: hedge })
    expect(
      (await server.client.getProposal({ proposal: ids.get('A hedge') ?? 0n })).metadata,
    ).toEqual(hedge)
    expect(await search({ search: 'hornbeam' })).toEqual(['A hedge'])
    const rows = await dao.prisma.metadata.findMany({
      select: { document: true, referenced: true },
    })
    expect(rows.filter(({ document }) => document.includes('Another'))).toMatchObject([
      { referenced: false },
    ])
    expect(rows.filter(({ document }) => document.includes('Hornbeam'))).toMatchObject([
      { referenced: true },
    ])
  })

  test('is ordered by when voting closes, of what has not closed', async () => {
    expect(await search({ order: 'closing' })).toEqual(['A pond', 'A hedge', 'Evil'])
  })

  test('is ordered by ballots', async () => {
    const { id: spaceId } = dao.space
    const count = async (title: string, ballots: number) =>
      dao.prisma.countedBallot.createMany({
        data: Array.from({ length: ballots }, (_, index) => ({
          spaceId,
          proposalId: String(ids.get(title)),
          nullifier: String(index),
          revision: 0,
          words: ['0'],
          transaction: '0x',
          block: 1,
          logIndex: index,
        })),
      })
    await count('A tower', 3)
    await count('A hedge', 5)
    await dao.prisma.proposalOutcome.updateMany({ data: { countedAt: null } })
    const expected = ['A hedge', 'A tower', 'Evil', 'A pond', 'A moat']
    expect(await search({ order: 'ballots' })).toEqual(expected)
  })

  test.each(['newest', 'closing', 'ballots'] as const)('comes in pages, %s', async (order) => {
    const whole = await search({ order })
    const seen: (string | undefined)[] = []
    let cursor: string | undefined
    do {
      const page = await server.client.searchProposals({
        space: dao.space.id,
        order,
        limit: 2,
        ...(cursor && { cursor }),
      })
      expect(page.proposals.length).toBeGreaterThan(0)
      seen.push(...page.proposals.map(({ id }) => nameOf(id)))
      cursor = page.next
    } while (cursor !== undefined)
    expect(seen).toEqual(whole)
  })

  test('refuses a cursor that is none of it', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const cursors = ['x', encode(null), encode([]), encode(['closing', 1, '1'])]
    const odd = [
      ['newest', '1', 1],
      ['newest', -1, 0],
      ['newest', 2 ** 31, 0],
      ['newest', 1, 0, 0],
    ]
    for (const cursor of [...cursors, ...odd.map(encode)]) {
      await expect(search({ cursor })).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' })
    }
    await expect(
      search({ order: 'closing', cursor: encode(['closing', 1, "'"]) }),
    ).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' })
  })

  test.each([
    ...['state=open', 'state=', 'author=0x1', 'tag=A', 'order=best', 'limit=0', 'limit=101'],
    ...['limit=1.5', 'search=', 'search=%00', 'other=1', 'limit=1&limit=2'],
  ])('refuses ?%s', async (query) => {
    const path = `/api/v1/spaces/${dao.space.id}/proposals?${query}`
    expect((await fetch(`${server.origin}${path}`)).status).toBe(400)
  })
})

describe('what happened', () => {
  const record = () => recordActivity({ ...dao, publicUrl: server.origin })

  test('is written down once, and told to who asked for it', async () => {
    const { prisma, space } = dao
    await prisma.webhook.create({
      data: {
        id: 'wh_1',
        spaceId: space.id,
        url: 'https://hooks.example',
        events: ['proposal.opened', 'ballots.settled'],
        secret: 'whsec_',
        createdAt: new Date(0),
      },
    })
    const counts = await Promise.all([record(), record()])
    // Five are created, four of them open; one closed; two have ballots.
    expect(counts.toSorted()).toEqual([0, 5 + 4 + 1 + 1 + 2])
    expect(await record()).toBe(0)
    const deliveries = await prisma.webhookDelivery.findMany()
    const payloads = deliveries.map(({ payload }) => wireWebhookPayload.parse(JSON.parse(payload)))
    expect(payloads.map(({ type }) => type).sort()).toEqual([
      ...['ballots.settled', 'ballots.settled', ...Array(4).fill('proposal.opened')],
    ])
    const settled = payloads.find(
      ({ type, data }) => type === 'ballots.settled' && data.title === 'A hedge',
    )
    expect(settled?.data).toMatchObject({
      space: space.id,
      proposal: String(ids.get('A hedge')),
      url: `${server.origin}/proposals/${ids.get('A hedge')}`,
      ballots: 5,
    })
  })

  test('is not told again when the chain is indexed anew', async () => {
    const { prisma, space } = dao
    await prisma.proposal.deleteMany()
    const data = { indexedBlock: null, indexedHash: null }
    await prisma.space.update({ where: { id: space.id }, data })
    await dao.index()
    expect(await record()).toBe(0)
  })

  test('goes on: what runs is told, and what closes', async () => {
    const { prisma, space } = dao
    const proposalId = String(ids.get('A pond'))
    const executed = { state: 'executed', seenAt: new Date(Date.now() - 2 * 60 * 60 * 1_000) }
    await prisma.proposalOutcome.upsert({
      where: { spaceId_proposalId: { spaceId: space.id, proposalId } },
      create: { spaceId: space.id, proposalId, ...executed },
      update: executed,
    })
    await dao.moveClockTo((await latest()) + VOTING_PERIOD - 60)
    await record()
    const events = async (title: string) =>
      (
        await prisma.activity.findMany({
          where: { proposalId: String(ids.get(title)) },
          orderBy: { id: 'asc' },
        })
      ).map(({ event }) => event)
    expect(await events('A pond')).toContain('proposal.executed')
    expect(await events('Evil')).toEqual([
      ...['proposal.created', 'proposal.opened', 'proposal.closing'],
    ])
    await dao.moveClockTo((await latest()) + 120)
    await record()
    expect((await events('Evil')).at(-1)).toBe('proposal.closed')
    expect(await events('A moat')).toEqual(['proposal.created'])
    const { figures } = await server.client.getSpace({ space: space.id })
    expect(figures.lastActivity).toBeGreaterThan(0)
  })
})

describe('the feed', () => {
  const get = (headers: Record<string, string> = {}) =>
    fetch(`${server.origin}/api/v1/spaces/${dao.space.id}/feed.atom`, {
      // Otherwise fetch itself asks for no answer of a cache.
      headers: { ...headers, 'cache-control': 'max-age=0' },
    })

  test('lists proposals with links to the page, and nothing that a reader could run', async () => {
    const response = await get()
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const xml = await response.text()
    expect(xml).toContain(`${server.origin}/proposals/${ids.get('A pond')}`)
    expect(xml).toContain('With **frogs** in it.')
    expect(xml).toContain('term="water"')
    expect(xml).not.toContain('<script')
    expect(xml).toContain('&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp; "more"\u{fffd}')
    // Every CDATA section ends where it should.
    const rest = xml.replace(/<!\[CDATA\[[^<>]*\]\]>/g, '')
    expect(rest).not.toMatch(/CDATA|\]\]>/)
  })

  test('is not sent again as long as nothing changes', async () => {
    const { headers } = await get()
    const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
    expect(new Date(modified).getTime()).toBeGreaterThan(0)
    expect((await get({ 'if-none-match': etag })).status).toBe(304)
    expect((await get({ 'if-modified-since': modified })).status).toBe(304)
    expect((await get({ 'if-none-match': '"another"' })).status).toBe(200)
    await publish(createMetadata('A gate'))
    await dao.index()
    expect((await get({ 'if-none-match': etag })).status).toBe(200)
  })
})

describe('the documents of ERC-4824', () => {
  const get = async (path: string): Promise<unknown> => (await fetch(path)).json()

  test('lead from the DAO to its parts', async () => {
    const { space, prisma } = dao
    const root = wireDao.parse(await get(`${server.origin}/api/v1/spaces/${space.id}/dao.json`))
    expect(root).toMatchObject({ type: 'DAO', name: space.name })
    expect(Object.keys(root)).not.toContain('description')
    const governor = `eip155:${space.chainId}:${space.governor}`
    const { contracts } = wireDaoContracts.parse(await get(root.contractsURI))
    expect(contracts.map(({ id }) => id)).toContain(governor)
    const { proposals } = wireDaoProposals.parse(await get(root.proposalsURI))
    const found = proposals.find(({ id }) => id === `${governor}?proposalId=${ids.get('A pond')}`)
    expect(found).toMatchObject({
      name: 'A pond',
      contentURI: `ipfs://${encodeProposalMetadata(pond).cid}`,
      calls: [{ from: space.timelock, to: space.timelock, value: '0', data: '0x' }],
    })
    const { activities } = wireDaoActivities.parse(await get(root.activityLogURI))
    const author = `eip155:${space.chainId}:${(await dao.account.getAddress()).toLowerCase()}`
    expect(activities.find(({ event }) => event === 'proposal.created')?.member?.id).toBe(author)
    expect(activities.find(({ event }) => event === 'proposal.opened')?.member).toBeUndefined()
    const governance = await (await fetch(root.governanceURI)).text()
    expect(governance).toContain(`close ${VOTING_PERIOD}`)
    expect(governance).toContain('at least 50 %')

    await prisma.groupChange.createMany({
      data: Array.from({ length: 2_001 }, (_, index) => ({
        spaceId: space.id,
        block: 1,
        logIndex: index,
        index,
        commitment: String(index + 1),
        root: '1',
        transaction: '0x',
      })),
    })
    const replaced = { spaceId: space.id, block: 2, logIndex: 0, index: 7, root: '2' }
    await prisma.groupChange.create({
      data: { ...replaced, commitment: '9999', transaction: '0x' },
    })
    const members: string[] = []
    for (let uri: string | undefined = root.membersURI; uri !== undefined; ) {
      const page = wireDaoMembers.parse(await get(uri))
      members.push(...page.members.map(({ id }) => id))
      uri = page.next
    }
    const group = `eip155:${space.chainId}:${space.group}?commitment=`
    expect(members).toHaveLength(2_001)
    expect(new Set(members).size).toBe(2_001)
    expect([members[0], members[7], members.at(-1)]).toEqual([
      `${group}1`,
      `${group}9999`,
      `${group}2001`,
    ])
  })
})
