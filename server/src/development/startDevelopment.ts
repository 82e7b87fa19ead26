import { join } from 'node:path'
import { ConfigurationInvalidError, type WireSpace } from '@psephos/lib'
import { HDNodeWallet, JsonRpcProvider } from 'ethers'
import type { Logger } from 'pino'
import { connectChain } from '../chain/connectChain.ts'
import { createLocalEvents } from '../events/createLocalEvents.ts'
import { listen } from '../http/listen.ts'
import { createOutbox } from '../relay/createOutbox.ts'
import { createTransactionQueue } from '../relay/createTransactionQueue.ts'
import { MAX_BATCH_SIZE } from '../relay/getBatchSize.ts'
import type { SettlementRules } from '../relay/selectDueBallots.ts'
import { startServer } from '../startServer.ts'
import { lockStateFolder } from '../storage/lockStateFolder.ts'
import { openDatabase } from '../storage/openDatabase.ts'
import { createWorldIdSetup } from './createWorldIdSetup.ts'
import { type DevelopmentCommittee, developmentCommittee } from './developmentTrustees.ts'
import { enrolPretendPeople } from './enrolPretendPeople.ts'
import { prepareSecretCircuits } from './prepareSecretCircuits.ts'
import { publishSampleProposal } from './publishSampleProposal.ts'
import { readDevelopmentKeys } from './readDevelopmentKeys.ts'
import { listSampleProposals } from './sampleProposals.ts'
import { readSampleSpace, writeSampleSpace } from './sampleSpace.ts'
import { type SampleDaoRules, setUpSampleDao } from './setUpSampleDao.ts'
import { setUpSecretBallots } from './setUpSecretBallots.ts'
import { LOCAL_MNEMONIC, startLocalChain } from './startLocalChain.ts'
import { startSampleKeeper } from './startSampleKeeper.ts'
import type { DevelopmentWallet } from './world-id/DevelopmentWallet.ts'

/** What {@link startDevelopment} takes. */
export interface StartDevelopmentParameters {
  /** Where chain, database and keys are kept. */
  readonly stateDirectory: string
  /** The page's port; 0 for any free one. */
  readonly port: number
  /** The chain's port, if it is free. */
  readonly chainPort: number
  /** The folder of the built page; null to serve the API alone. */
  readonly pageDirectory: string | null
  readonly logger: Logger
  /** Whether to publish sample proposals and keep the chain's clock going. */
  readonly sample: boolean
  readonly daoName?: string
  readonly daoRules?: SampleDaoRules
  readonly rules?: SettlementRules
  /**
   * Whose pretend trustees decrypt its secret proposals, of up to four options: the first accounts of {@link developmentTrustees}. No secret
   * proposals if absent.
   */
  readonly committee?: DevelopmentCommittee | undefined
  /** Milliseconds between two rounds of the relay. */
  readonly interval?: number
  /** Called with each step of the way, in words. */
  readonly onProgress?: (step: string) => void
}

/** Everything that a person or a test needs of a development stack. */
export interface DevelopmentStack {
  /** Where the page and the API are. */
  readonly url: string
  readonly rpcUrl: string
  readonly space: WireSpace
  /** Answers World ID requests for pretend people. */
  readonly wallet: DevelopmentWallet
  /**
   * Whether the DAO was found as it was left, is new, or was lost with its chain and set up anew.
   */
  readonly start: 'kept' | 'new' | 'reset'
  /** Stops everything and saves the state. */
  readonly close: () => Promise<void>
}

const SAMPLE_RULES: SampleDaoRules = {
  votingDelay: 0,
  votingPeriod: 24 * 60 * 60,
  quorumNumerator: 2_000,
  timelockDelay: 60,
  treasury: '100',
}
const SAMPLE_SETTLEMENT: SettlementRules = {
  whenWaiting: 16,
  afterSeconds: 10,
  beforeClose: 120,
  batchSize: MAX_BATCH_SIZE,
}
/**
 * Accounts of {@link LOCAL_MNEMONIC}: who deploys and plays the sample DAO's proposer, and who
 * relays.
 */
const [DEPLOYER, RELAY] = [0, 1]
/**
 * Pretend people who are enrolled from the start; out of the way of those whom the wallet offers
 * first.
 */
const ENROLLED_PEOPLE = [1_001, 1_002, 1_003]

/**
 * Starts a whole Psephos on this machine: a local chain, a DAO on it, a database, a development
 * World ID, the relay and the page, reachable from this machine only. Anybody who reaches it can be
 * any pretend person.
 * @throws {@link ConfigurationInvalidError} when the state folder or a port cannot be used.
 */
