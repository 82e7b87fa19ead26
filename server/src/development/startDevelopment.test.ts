import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createIdentity,
  createServerClient,
  type Identity,
  type ServerClient,
  toCommitment,
  type WireProposal,
} from '@psephos/lib'
import { pino } from 'pino'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { copyTestDatabase } from '../testing/copyTestDatabase.ts'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { proveTestPerson } from '../testing/proveTestPerson.ts'
import { serveFileUrls } from '../testing/startDevelopmentWorldId.ts'
import { type DevelopmentStack, startDevelopment } from './startDevelopment.ts'

const PATIENCE = { timeout: 50_000, interval: 100 }
/** The relay leaves ballots alone. */
const never = { whenWaiting: 99, afterSeconds: 1e6, beforeClose: 0, batchSize: 128 }

beforeAll(() => serveFileUrls())

/** Creates the folder of a first start. The database is there, for it takes seconds to make. */
async function createStateFolder(): Promise<string> {
  const folder = await createTestFolder()
  await copyTestDatabase(join(folder, 'database'))
  return folder
}

async function start(
  stateDirectory: string,
  changed: Partial<Parameters<typeof startDevelopment>[0]> = {},
) {
  const stack = await startDevelopment({
    stateDirectory,
    port: 0,
    chainPort: 0,
    pageDirectory: null,
    logger: pino({ level: 'silent' }),
    sample: false,
    interval: 250,
    ...changed,
  })
  onTestFinished(stack.close)
  const pid = Number(await readFile(join(stateDirectory, 'chain.json.pid'), 'utf8'))
  return { stack, pid, client: createServerClient({ baseUrl: stack.url }) }
}

async function enrol(client: ServerClient, { space, wallet }: DevelopmentStack, who: Identity) {
  const commitment = toCommitment(who.commitment)
  const request = await client.createWorldIdRequest({ space: space.id, commitment })
  const result = await proveTestPerson({ request, wallet, person: 1 })
  return client.enrol({ space: space.id, commitment, result })
}

describe('startDevelopment', () => {
  test('shows two proposals, adds one for who enrols, and counts a ballot cast before a restart', async () => {
    const folder = await createStateFolder()
    const first = await start(folder, { sample: true, rules: never })
    expect(first.stack.start).toBe('new')
    const { space } = first.stack
    const list = (client: ServerClient) => client.listProposals({ space: space.id })
    const expectCount = (client: ServerClient, count: number): Promise<WireProposal[]> =>
      vi.waitFor(async () => {
        const proposals = await list(client)
        expect(proposals).toHaveLength(count)
        expect(proposals.every(({ state }) => state === 'active')).toBe(true)
        return proposals
      }, PATIENCE)
    const samples = await expectCount(first.client, 2)
    expect(samples.map(({ metadata }) => metadata?.options.length)).toEqual([1, 4])
    expect(samples.every(({ electorate }) => electorate?.size === 3)).toBe(true)

    const identity = createIdentity()
    await enrol(first.client, first.stack, identity)
    const [proposal] = await expectCount(first.client, 3)
    if (proposal === undefined) throw new Error('There is no proposal.')
    expect(proposal.metadata?.title).toContain('(round 2)')
    const root = proposal.electorate?.root ?? 0n
    const { members } = await first.client.getGroup({ space: space.id, root })
    const ballot = await proveTestBallot({
      now: true,
      space,
      proposalId: proposal.id,
      members: members.map((commitment) => ({ commitment })),
      identity,
      votes: [5, 0, 0, -5],
    })
    await first.client.castBallot({ proposal: proposal.id, ballot })
    await first.stack.close()
    expect(() => process.kill(first.pid, 0)).toThrow('ESRCH')

    const second = await start(folder, { sample: true, rules: { ...never, whenWaiting: 1 } })
    expect(second.stack.start).toBe('kept')
    expect(second.stack.space).toEqual(space)
    await vi.waitFor(async () => {
      const { settled } = await second.client.getProposal({ proposal: proposal.id })
      expect(settled.ballots).toBe(1)
    }, PATIENCE)
    expect(await list(second.client)).toHaveLength(3)
  })

  test('says that it is fresh and begins anew when the chain was deleted', async () => {
    const folder = await createStateFolder()
    const first = await start(folder)
    await enrol(first.client, first.stack, createIdentity())
    await vi.waitFor(async () => {
      expect(await first.client.getGroup({ space: 'sample' })).toMatchObject({ size: 1 })
    }, PATIENCE)
    await first.stack.close()
    await rm(join(folder, 'chain.json'))

    const second = await start(folder)
    expect(second.stack.start).toBe('reset')
    expect(await second.client.getGroup({ space: 'sample' })).toMatchObject({ size: 0 })
    await enrol(second.client, second.stack, createIdentity())
  })

  test('leaves neither process nor lock when it cannot start', async () => {
    const folder = await createTestFolder()
    await writeFile(join(folder, 'database'), 'no database')
    await expect(start(folder)).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(/^[^\n]*delete the state folder to begin afresh\.$/),
    })
    await expect(readFile(join(folder, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(readFile(join(folder, 'chain.json.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('is refused a state folder in use, and a broken file of keys', async () => {
    const folder = await createTestFolder()
    await writeFile(join(folder, 'lock'), String(process.ppid))
    await expect(start(folder)).rejects.toThrow('in use by another Psephos')
    await rm(join(folder, 'lock'))
    await writeFile(join(folder, 'development-keys.json'), '{}')
    await expect(start(folder)).rejects.toThrow('has a broken file')
  })
})
