import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../storage/openDatabase.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { restoreBackup } from './restoreBackup.ts'
import { writeBackup } from './writeBackup.ts'

let from: Database
let to: Database
/** What a backup of `from` says. */
let lines: string[]
const address = `0x${'ab'.repeat(20)}`
/** More than is in memory at once. */
const MANY = 2_345

async function fill({ prisma }: Database): Promise<void> {
  await prisma.space.create({
    data: {
      id: 'commons',
      name: 'The "Commons"\n🗳️',
      chainId: 480,
      deploymentBlock: 1,
      governor: address,
      group: address,
      issuer: address,
      timelock: address,
    },
  })
  await prisma.proposal.create({
    data: {
      spaceId: 'commons',
      id: String(2n ** 255n),
      block: 2,
      logIndex: 0,
      proposer: address,
      description: '',
      snapshot: 1,
      deadline: 2,
      targets: [address, address],
      values: ['0', '1'],
      calldatas: ['0x', '0x'],
      optionCount: 1,
      maxWinners: 0,
      voiceCredits: 100,
      callOptions: [0, 0],
    },
  })
  await prisma.ballot.createMany({
    data: Array.from({ length: MANY }, (_, index) => ({
      spaceId: 'commons',
      proposalId: String(2n ** 255n),
      nullifier: String(2n ** 250n + BigInt(index)),
      revision: index % 3,
      votes: [index % 7, -3],
      points: ['1', '2'],
      receivedAt: new Date(1_700_000_000_123),
      refusal: index === 5 ? 'BALLOT_PROOF_INVALID' : null,
    })),
  })
}

async function read({ prisma } = from): Promise<string[]> {
  const lines: string[] = []
  await writeBackup({ prisma, write: async (line) => void lines.push(line) })
  return lines
}

function restore(lines: readonly string[], { prisma } = to): Promise<number> {
  return restoreBackup({ prisma, lines: Readable.from(lines) })
}

describe.each(databaseKinds)('a backup of %s', (kind) => {
  beforeAll(async () => {
    ;[from, to] = await Promise.all([openTestDatabase(kind), openTestDatabase()])
    await fill(from)
    lines = await read()
  })
  afterAll(async () => {
    await Promise.all([from.close(), to.close()])
  })

  test.each(databaseKinds)('is restored to the last byte in %s', async (into) => {
    const other = await openTestDatabase(into)
    onTestFinished(other.close)
    expect(await restore(lines, other)).toBe(MANY + 2)
    expect((await read(other)).toSorted()).toEqual(lines.toSorted())
    const where = { nullifier: String(2n ** 250n + 5n) }
    expect(await other.prisma.ballot.findMany({ where })).toEqual(
      await from.prisma.ballot.findMany({ where }),
    )
  })

  test('needs an empty database', async () => {
    await expect(restore(lines, from)).rejects.toThrow('needs a database without a row')
  })

  test.each<[string, string, (lines: string[]) => string[]]>([
    ['is cut off', 'is cut off', (lines) => lines.slice(0, -1)],
    [
      'lacks a row',
      'is cut off',
      (lines) => lines.filter((line) => !line.includes('BALLOT_PROOF_INVALID')),
    ],
    ['goes on', 'goes on after its end', (lines) => [...lines, '{}']],
    ['is broken', 'not JSON', (lines) => lines.toSpliced(-3, 1, '{')],
    ['is nothing', 'is cut off', () => []],
    ['is another file', 'is no backup', () => ['{"name":"psephos"}']],
    ['has no tables', 'rows of no table', ([header = '']) => [header, '{"id":"x"}']],
    [
      'is of another version',
      'made with the migration 0_old',
      ([, ...rest]) => ['{"format":"psephos-backup-1","migrations":["0_old"]}', ...rest],
    ],
    [
      'has a row that refers to none',
      'that the table Ballot does not take',
      (lines) =>
        lines.filter((line) => !line.includes('"commons","name"') && !/Commons/.test(line)),
    ],
  ])('that %s is refused, and nothing of it stays', async (_case, reason, change) => {
    await expect(restore(change([...lines]))).rejects.toMatchObject({
      code: 'BACKUP_UNUSABLE',
      message: expect.stringContaining(reason),
    })
    expect(await to.prisma.ballot.count()).toBe(0)
    expect(await to.prisma.space.count()).toBe(0)
  })
})
