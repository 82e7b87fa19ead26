import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { verifyReceipt, type WireBallot, type WireSpace } from '@psephos/lib'
import { startPostgres } from '@psephos/server/src/testing/startPostgres.ts'
import { parseEther, Wallet } from 'ethers'
import { deployProvenDao, type ProvenDao } from '../contracts/support/deployProvenDao.ts'
import { type Chain, openChain } from '../contracts/support/openChain.ts'
import type { Measurement } from './Bench.ts'
import { castUntilTaken } from './faults/castUntilTaken.ts'
import { type BallotCounts, countBallots, type TakenBallot } from './faults/countBallots.ts'
import { findFreePorts } from './faults/findFreePorts.ts'
import { type FaultyProxy, startFaultyProxy } from './faults/startFaultyProxy.ts'
import { type MortalServer, startMortalServer } from './faults/startMortalServer.ts'

const SERVERS = 3
/** Seconds over which the ballots are cast. */
const LOAD = 90
/** Ballots on the way at once: voters, not an attack. */
const VOTERS = 16
/** Seconds between two kills, if two servers are up by then. */
const KILL_INTERVAL = 6
const POSTGRES_RESTART = 20
const RPC_DROP = 35
const RPC_DROP_LENGTH = 30
const REORGANISATIONS = [75, 85]
const READY_TIMEOUT = 5_000
/** Blocks that each reorganisation unmines. */
const REORGANISED = 3
/** Seconds that the ballots of the end may take to be counted. */
const SETTLING_PATIENCE = 240
/** Seconds before the end of voting at which it begins: so late that every ballot is settled at once. */
const BEFORE_CLOSE = 830

/** What is running, in the order in which it was started. */
interface Stage {
  readonly chain: Chain
  readonly dao: ProvenDao
  readonly proxy: FaultyProxy
  readonly servers: readonly MortalServer[]
  /** The account that signs receipts and pays. */
  readonly relay: string
  readonly restartPostgres: () => Promise<void>
}

/**
 * Three server processes with one account, on one PostgreSQL and one chain. While ballots are cast,
 * servers are killed, PostgreSQL is restarted, the chain's node is out of reach for half a minute, and
 * the chain is reorganised. At the end the chain itself is asked what became of every ballot that has a
 * receipt.
 */
export async function* benchFaults(): AsyncGenerator<Measurement> {
  await using stack = new AsyncDisposableStack()
  const stage = await setUp(stack)
  const load = castAll(stage)
  const kills = await failAgainAndAgain(stage, load)
  const taken = await load
  const counts = await waitUntilCounted(stage, taken)
  const crashes = stage.servers.reduce((sum, server) => sum + server.crashes(), 0)
  const figures = {
    receipts: taken.length,
    'counted once': counts.once,
    lost: counts.lost,
    double: counts.double,
    'paid twice': counts.paidTwice,
    'servers killed': kills,
    'servers crashed': crashes,
  }
  for (const [name, value] of Object.entries(figures))
    yield { bench: 'faults', case: name, value, unit: name.startsWith('servers') ? '' : 'ballots' }
}

