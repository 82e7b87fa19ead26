import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { copyTestDatabase } from '../testing/copyTestDatabase.ts'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { createTestPostgresDatabase } from '../testing/createTestPostgresDatabase.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { type DatabaseLocation, openDatabase } from './openDatabase.ts'
import { readMigrations } from './readMigrations.ts'

const space = {
  id: 'garden',
  name: 'Garden',
  chainId: 31_337,
  deploymentBlock: 1,
  governor: `0x${'1'.repeat(40)}`,
  group: `0x${'2'.repeat(40)}`,
  issuer: `0x${'3'.repeat(40)}`,
  timelock: `0x${'4'.repeat(40)}`,
}
const ballot = {
  spaceId: space.id,
  proposalId: String(2n ** 256n - 1n),
  nullifier: String(2n ** 253n),
  revision: 65_535,
  votes: [-32_768, 32_767],
  encrypted: [],
  points: ['1', '2'],
  receivedAt: new Date(1_800_000_000_000),
}

async function expectToKeep(location: DatabaseLocation): Promise<void> {
  const first = await openDatabase(location)
  await first.prisma.space.create({ data: space })
  await first.prisma.ballot.create({ data: ballot })
  await first.close()
  const second = await openDatabase(location)
  const kept = await second.prisma.ballot.findMany()
  await second.close()
  const nothing = { priorRevision: null, priorVotes: [], priorEncrypted: [], priorPoints: [] }
  expect(kept).toEqual([{ ...ballot, transaction: null, refusal: null, ...nothing }])
}

describe('openDatabase', () => {
  test('keeps what was written in a folder', async () => {
    const directory = join(await createTestFolder(), 'database')
    // A new one takes seconds to make: main.test.ts makes it.
    await copyTestDatabase(directory)
    await expectToKeep({ directory })
  })

  test('keeps what was written in a PostgreSQL server', async () => {
    const { url, drop } = await createTestPostgresDatabase({ migrated: false })
    onTestFinished(drop)
    await expectToKeep({ url })
  })

  test('migrates once where several processes open a new database at the same time', async () => {
    const { url, drop } = await createTestPostgresDatabase({ migrated: false })
    onTestFinished(drop)
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ url })))
    onTestFinished(async () => {
      for (const { close } of opened) await close()
    })
    const counts = opened.map(
      ({ prisma }) =>
        prisma.$queryRaw`SELECT 1 FROM _prisma_migrations WHERE finished_at IS NOT NULL`,
    )
    for (const done of await Promise.all(counts))
      expect(done).toHaveLength((await readMigrations()).migrationDirectories.length)
  })

  test('says what is wrong with a URL, and nothing of what stands in it', async () => {
    const { url, drop } = await createTestPostgresDatabase({ migrated: false })
    onTestFinished(drop)
    const change = (changes: Partial<URL>) => Object.assign(new URL(url), changes).href
    const wrong = {
      'no database user with this password': change({ password: 'hunter2' }),
      'no database that exists': change({ pathname: '/hunter2' }),
      'no database server that answers': change({ port: '1', password: 'hunter2' }),
      'no database: it must look like': 'postgresql://hunter2:hunter2@[/x',
    }
    for (const [reason, given] of Object.entries(wrong)) {
      const failure = openDatabase({ url: given })
      await expect(failure).rejects.toThrow(`The setting DATABASE_URL names ${reason}`)
      await expect(failure).rejects.not.toThrow('hunter2')
    }
  })

  test.each(databaseKinds)(
    'takes one ballot of a nullifier and nothing about who sent it (%s)',
    async (kind) => {
      const { prisma, close } = await openTestDatabase(kind)
      onTestFinished(close)
      await prisma.space.create({ data: space })
      await prisma.ballot.create({ data: ballot })
      const second = prisma.ballot.create({ data: { ...ballot, revision: 0 } })
      await expect(second).rejects.toMatchObject({ code: 'P2002' })

      const columns = await prisma.$queryRaw<{ column_name: string }[]>`
      SELECT column_name FROM information_schema.columns
      WHERE table_name = 'Ballot' ORDER BY column_name`
      expect(columns.map(({ column_name }) => column_name)).toEqual([
        'encrypted',
        'nullifier',
        'points',
        'priorEncrypted',
        'priorPoints',
        'priorRevision',
        'priorVotes',
        'proposalId',
        'receivedAt',
        'refusal',
        'revision',
        'spaceId',
        'transaction',
        'votes',
      ])
    },
  )
})
