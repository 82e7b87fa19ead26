import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WireSpace } from '@psephos/lib'
import { readHostedConfiguration } from '@psephos/server/src/readConfiguration.ts'
import { startHosted } from '@psephos/server/src/startHosted.ts'
import { copyTestDatabase } from '@psephos/server/src/testing/copyTestDatabase.ts'
import { pino } from 'pino'
import { findFreePorts } from '../../bench/faults/findFreePorts.ts'
import type { Dao } from '../../contracts/support/deployDao.ts'
import type { Chain } from '../../contracts/support/openChain.ts'

/** A DAO that a server hosts, with the page. */
export interface ServedDao {
  readonly url: string
  readonly space: WireSpace
  readonly close: () => Promise<void>
}

/** What {@link serveDao} takes. */
export interface ServeDaoParameters {
  readonly chain: Chain
  readonly dao: Dao
  /** The folder of the page; the one that was built if absent. */
  readonly pageDirectory?: string
  /** Accounts that may speak for the DAO. */
  readonly admins?: readonly string[]
}

const built = fileURLToPath(new URL('../../../server/page/dist', import.meta.url))
const KEY = `0x${'5'.repeat(64)}`

/** Serves a DAO of the tests as an operator would, from a database in a folder of its own. */
export async function serveDao({
  chain,
  dao: { governor, group },
  pageDirectory = built,
  admins = [],
}: ServeDaoParameters): Promise<ServedDao> {
  const folder = await mkdtemp(join(tmpdir(), 'psephos-e2e-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  const read = async (address: Promise<string>) => (await address).toLowerCase()
  const space: WireSpace = {
    id: 'garden',
    name: 'The garden of these tests',
    chainId: Number((await chain.provider.getNetwork()).chainId),
    deploymentBlock: 0,
    governor: await read(governor.getAddress()),
    group: await read(group.getAddress()),
    issuer: await read(group.issuer()),
    timelock: await read(governor.timelock()),
  }
  try {
    const [port = 0] = await findFreePorts(1)
    const url = `http://127.0.0.1:${port}`
    await copyTestDatabase(join(folder, 'database'))
    await writeFile(join(folder, 'spaces.json'), JSON.stringify([{ ...space, admins }]))
    const server = await startHosted({
      configuration: readHostedConfiguration({
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: url,
        RPC_URL: chain.provider._getConnection().url,
        STATE_DIRECTORY: folder,
        SPACES_FILE: join(folder, 'spaces.json'),
        RELAY_PRIVATE_KEY: KEY,
        WORLD_ID_APP_ID: 'app_0123',
        WORLD_ID_RP_ID: 'rp_0123456789abcdef',
        WORLD_ID_SIGNING_KEY: KEY,
      }),
      logger: pino({ level: 'silent' }),
      pageDirectory,
    })
    return {
      url,
      space,
      close: async () => {
        await server.close()
        await removeFolder()
      },
    }
  } catch (error) {
    await removeFolder()
    throw error
  }
}