async function setUp(stack: AsyncDisposableStack): Promise<Stage> {
  const chain = await openChain()
  stack.defer(chain.close)
  const dao = await deployProvenDao(chain)
  const relay = Wallet.createRandom()
  await (await chain.signer.sendTransaction({ to: relay.address, value: parseEther('100') })).wait()
  await chain.moveClockTo((await readLastDeadline(dao)) - BigInt(BEFORE_CLOSE))
  await chain.provider.send('evm_setAutomine', [false])
  await chain.provider.send('evm_setIntervalMining', [1])

  const proxy = await startFaultyProxy(Number(new URL(chain.provider._getConnection().url).port))
  stack.defer(async () => proxy.close())
  const postgres = await startPostgres()
  stack.defer(postgres.stop)
  const folder = await mkdtemp(join(tmpdir(), 'psephos-faults-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const spaces = join(folder, 'spaces.json')
  await writeFile(spaces, JSON.stringify([await describeSpace(chain, dao)]))
  const environment = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'fatal',
    PUBLIC_URL: 'http://127.0.0.1',
    RPC_URL: proxy.url,
    DATABASE_URL: postgres.urlOf('postgres'),
    RELAY_PRIVATE_KEY: relay.privateKey,
    SPACES_FILE: spaces,
    STATE_DIRECTORY: folder,
    WORLD_ID_APP_ID: 'app_faults',
    WORLD_ID_RP_ID: 'rp_0123456789abcdef',
    WORLD_ID_SIGNING_KEY: relay.privateKey,
  }
  const ports = await findFreePorts(SERVERS)
  const servers = ports.map((port) => startMortalServer({ port, environment }))
  stack.defer(async () => {
    await Promise.all(servers.map((server) => server.stop()))
  })
  const { restart: restartPostgres } = postgres
  return { chain, dao, proxy, servers, relay: relay.address, restartPostgres }
}

async function describeSpace(chain: Chain, { governor, group }: ProvenDao): Promise<WireSpace> {
  const lower = async (address: Promise<string>) => (await address).toLowerCase()
  const { chainId } = await chain.provider.getNetwork()
  return {
    id: 'faults',
    name: 'Faults',
    chainId: Number(chainId),
    deploymentBlock: 0,
    governor: await lower(governor.getAddress()),
    group: await lower(group.getAddress()),
    issuer: await lower(group.issuer()),
    timelock: await lower(governor.timelock()),
  }
}

/** Casts every ballot of the fixture, evenly over the time of the load. */
async function castAll({ dao, servers, relay }: Stage): Promise<TakenBallot[]> {
  const urls = servers.map(({ url }) => url)
  const { plan, election } = dao.proofs
  const ballots = plan.proposals.flatMap(({ layout }) => {
    const { proposal, ballots } = election(layout.optionCount)
    return ballots.map(({ votes, proof }) => ({
      proposal: proposal.proposalId,
      ballot: {
        revision: 0,
        votes: [...votes],
        proof: {
          merkleTreeDepth: plan.proofDepth,
          merkleTreeRoot: plan.group.root,
          nullifier: proof.nullifier,
          message: proof.message,
          scope: proposal.scope,
          points: proof.points,
        },
      } satisfies WireBallot,
    }))
  })
  const begin = Date.now()
  const taken: TakenBallot[] = []
  const waiting = ballots.entries()
  const castOneAfterAnother = async (): Promise<void> => {
    for (const [index, { proposal, ballot }] of waiting) {
      await sleep(Math.max(0, begin + (index / ballots.length) * LOAD * 1_000 - Date.now()))
      const receipt = await castUntilTaken({ urls, proposal, ballot })
      verifyReceipt({
        receipt,
        ballot,
        proposal,
        chainId: plan.chainId,
        governor: plan.governor,
        relay,
      })
      taken.push({ proposal, nullifier: receipt.nullifier })
    }
  }
  await Promise.all(Array.from({ length: VOTERS }, castOneAfterAnother))
  return taken
}

/** Lets everything fail that can while there is load, and returns how often a server was killed. */
async function failAgainAndAgain(stage: Stage, load: Promise<unknown>): Promise<number> {
  const { chain, servers, proxy } = stage
  const [kills] = await Promise.all([
    killAgainAndAgain(servers, load),
    after(POSTGRES_RESTART, stage.restartPostgres),
    after(RPC_DROP, async () => proxy.drop()),
    after(RPC_DROP + RPC_DROP_LENGTH, proxy.mend),
    ...REORGANISATIONS.map((seconds) =>
      after(seconds, () => chain.provider.send('anvil_reorg', [REORGANISED, []])),
    ),
  ])
  return kills
}

async function after(seconds: number, act: () => Promise<unknown>): Promise<void> {
  await sleep(seconds * 1_000)
  await act()
}

/** In turn, each when it and another one are up: where none ever is, nothing is shown. */
async function killAgainAndAgain(
  servers: readonly MortalServer[],
  load: Promise<unknown>,
): Promise<number> {
  let isOver = false
  const end = load.finally(() => {
    isOver = true
  })
  let kills = 0
  while (!isOver) {
    await Promise.race([sleep(KILL_INTERVAL * 1_000), end])
    const ready = await Promise.all(servers.map(({ url }) => isReady(url)))
    const next = kills % servers.length
    if (isOver || !ready[next] || ready.filter(Boolean).length < 2) continue
    servers[next]?.kill()
    kills += 1
  }
  return kills
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(READY_TIMEOUT) })
    return ok
  } catch {
    return false
  }
}

/** When voting on the last of the proposals ends. */
async function readLastDeadline({ governor, proofs }: ProvenDao): Promise<bigint> {
  const last = proofs.plan.proposals.at(-1)?.proposalId ?? 0n
  return governor.proposalDeadline(last)
}

/** Waits until all is counted or patience ends. */
async function waitUntilCounted(
  { dao }: Stage,
  taken: readonly TakenBallot[],
): Promise<BallotCounts> {
  const end = Date.now() + SETTLING_PATIENCE * 1_000
  for (;;) {
    const counts = await countBallots(dao.governor, taken)
    if (counts.lost === 0 || Date.now() > end) return counts
    await sleep(2_000)
  }
}
