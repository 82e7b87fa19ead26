import { hashCommittee, type WireSpace } from '@psephos/lib'
import type { JsonRpcProvider } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal } from '../generated/prisma/client.ts'
import type { Rounds } from '../jobs/startRounds.ts'
import type { TransactionQueue } from '../relay/createTransactionQueue.ts'
import { type DecryptSamplesParameters, decryptSamples } from './decryptSamples.ts'
import { developmentCommittee } from './developmentTrustees.ts'
import { holdKeyGeneration } from './holdKeyGeneration.ts'
import { publishSampleProposal } from './publishSampleProposal.ts'
import { listSampleProposals } from './sampleProposals.ts'

/** What {@link startSampleKeeper} takes. */
export interface StartSampleKeeperParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The local chain itself: it is told when to mine. */
  readonly node: JsonRpcProvider
  readonly queue: TransactionQueue
  readonly logger: Logger
  readonly space: WireSpace
  /** The pretend trustees of its secret proposals; null where it has none. */
  readonly trustees: Pick<DecryptSamplesParameters, 'circuits' | 'committee'> | null
}

const INTERVAL = 1_000
/**
 * The local chain mines only when a transaction comes; after so many seconds its clock is moved all
 * the same.
 */
const CLOCK_LAG = 30

/**
 * Keeps the sample DAO worth visiting: moves the local chain's clock when a proposal opens or
 * closes, and publishes the next sample proposal when people enrolled after the last one's
 * snapshot, so that whoever has just enrolled can vote, openly and, where that can be, secretly; and has
 * pretend trustees decrypt secret ones.
 */
export function startSampleKeeper(parameters: StartSampleKeeperParameters): Rounds {
  const { logger } = parameters
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  /** How many proposals of a kind there were when one was added: until that one is indexed, none is added. */
  const countsBefore = { open: -1, secret: -1 }
  let ownCommittee: Promise<string> | null = null
  // Once, and only where something is to be decrypted: it takes a while.
  const findOwnCommittee = () => {
    ownCommittee ??= findCommittee(parameters)
    return ownCommittee
  }
  const runRound = async (): Promise<void> => {
    try {
      await moveClock(parameters)
      countsBefore.secret = await publishNext(parameters, 'secret', countsBefore.secret)
      countsBefore.open = await publishNext(parameters, 'open', countsBefore.open)
      const { trustees } = parameters
      if (trustees !== null) await decryptSamples({ ...parameters, ...trustees, findOwnCommittee })
    } catch (error) {
      if (!stopped)
        logger.warn({ err: error }, 'the sample DAO could not be kept; it is tried again')
    }
    if (!stopped) timer = setTimeout(next, INTERVAL)
  }
  const next = (): void => {
    round = runRound()
  }
  timer = setTimeout(next, INTERVAL)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}

async function moveClock({
  prisma,
  chain,
  node,
  space,
}: StartSampleKeeperParameters): Promise<void> {
  const chainNow = await chain.now()
  const now = Math.floor(Date.now() / 1_000)
  if (now <= chainNow) return
  // A proposal opens in the second after its snapshot, and closes in the one after its deadline.
  const passed = { gte: chainNow, lt: now }
  const turning = await prisma.proposal.count({
    where: { spaceId: space.id, OR: [{ snapshot: passed }, { deadline: passed }] },
  })
  if (turning > 0 || now - chainNow >= CLOCK_LAG) await node.send('evm_mine', [])
}

async function publishNext(
  parameters: StartSampleKeeperParameters,
  kind: 'open' | 'secret',
  countBefore: number,
): Promise<number> {
  const { prisma, chain, queue, space } = parameters
  const isSecret = kind === 'secret'
  const where = { spaceId: space.id, committee: isSecret ? { not: null } : null }
  const published = await prisma.proposal.count({ where })
  const newest = await prisma.proposal.findFirst({
    where,
    orderBy: [{ block: 'desc' }, { logIndex: 'desc' }],
  })
  if (newest === null || published <= countBefore) return countBefore
  if (!(await hasNewPeople(chain, space, newest))) return countBefore
  const samples = listSampleProposals({ secret: parameters.trustees !== null }).filter(
    ({ secret = false }) => secret === isSecret,
  )
  const sample = samples[published % samples.length]
  if (sample === undefined) return countBefore
  const round = Math.floor(published / samples.length) + 1
  await publishSampleProposal({ prisma, queue, space, sample, round })
  return published
}

/** Whether the group has grown since the proposal's snapshot. */
async function hasNewPeople(chain: Chain, space: WireSpace, newest: Proposal): Promise<boolean> {
  if ((await chain.now()) <= newest.snapshot) return false
  const [{ size: electorate }, size] = await Promise.all([
    chain.governor(space).proposalElectorate(newest.id),
    chain.group(space).size(),
  ])
  return size > electorate
}

/** The same pretend trustees come to the same committee every time. */
async function findCommittee({ trustees }: StartSampleKeeperParameters): Promise<string> {
  if (trustees === null) throw new RangeError('There are no pretend trustees.')
  const { committee } = await holdKeyGeneration(developmentCommittee(trustees.committee))
  return hashCommittee(committee)
}
