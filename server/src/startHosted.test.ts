import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServerClient, type WireSpace } from '@psephos/lib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { listen } from './http/listen.ts'
import { type HostedConfiguration, readHostedConfiguration } from './readConfiguration.ts'
import { registerSpace } from './spaces/registerSpace.ts'
import { startHosted } from './startHosted.ts'
import { copyTestDatabase } from './testing/copyTestDatabase.ts'
import { createTestFolder } from './testing/createTestFolder.ts'
import { startTestSpace, type TestSpace } from './testing/startTestSpace.ts'

const elsewhere = `0x${'1'.repeat(40)}`
const key = `0x${'11'.repeat(32)}`
const logger = pino({ level: 'silent' })

let dao: TestSpace

beforeAll(async () => {
  dao = await startTestSpace()
})
afterAll(() => dao.close())

async function configure(
  changed: Record<string, string> = {},
  spaces: unknown = [dao.space],
): Promise<HostedConfiguration> {
  const folder = await createTestFolder()
  await copyTestDatabase(join(folder, 'state', 'database'))
  const file = join(folder, 'spaces.json')
  await writeFile(file, JSON.stringify(spaces))
  return readHostedConfiguration({
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: 'https://vote.example',
    STATE_DIRECTORY: join(folder, 'state'),
    RPC_URL: dao.node._getConnection().url,
    RELAY_PRIVATE_KEY: key,
    SPACES_FILE: file,
    WORLD_ID_APP_ID: 'app_0123',
    WORLD_ID_RP_ID: 'rp_0123456789abcdef',
    WORLD_ID_SIGNING_KEY: key,
    ...changed,
  })
}

const start = async (configuration: HostedConfiguration) =>
  startHosted({ configuration, logger, pageDirectory: null })

async function findFreePort(): Promise<number> {
  const { port, close } = await listen({ host: '127.0.0.1', port: 0 })
  await close()
  return port
}

describe('startHosted', () => {
  test("serves a DAO with World's own World ID until it is closed", async () => {
    const port = await findFreePort()
    const server = await start(await configure({ PORT: String(port) }))
    onTestFinished(server.close)
    expect(server.publicUrl).toBe('https://vote.example')
    const origin = `http://127.0.0.1:${port}`
    const client = createServerClient({ baseUrl: origin })
    expect(await client.listSpaces()).toEqual([dao.space])
    const request = await client.createWorldIdRequest({ space: dao.space.id, commitment: 5n })
    expect(request).toMatchObject({ environment: 'production', development: null })
    const { headers } = await fetch(`${origin}/healthz`)
    expect(headers.get('content-security-policy')).toContain('https://bridge.worldcoin.org')
    expect(headers.get('strict-transport-security')).not.toBeNull()
    for (const path of ['/request', '/development/world-id/wallet']) {
      expect((await fetch(`${origin}${path}`, { method: 'POST' })).status).toBe(404)
    }
    await server.close()
    await expect(fetch(origin)).rejects.toThrow()
  })

  test('gives port and state back when it cannot start', async () => {
    const port = await findFreePort()
    const configuration = await configure({ PORT: String(port) }, [
      { ...dao.space, timelock: elsewhere },
    ])
    await expect(start(configuration)).rejects.toThrow('names another timelock')
    const { close } = await listen({ host: '127.0.0.1', port })
    await close()
  })

  test.each([
    ['SPACES_FILE', 'names', {}, [{ id: 'X' }]],
    ['SPACES_FILE', 'names', {}, []],
    ['RPC_URL', 'names no Ethereum node', { RPC_URL: 'http://127.0.0.1:1' }, undefined],
    [
      'RELAY_PRIVATE_KEY_FILE',
      'names no file',
      { RELAY_PRIVATE_KEY: '', RELAY_PRIVATE_KEY_FILE: '/nowhere' },
      undefined,
    ],
    [
      'DATABASE_URL',
      'names no database',
      { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/x' },
      undefined,
    ],
  ])('says in one sentence that %s %s nothing of use', async (setting, what, changed, spaces) => {
    const configuration = await configure(changed as Record<string, string>, spaces)
    const failure = start(configuration)
    await expect(failure).rejects.toThrow(`The setting ${setting} ${what}`)
    await expect(failure).rejects.not.toThrow('secret')
  })
})

describe('registerSpace', () => {
  test.each<[string, Partial<WireSpace>]>([
    ['is on chain 1, but', { chainId: 1 }],
    ['has no governor on this chain', { governor: elsewhere }],
    ["names another group than its governor's", { group: elsewhere }],
    ["names another timelock than its governor's", { timelock: elsewhere }],
    ["names another issuer than its group's", { issuer: elsewhere }],
  ])('refuses a space that %s', async (reason, changed) => {
    const space = { ...dao.space, ...changed }
    await expect(registerSpace({ ...dao, space })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining(`${space.id} ${reason}`),
    })
  })

  test('keeps what is indexed when the same space comes again', async () => {
    await dao.index()
    await registerSpace({ ...dao, space: { ...dao.space, name: 'Renamed' } })
    const row = await dao.prisma.space.findUniqueOrThrow({ where: { id: dao.space.id } })
    expect(row).toMatchObject({ name: 'Renamed', indexedBlock: expect.any(Number) })
  })

  test('throws away what was indexed for other contracts', async () => {
    await dao.index()
    const deploymentBlock = dao.space.deploymentBlock - 1
    await registerSpace({ ...dao, space: { ...dao.space, deploymentBlock } })
    const row = await dao.prisma.space.findUniqueOrThrow({ where: { id: dao.space.id } })
    expect(row).toMatchObject({ deploymentBlock, indexedBlock: null })
  })
})
