import { encodeProposalMetadata, type ProposalMetadata } from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pruneContent } from '../maintenance/pruneContent.ts'
import type { Database } from '../storage/openDatabase.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { readMetadata, storeMetadata } from './storeMetadata.ts'

const address = `0x${'ab'.repeat(20)}`
const space = {
  id: 'garden',
  name: 'The Garden',
  chainId: 1,
  deploymentBlock: 0,
  governor: address,
  group: address,
  issuer: address,
  timelock: address,
}
const DAY = 24 * 60 * 60 * 1_000

let database: Database

const create = (title: string, body = ''): ProposalMetadata => ({
  version: 1,
  title,
  body,
  options: [{ title: 'Yes' }],
})
const toCid = (title: string) => encodeProposalMetadata(create(title)).cid

async function propose(cid: string): Promise<void> {
  await database.prisma.proposal.create({
    data: {
      spaceId: 'garden',
      id: String(BigInt(`0x${Buffer.from(cid.slice(-20)).toString('hex')}`)),
      block: 1,
      logIndex: 0,
      proposer: address,
      description: 'x',
      cid,
      snapshot: 1,
      deadline: 2,
      optionCount: 1,
      maxWinners: 0,
      voiceCredits: 100,
    },
  })
}
/** The titles that are kept, in the order of the alphabet. */
async function listTitles(): Promise<string[]> {
  const rows = await database.prisma.metadata.findMany({ select: { document: true } })
  return rows.map(({ document }) => JSON.parse(document).title).toSorted()
}
async function age(title: string, days: number): Promise<void> {
  const data = { createdAt: new Date(Date.now() - days * DAY) }
  await database.prisma.metadata.update({ where: { cid: toCid(title) }, data })
}

describe.each(databaseKinds)('what is kept of metadata on %s', (kind) => {
  beforeAll(async () => {
    database = await openTestDatabase(kind)
    await database.prisma.space.create({ data: space })
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.prisma.proposal.deleteMany()
    await database.prisma.metadata.deleteMany()
  })

  const few = { documents: 3, bytes: 1_000_000 }

  test('lets the newest push out the oldest that no proposal refers to', async () => {
    const { prisma } = database
    for (const [index, title] of ['a', 'b', 'c'].entries()) {
      await storeMetadata(prisma, create(title), few)
      await age(title, 10 - index)
    }
    await propose(toCid('a'))
    await storeMetadata(prisma, create('d'), few)
    expect(await listTitles()).toEqual(['a', 'b', 'c', 'd'])
    await storeMetadata(prisma, create('e'), few)
    expect(await listTitles()).toEqual(['a', 'c', 'd', 'e'])
    // Stored again, it is the newest.
    await storeMetadata(prisma, create('c'), few)
    await age('d', 1)
    await storeMetadata(prisma, create('f'), few)
    expect(await listTitles()).toEqual(['a', 'c', 'e', 'f'])
  })

  test('keeps so many bytes, and what a proposal refers to beyond them', async () => {
    const { prisma } = database
    const large = { documents: 100, bytes: 5_000 }
    await propose(toCid('kept'))
    await storeMetadata(prisma, create('kept'), large)
    for (const title of ['a', 'b', 'c']) {
      await storeMetadata(prisma, create(title, 'x'.repeat(2_000)), large)
    }
    const titles = await listTitles()
    expect(titles).toContain('kept')
    expect(titles).toHaveLength(3)
  })

  test('keeps what a proposal referred to while the chain is indexed anew', async () => {
    const { prisma } = database
    await storeMetadata(prisma, create('a'), few)
    await propose(toCid('a'))
    await pruneContent({ prisma })
    await prisma.proposal.deleteMany()
    await age('a', 100)
    await pruneContent({ prisma })
    for (const title of ['b', 'c', 'd', 'e']) await storeMetadata(prisma, create(title), few)
    expect(await listTitles()).toContain('a')
  })

  test('takes any text that has a canonical form, and finds its words', async () => {
    const { prisma } = database
    const odd = create('\u{1f3fa}', `\0 ${'word '.repeat(9_000)} ${'é'.repeat(3_000)}`)
    const cid = await storeMetadata(prisma, odd)
    expect(await readMetadata(prisma, cid)).toEqual(odd)
    const half = storeMetadata(prisma, create('\ud800'))
    await expect(half).rejects.toMatchObject({ code: 'METADATA_MALFORMED' })
  })

  test('takes the longest text with the most words there can be', async () => {
    const { prisma } = database
    const body = Array.from({ length: 12_500 }, (_, index) =>
      String.fromCodePoint(0x4e00 + (index % 20_000), 0x5000 + (index >> 3), 0x20),
    ).join('')
    expect(body.length).toBeLessThanOrEqual(50_000)
    const cid = await storeMetadata(prisma, create('long', body))
    expect((await readMetadata(prisma, cid)).body).toBe(body)
  })

  test('is not what nobody proposed for 14 days, nor are drafts kept when their time is over', async () => {
    const { prisma } = database
    for (const title of ['old', 'new', 'proposed']) await storeMetadata(prisma, create(title))
    await age('old', 15)
    await age('new', 13)
    await age('proposed', 400)
    await propose(toCid('proposed'))
    for (const [id, days] of [
      ['over', -1],
      ['kept', 1],
    ] as const) {
      const at = new Date(Date.now() + days * DAY)
      const row = { id, spaceId: 'garden', tokenHash: '', shared: true, document: '{}', cid: 'x' }
      await prisma.draft.create({ data: { ...row, updatedAt: at, expiresAt: at } })
    }
    await pruneContent({ prisma })
    expect(await listTitles()).toEqual(['new', 'proposed'])
    expect(await prisma.draft.findMany({ select: { id: true } })).toEqual([{ id: 'kept' }])
  })
})
