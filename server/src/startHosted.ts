import { hkdfSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ConfigurationInvalidError } from '@psephos/lib'
import { Wallet } from 'ethers'
import type { Logger } from 'pino'
import * as z from 'zod'
import { connectChain } from './chain/connectChain.ts'
import { createLocalEvents } from './events/createLocalEvents.ts'
import { createPostgresEvents } from './events/createPostgresEvents.ts'
import { createRateLimits } from './http/createRateLimits.ts'
import { listen } from './http/listen.ts'
import type { HostedConfiguration } from './readConfiguration.ts'
import { createOutbox } from './relay/createOutbox.ts'
import { MAX_BATCH_SIZE } from './relay/getBatchSize.ts'
import { DEFAULT_RELAY_RULES, type RelayRules } from './relay/RelayRules.ts'
import { readCircuits } from './secret/ServedCircuits.ts'
import { listedSpace } from './spaces/listedSpace.ts'
import { type RunningServer, startServer } from './startServer.ts'
import { openConfiguredDatabase } from './storage/openConfiguredDatabase.ts'

/** What {@link startHosted} takes. */
export interface StartHostedParameters {
  readonly configuration: HostedConfiguration
  readonly logger: Logger
  readonly pageDirectory: string | null
}

const RULES = {
  whenWaiting: 32,
  afterSeconds: 600,
  beforeClose: 900,
  batchSize: MAX_BATCH_SIZE,
  jitter: 60,
}
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
  const key = await readRelayKey(configuration)
  const rules = toRelayRules(configuration, spaces)
  for (const { id } of spaces) {
    if (rules.dailyCap(id) === null)
      logger.warn({ space: id }, 'nothing bounds what is spent for a space in a day')
  }
  const listener = await listen({ host: configuration.HOST, port: configuration.PORT })
  stack.defer(listener.close)
  const { CIRCUITS_DIRECTORY: circuitsFolder } = configuration
  const circuits = circuitsFolder === undefined ? undefined : await readCircuits(circuitsFolder)
  const chain = await connectChain({ rpcUrl: configuration.RPC_URL })
  stack.defer(chain.close)
  const { prisma, locks, engine } = await openConfiguredDatabase(configuration, stack)
  const { DATABASE_URL: url } = configuration
  const events = url === undefined ? createLocalEvents() : createPostgresEvents({ url, logger })
  stack.defer(events.close)
  const wallet = new Wallet(key, chain.provider)
  const server = await startServer({
    prisma,
    engine,
    chain,
    locks,
    outbox: createOutbox({
      prisma,
      locks,
      chain,
      wallet,
      logger,
      rules,
    }),
    wallet,
    events,
    logger,
    spaces: spaces.map(({ dailyCapWei: _, ...space }) => space),
    spaceRegistration: configuration.SPACE_REGISTRATION,
    rules: RULES,
    circuits,
    interval: INTERVAL,
    listener,
    limits: createRateLimits({ prisma, secret: deriveSecret(configuration) }),
    proxies: configuration.PROXIES,
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

/** A key of its own from a secret that every process of this operator has, and the database has not. */
function deriveSecret({ WORLD_ID_SIGNING_KEY }: HostedConfiguration): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', WORLD_ID_SIGNING_KEY, '', 'psephos.rate-limits.v1', 32))
}

/** A DAO of `SPACES_FILE`: what everybody may know, and what the operator spends on it. */
const hostedSpace = listedSpace.extend({
  /** The most that its relay may spend in 24 hours, in wei; the server's own bound if absent. */
  dailyCapWei: z
    .string()
    .regex(/^[0-9]{1,30}$/)
    .transform(BigInt)
    .optional(),
})
type HostedSpace = z.output<typeof hostedSpace>

function toRelayRules(
  { RELAY_MAX_FEE_WEI, RELAY_DAILY_CAP_WEI }: HostedConfiguration,
  spaces: readonly HostedSpace[],
): RelayRules {
  const caps = new Map(spaces.map(({ id, dailyCapWei }) => [id, dailyCapWei]))
  return {
    ...DEFAULT_RELAY_RULES,
    maxFeePerGas: RELAY_MAX_FEE_WEI ?? DEFAULT_RELAY_RULES.maxFeePerGas,
    dailyCap: (spaceId) => caps.get(spaceId) ?? RELAY_DAILY_CAP_WEI ?? null,
  }
}

/** A file keeps the key out of the environment, which others on the machine may see. */
async function readRelayKey({
  RELAY_PRIVATE_KEY,
  RELAY_PRIVATE_KEY_FILE,
}: HostedConfiguration): Promise<string> {
  if (RELAY_PRIVATE_KEY !== undefined) return RELAY_PRIVATE_KEY
  const key = await readFile(RELAY_PRIVATE_KEY_FILE ?? '', 'utf8').catch(() => '')
  if (/^0x[0-9a-fA-F]{64}$/.test(key.trim())) return key.trim()
  const reason = 'names no file that can be read and holds 0x and 64 hex digits'
  throw new ConfigurationInvalidError({ setting: 'RELAY_PRIVATE_KEY_FILE', reason })
}

async function readSpaces(file: string): Promise<HostedSpace[]> {
  try {
    return z
      .array(hostedSpace)
      .min(1)
      .parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    const reason = `names ${file}, which is no JSON list of spaces that can be read`
    throw new ConfigurationInvalidError({ setting: 'SPACES_FILE', reason })
  }
}
