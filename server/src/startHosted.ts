import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationInvalidError } from '@psephos/lib'
import { Wallet } from 'ethers'
import type { Logger } from 'pino'
import { z } from 'zod'
import { connectChain } from './chain/connectChain.ts'
import { listen } from './http/listen.ts'
import type { HostedConfiguration } from './readConfiguration.ts'
import { createTransactionQueue } from './relay/createTransactionQueue.ts'
import { MAX_BATCH_SIZE } from './relay/getBatchSize.ts'
import { type ListedSpace, listedSpace } from './spaces/listedSpace.ts'
import { type RunningServer, startServer } from './startServer.ts'
import { lockStateFolder } from './storage/lockStateFolder.ts'
import { type Database, openDatabase } from './storage/openDatabase.ts'

/** What {@link startHosted} takes. */
export interface StartHostedParameters {
  readonly configuration: HostedConfiguration
  readonly logger: Logger
  readonly pageDirectory: string | null
}

const RULES = { whenWaiting: 32, afterSeconds: 600, beforeClose: 900, batchSize: MAX_BATCH_SIZE }
const INTERVAL = 4_000

/**
 * Starts a server for DAOs on a chain elsewhere, with World's own World ID.
 * @throws {@link ConfigurationInvalidError} when port, node, database or spaces cannot be used.
 */
export async function startHosted(parameters: StartHostedParameters): Promise<RunningServer> {
  // What was started is stopped in the opposite order, also when a later step fails.
  await using stack = new AsyncDisposableStack()
  const server = await start(parameters, stack)
  const running = stack.move()
  return { ...server, close: () => running.disposeAsync() }
}

async function start(
  { configuration, logger, pageDirectory }: StartHostedParameters,
  stack: AsyncDisposableStack,
): Promise<RunningServer> {
  const spaces = await readSpaces(configuration.SPACES_FILE)
  const listener = await listen({ host: configuration.HOST, port: configuration.PORT })
  stack.defer(listener.close)
  const chain = await connectChain({ rpcUrl: configuration.RPC_URL })
  stack.defer(chain.close)
  const { prisma } = await openConfiguredDatabase(configuration, stack)
  const server = await startServer({
    prisma,
    chain,
    queue: createTransactionQueue(new Wallet(configuration.RELAY_PRIVATE_KEY, chain.provider)),
    logger,
    spaces,
    spaceRegistration: configuration.SPACE_REGISTRATION,
    rules: RULES,
    interval: INTERVAL,
    listener,
    publicUrl: configuration.PUBLIC_URL,
    pageDirectory,
    createWorldId: () => ({
      settings: {
        appId: configuration.WORLD_ID_APP_ID,
        rpId: configuration.WORLD_ID_RP_ID,
        signingKey: configuration.WORLD_ID_SIGNING_KEY,
        environment: configuration.WORLD_ID_ENVIRONMENT,
        development: null,
      },
      development: null,
    }),
  })
  stack.defer(server.close)
  return server
}

/** Without a `DATABASE_URL`, PGlite in the state folder, which no other process may have open. */
async function openConfiguredDatabase(
  { DATABASE_URL, STATE_DIRECTORY }: HostedConfiguration,
  stack: AsyncDisposableStack,
): Promise<Database> {
  if (DATABASE_URL === undefined) {
    const folder = await lockStateFolder(STATE_DIRECTORY)
    stack.defer(folder.release)
  }
  const setting = DATABASE_URL === undefined ? 'STATE_DIRECTORY' : 'DATABASE_URL'
  try {
    const database = await openDatabase(
      DATABASE_URL === undefined
        ? { directory: join(STATE_DIRECTORY, 'database') }
        : { url: DATABASE_URL },
    )
    stack.defer(database.close)
    return database
  } catch (cause) {
    const reason = 'names no database that can be opened and brought up to date'
    throw Object.assign(new ConfigurationInvalidError({ setting, reason }), { cause })
  }
}

async function readSpaces(file: string): Promise<ListedSpace[]> {
  try {
    return z
      .array(listedSpace)
      .min(1)
      .parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    const reason = `names ${file}, which is no JSON list of spaces that can be read`
    throw new ConfigurationInvalidError({ setting: 'SPACES_FILE', reason })
  }
}
