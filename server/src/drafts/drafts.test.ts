import { randomBytes } from 'node:crypto'
import { encodeProposalMetadata, parseProposalDescription } from '@psephos/lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../storage/openDatabase.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { createDraft } from './createDraft.ts'
import { deleteDraft } from './deleteDraft.ts'
import { parseDraftToken } from './draftToken.ts'
import { editDraft } from './editDraft.ts'
import { readDraft } from './readDraft.ts'

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
const metadata = {
  version: 1 as const,
  title: 'A pond?',
  body: 'With *frogs*.',
  options: [{ title: 'Yes' }],
  tags: ['water'],
}

let database: Database

const create = (shared = false, limit?: number) =>
  createDraft({
    prisma: database.prisma,
    space,
    body: { metadata, shared },
    ...(limit && { limit }),
  })
const unknown = { code: 'DRAFT_UNKNOWN' }

describe.each(databaseKinds)('a draft on %s', (kind) => {
  beforeAll(async () => {
    database = await openTestDatabase(kind)
    await database.prisma.space.create({ data: space })
  })
  afterAll(() => database.close())

  test('shows what publishing it would put on-chain', async () => {
    const { token, ...draft } = await create()
    const { cid, bytes } = encodeProposalMetadata(metadata)
    expect(draft).toMatchObject({ space: 'garden', revision: 0, cid, metadata })
    expect(draft.canonical).toBe(new TextDecoder().decode(bytes))
    expect(parseProposalDescription(draft.description)).toMatchObject({ cid })
    expect(await readDraft({ ...database, id: draft.id, token })).toEqual(draft)
    expect(draft.expiresAt - draft.updatedAt).toBe(90 * 24 * 60 * 60)
  })

  test('keeps what it would run as it was typed, complete or not', async () => {
    const plan = {
      voiceCredits: '100',
      maxWinners: '',
      calls: [[{ kind: 'payment' as const, to: '0x12', amount: '1,5' }]],
    }
    const { id, token } = await createDraft({
      prisma: database.prisma,
      space,
      body: { metadata, plan, shared: false },
    })
    expect(await readDraft({ ...database, id, token })).toMatchObject({ plan })
    const body = { metadata, shared: false, revision: 0 }
    expect(await editDraft({ ...database, id, token, body })).not.toHaveProperty('plan')
  })

  test('is nobody else’s, unless it is shared', async () => {
    const [hidden, shared] = [await create(), await create(true)]
    const read = (id: string, token: string | null) => readDraft({ ...database, id, token })
    await expect(read(hidden.id, null)).rejects.toMatchObject(unknown)
    await expect(read(hidden.id, shared.token)).rejects.toMatchObject(unknown)
    await expect(read('../x\0', null)).rejects.toMatchObject(unknown)
    expect(await read(shared.id, null)).toMatchObject({ id: shared.id })
    await expect(
      deleteDraft({ ...database, id: shared.id, token: hidden.token }),
    ).rejects.toMatchObject(unknown)
    const body = { metadata, shared: true, revision: 0 }
    await expect(
      editDraft({ ...database, id: shared.id, token: hidden.token, body }),
    ).rejects.toMatchObject(unknown)
  })

  test('keeps its token as a hash only', async () => {
    const { id, token } = await create()
    const row = await database.prisma.draft.findUniqueOrThrow({ where: { id } })
    expect(Object.values(row)).not.toContain(token)
  })

  test('is edited one revision after the other', async () => {
    const { id, token, cid } = await create()
    const edit = (title: string, revision: number) =>
      editDraft({
        ...database,
        id,
        token,
        body: { metadata: { ...metadata, title }, shared: true, revision },
      })
    const edits = await Promise.allSettled([edit('One', 0), edit('Two', 0)])
    expect(edits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(edit('Three', 0)).rejects.toMatchObject({
      code: 'DRAFT_OUTDATED',
      details: { revision: 0, heldRevision: 1 },
    })
    const third = await edit('Three', 1)
    expect(third).toMatchObject({ revision: 2, shared: true, metadata: { title: 'Three' } })
    expect(third.cid).not.toBe(cid)
  })

  test('is deleted once', async () => {
    const { id, token } = await create(true)
    await deleteDraft({ ...database, id, token })
    await expect(deleteDraft({ ...database, id, token })).rejects.toMatchObject(unknown)
    await expect(readDraft({ ...database, id, token })).rejects.toMatchObject(unknown)
  })

  test('is unknown when its time is over', async () => {
    const { id, token } = await create(true)
    const data = { expiresAt: new Date(Date.now() - 1) }
    await database.prisma.draft.update({ where: { id }, data })
    await expect(readDraft({ ...database, id, token })).rejects.toMatchObject(unknown)
    const body = { metadata, shared: true, revision: 0 }
    await expect(editDraft({ ...database, id, token, body })).rejects.toMatchObject(unknown)
  })

  test('is one of so many of its space, however many come at once', async () => {
    await database.prisma.draft.deleteMany()
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => create(false, 3)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    await expect(create(false, 3)).rejects.toMatchObject({ code: 'LIMIT_REACHED' })
  })
})

describe('parseDraftToken', () => {
  test('reads a token, and nothing else', () => {
    const token = randomBytes(32).toString('base64url')
    expect(parseDraftToken(`Bearer ${token}`)).toBe(token)
    expect(parseDraftToken(undefined)).toBeNull()
    for (const bad of ['', token, `Basic ${token}`, `Bearer ${token}x`, 'Bearer \0']) {
      expect(() => parseDraftToken(bad)).toThrow('no such draft')
    }
  })
})