export async function startDevelopment(
  parameters: StartDevelopmentParameters,
): Promise<DevelopmentStack> {
  // What was started is stopped in the opposite order, also when a later step fails.
  const closers: (() => Promise<unknown> | undefined)[] = []
  const close = async (): Promise<void> => {
    const failures: unknown[] = []
    for (const closeOne of closers.splice(0).reverse()) {
      // One that fails must not leave the others running.
      await Promise.resolve(closeOne()).catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  }
  try {
    return await start(parameters, (closer) => closers.push(closer), close)
  } catch (error) {
    await close()
    throw error
  }
}

async function start(
  parameters: StartDevelopmentParameters,
  onClose: (closer: () => Promise<unknown> | undefined) => void,
  close: () => Promise<void>,
): Promise<DevelopmentStack> {
  const { stateDirectory, logger, sample, onProgress, interval = 1_000 } = parameters
  const listener = await listen({ host: 'loopback', port: parameters.port })
  onClose(listener.close)
  const folder = await lockStateFolder(stateDirectory)
  onClose(folder.release)
  const keys = await readDevelopmentKeys(folder.path)

  onProgress?.('Starting the local chain')
  const localChain = await startLocalChain({
    stateFile: join(folder.path, 'chain.json'),
    port: parameters.chainPort,
  })
  onClose(localChain.stop)
  const chain = await connectChain({ rpcUrl: localChain.rpcUrl })
  onClose(async () => chain.close())

  onProgress?.('Opening the database')
  const database = await openStateDatabase(join(folder.path, 'database'))
  onClose(database.close)
  const { prisma } = database

  const node = new JsonRpcProvider(localChain.rpcUrl, chain.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 250,
  })
  onClose(async () => node.destroy())
  // The chain signs for it, much faster than we would: most of what it sends first is bytecode.
  const deployer = createTransactionQueue(await node.getSigner(DEPLOYER))

  const known = await readSampleSpace(folder.path)
  const isFresh = known === null || (await chain.provider.getCode(known.governor)) === '0x'
  if (isFresh) {
    onProgress?.('Setting up the DAO on a fresh chain')
    // The same contracts at the same addresses would make the old chain's ballots look like this
    // one's.
    await prisma.space.deleteMany()
    await prisma.relayTransaction.deleteMany()
  }
  const circuits =
    parameters.committee &&
    (await prepareSecretCircuits({ classes: parameters.committee.classes, onProgress }))
  const space = isFresh
    ? await setUpSampleDao({
        secretBallots:
          circuits &&
          (await setUpSecretBallots({
            signer: deployer.signer,
            chainId: chain.chainId,
            circuits,
            ...developmentCommittee(parameters.committee),
          })),
        signer: deployer.signer,
        chainId: chain.chainId,
        keys,
        name: parameters.daoName ?? 'The Commons (sample)',
        rules: parameters.daoRules ?? SAMPLE_RULES,
      })
    : known
  if (isFresh && sample) {
    const { walletKey } = keys
    await enrolPretendPeople({ queue: deployer, space, walletKey, people: ENROLLED_PEOPLE })
    for (const sampleProposal of listSampleProposals({ secret: circuits !== undefined })) {
      await publishSampleProposal({
        prisma,
        queue: deployer,
        space,
        sample: sampleProposal,
        round: 1,
      })
    }
  }
  await writeSampleSpace(folder.path, space)

  onProgress?.('Starting the server')
  const relay = createLocalWallet(RELAY, node)
  const worldId = createWorldIdSetup(keys)
  const server = await startServer({
    prisma,
    engine: database.engine,
    chain,
    locks: database.locks,
    outbox: createOutbox({
      prisma,
      locks: database.locks,
      chain,
      wallet: relay,
      logger,
    }),
    wallet: relay,
    events: createLocalEvents(),
    logger,
    spaces: [space],
    rules: parameters.rules ?? SAMPLE_SETTLEMENT,
    circuits,
    interval,
    listener,
    limits: null,
    proxies: 0,
    pageDirectory: parameters.pageDirectory,
    createWorldId: worldId.create,
  })
  onClose(server.close)
  if (sample) {
    const { committee } = parameters
    const trustees = committee && circuits ? { committee, circuits } : null
    const keeper = startSampleKeeper({
      ...{ prisma, chain, node, queue: deployer, logger, space, trustees },
    })
    onClose(keeper.stop)
  }
  return {
    url: server.publicUrl,
    rpcUrl: localChain.rpcUrl,
    space,
    wallet: worldId.getWallet(),
    start: isFresh ? (known === null ? 'new' : 'reset') : 'kept',
    close,
  }
}

async function openStateDatabase(directory: string): ReturnType<typeof openDatabase> {
  try {
    return await openDatabase({ directory })
  } catch (cause) {
    const reason = `has a database that cannot be opened, ${directory}; delete the state folder to begin afresh`
    throw Object.assign(new ConfigurationInvalidError({ setting: 'STATE_DIRECTORY', reason }), {
      cause,
    })
  }
}

function createLocalWallet(account: number, node: JsonRpcProvider): HDNodeWallet {
  return HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', `m/44'/60'/0'/0/${account}`).connect(node)
}
