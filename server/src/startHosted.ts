import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationInvalidError, type WireSpace, wireSpace } from '@psephos/lib'
import { Wallet } from 'ethers'
import type { Logger } from 'pino'
import { z } from 'zod'
import { connectChain } from './chain/connectChain.ts'
import { listen } from './http/listen.ts'
import type { HostedConfiguration } from './readConfiguration.ts'
import { createTransactionQueue } from './relay/createTransactionQueue.ts'
import { type RunningServer, startServer } from './startServer.ts'
import { openDatabase } from './storage/openDatabase.ts'

/** What {@link startHosted} takes. */
export interface StartHostedParameters {
  readonly configuration: HostedConfiguration
  readonly logger: Logger
  readonly pageDirectory: string | null
}

const RULES = { whenWaiting: 32, afterSeconds: 600, beforeClose: 900, batchSize: 48 }
const INTERVAL = 4_000

/** Starts a server for DAOs on a chain elsewhere, with World's own World ID. */
export async function startHosted({
  configuration,
  logger,
  pageDirectory,
}: StartHostedParameters): Promise<RunningServer> {
  const spaces = await readSpaces(configuration.SPACES_FILE)
  const listener = await listen({ host: configuration.HOST, port: configuration.PORT })
  const chain = await connectChain({ rpcUrl: configuration.RPC_URL })
  const database = await openDatabase(
    configuration.DATABASE_URL === undefined
      ? { directory: join(configuration.STATE_DIRECTORY, 'database') }
      : { url: configuration.DATABASE_URL },
  )
  const server = await startServer({
    prisma: database.prisma,
    chain,
    queue: createTransactionQueue(new Wallet(configuration.RELAY_PRIVATE_KEY, chain.provider)),
    logger,
    spaces,
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
  return {
    ...server,
    close: async () => {
      await server.close()
      await database.close()
      chain.close()
    },
  }
}

async function readSpaces(file: string): Promise<WireSpace[]> {
  try {
    return z
      .array(wireSpace)
      .min(1)
      .parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    const reason = `names ${file}, which is no JSON list of spaces that can be read`
    throw new ConfigurationInvalidError({ setting: 'SPACES_FILE', reason })
  }
}
