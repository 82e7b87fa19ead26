import {
  createGroup,
  encodeWorldIdCredential,
  type Identity,
  PersonhoodGovernor__factory,
  type WireSpace,
} from '@psephos/lib'
import {
  type BaseWallet,
  HDNodeWallet,
  JsonRpcProvider,
  type Signer,
  ZeroAddress,
  ZeroHash,
} from 'ethers'
import { pino } from 'pino'
import { type BallotIntake, createBallotIntake } from '../ballots/createBallotIntake.ts'
import { createReceiptSigner, type ReceiptSigner } from '../ballots/createReceiptSigner.ts'
import { verifyProofBatch } from '../ballots/ProofBatch.ts'
import { type Chain, connectChain } from '../chain/connectChain.ts'
import { indexSpace } from '../chain/indexSpace.ts'
import { developmentCommittee } from '../development/developmentTrustees.ts'
import { prepareSecretCircuits } from '../development/prepareSecretCircuits.ts'
import { developmentRpId } from '../development/readDevelopmentKeys.ts'
import { setUpSampleDao } from '../development/setUpSampleDao.ts'
import { type SecretBallotSetup, setUpSecretBallots } from '../development/setUpSecretBallots.ts'
import { LOCAL_MNEMONIC, startLocalChain } from '../development/startLocalChain.ts'
import { sendEnrolment } from '../enrolments/sendEnrolment.ts'
import { createLocalEvents } from '../events/createLocalEvents.ts'
import type { Events } from '../events/Events.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { type AnswerCache, createAnswerCache } from '../http/createAnswerCache.ts'
import { createProposalRules, type ProposalRules } from '../proposals/createProposalRules.ts'
import { createOutbox } from '../relay/createOutbox.ts'
import { createTotalsSolver, type TotalsSolver } from '../relay/createTotalsSolver.ts'
import type { Outbox } from '../relay/Outbox.ts'
import { createResultsStore, type ResultsStore } from '../results/createResultsStore.ts'
import { createResultsStreams, type ResultsStreams } from '../results/createResultsStreams.ts'
import { NO_CIRCUITS, type ServedCircuits } from '../secret/ServedCircuits.ts'
import { registerSpace } from '../spaces/registerSpace.ts'
import type { Locks } from '../storage/Locks.ts'
import { type DatabaseKind, openTestDatabase } from './openTestDatabase.ts'
import { signTestCredential } from './signTestCredential.ts'
import { walletKey } from './startDevelopmentWorldId.ts'

/** A DAO on a chain and a database of its own. */
export interface TestSpace {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The chain itself, to be told when to mine and what time it is. */
  readonly node: JsonRpcProvider
  readonly space: WireSpace
  readonly events: Events
  /** Verifies on this thread; rules are read anew each time. */
  readonly intake: BallotIntake
  readonly rules: ProposalRules
  /** Keeps nothing: each answer is read anew. */
  readonly answers: AnswerCache
  readonly receipts: ReceiptSigner
  readonly results: ResultsStore
  readonly streams: ResultsStreams
  readonly publicUrl: string
  readonly spaceRegistration: 'listed'
  readonly hostSpace: () => void
  /** For four options, in a DAO with secret proposals; else none. */
  readonly circuits: ServedCircuits
  /** What a DAO with secret proposals has on its chain; else null. */
  readonly secret: SecretBallotSetup | null
  readonly localWebhooks: boolean
  /** The relay's account. */
  readonly relay: BaseWallet
  readonly locks: Locks
  readonly totals: TotalsSolver
  /** Of the relay's account. */
  readonly outbox: Outbox
  /** Mines, and has the outbox look, until nothing of it is pending; then indexes. */
  readonly settled: () => Promise<void>
  /** Somebody else's account. */
  readonly account: Signer
  /** Enrols an identity as the pretend person of that number, past the server. */
  readonly enrol: (identity: Identity, person: number) => Promise<void>
  /** Enrols identities in one transaction, each as the pretend person of that number. */
  readonly enrolMany: (people: readonly (readonly [Identity, number])[]) => Promise<void>
  /**
   * Gives the pretend person of that number, who stands at `index` of `members`, another identity.
   */
  readonly rotate: (parameters: {
    members: readonly Pick<Identity, 'commitment'>[]
    index: number
    identity: Identity
    person: number
  }) => Promise<void>
  /** Publishes a proposal and moves the clock to where voting is open; returns its id. */
  readonly openProposal: (parameters: {
    title: string
    optionCount: number
    /** Whether its ballots are secret; false if absent. */
    secret?: boolean
  }) => Promise<bigint>
  readonly moveClockTo: (timestamp: number) => Promise<void>
  readonly index: () => Promise<number>
  readonly close: () => Promise<void>
}

/** The budget of every ballot. */
export const VOICE_CREDITS = 100
/** For how long voting is open, in seconds. */
export const VOTING_PERIOD = 7_200

/** More than any change of the group here takes: an estimate does not know in which second it is mined. */
const CHANGE_GAS = 5_000_000

/** Who decrypts the test DAO's secret proposals: two of the first three pretend trustees. */
export const testCommittee = { trustees: 3, threshold: 2 }

/**
 * Starts a chain that is forgotten, with a DAO on it, and a database in memory. With `secret` its proposals can have secret ballots, of up
 * to four options, with development keys.
 */
export async function startTestSpace(
  kind?: DatabaseKind,
  { secret: hasSecret = false }: { secret?: boolean } = {},
): Promise<TestSpace> {
  const localChain = await startLocalChain({ stateFile: null, port: 0 })
  const chain = await connectChain({ rpcUrl: localChain.rpcUrl })
  const options = { staticNetwork: true, cacheTimeout: -1, pollingInterval: 25 }
  const node = new JsonRpcProvider(localChain.rpcUrl, chain.chainId, options)
  // The chain signs for it, much faster than we would: most of it is bytecode.
  const deployer = await node.getSigner(0)
  const circuits = hasSecret ? await prepareSecretCircuits() : null
  const secret =
    circuits &&
    (await setUpSecretBallots({
      signer: deployer,
      chainId: chain.chainId,
      circuits,
      ...developmentCommittee(testCommittee),
    }))
  const space = await setUpSampleDao({
    signer: deployer,
    secretBallots: secret ?? undefined,
    chainId: chain.chainId,
    keys: { walletKey },
    name: 'Test DAO',
    rules: {
      votingDelay: 0,
      votingPeriod: VOTING_PERIOD,
      quorumNumerator: 5_000,
      timelockDelay: 60,
      treasury: '10',
    },
  })
  const { prisma, locks, close: closeDatabase } = await openTestDatabase(kind)
  await registerSpace({ prisma, chain, space })

  const account = getAccount(5, node)
  const relay = getAccount(1, node)
  const events = createLocalEvents()
  const receipts = createReceiptSigner({ wallet: relay })
  const results = createResultsStore({ prisma, chain, events })
  const logger = pino({ level: 'silent' })
  const outbox = createOutbox({ prisma, locks, chain, wallet: relay, logger })
  const totals = createTotalsSolver()
  const index = () => indexSpace({ prisma, chain, space, events })
  const settled = async (): Promise<void> => {
    await outbox.follow()
    while ((await prisma.relayTransaction.count({ where: { state: 'PENDING' } })) > 0) {
      await node.send('evm_mine', [])
      await outbox.follow()
    }
    await index()
  }
  const streams = createResultsStreams({ results, events, logger })
  const moveClockTo = async (timestamp: number): Promise<void> => {
    await node.send('evm_setNextBlockTimestamp', [timestamp])
    await node.send('evm_mine', [])
  }
  const prove = (commitment: bigint, person: number): string =>
    encodeWorldIdCredential(
      signTestCredential({ space, rpId: developmentRpId, commitment, person }),
    )
  return {
    prisma,
    chain,
    node,
    space,
    relay,
    events,
    intake: createBallotIntake({
      prisma,
      chainId: chain.chainId,
      receipts,
      events,
      verify: verifyProofBatch,
    }),
    rules: createProposalRules({ prisma, chain, circuits: circuits ?? NO_CIRCUITS, lifetime: 0 }),
    answers: createAnswerCache({ events, lifetime: 0 }),
    receipts,
    results,
    streams,
    locks,
    totals,
    outbox,
    settled,
    publicUrl: 'https://vote.example',
    spaceRegistration: 'listed',
    hostSpace: () => undefined,
    localWebhooks: false,
    circuits: circuits ?? NO_CIRCUITS,
    secret,
    account,
    enrol: async ({ commitment }, person) => {
      const group = chain.group(space)
      const credential = signTestCredential({ space, rpId: developmentRpId, commitment, person })
      await (await sendEnrolment({ group, signer: account, commitment, credential })).wait()
    },
    enrolMany: async (people) => {
      const group = chain.group(space).connect(account)
      const enrolments = people.map(([{ commitment }, person]) => ({
        commitment,
        credential: prove(commitment, person),
        holder: ZeroAddress,
        evidence: '0x',
        signature: '0x',
      }))
      await (await group.enrolMany(enrolments, { gasLimit: CHANGE_GAS })).wait()
    },
    rotate: async ({ members, index, identity: { commitment }, person }) => {
      const group = chain.group(space).connect(account)
      const tree = createGroup({ members: members.map((member) => member.commitment) })
      const { siblings } = tree.generateMerkleProof(index)
      const credential = prove(commitment, person)
      await (await group.rotate(commitment, siblings, credential, { gasLimit: CHANGE_GAS })).wait()
    },
    openProposal: async ({ title, optionCount, secret: isSecret = false }) => {
      const governor = PersonhoodGovernor__factory.connect(space.governor, account)
      const layout = {
        optionCount,
        maxWinners: 0,
        voiceCredits: VOICE_CREDITS,
        callOptions: [0],
        committee: isSecret && secret !== null ? secret.committee : ZeroHash,
      }
      // The governor takes no proposal without a call: this one does nothing.
      const targets = [space.timelock]
      const sent = await governor.proposeOptions(targets, [0n], ['0x'], layout, title)
      const receipt = await sent.wait()
      const events = await governor.queryFilter(
        governor.filters.ProposalCreated(),
        receipt?.blockNumber,
      )
      const [event] = events
      if (event === undefined) throw new Error('No proposal was created.')
      await moveClockTo(Number(event.args.voteStart) + 1)
      return event.args.proposalId
    },
    moveClockTo,
    index,
    close: async () => {
      streams.close()
      results.close()
      await totals.close()
      await closeDatabase()
      node.destroy()
      chain.close()
      await localChain.stop()
      await stopProving()
    },
  }
}

function getAccount(index: number, node: JsonRpcProvider): HDNodeWallet {
  const path = `m/44'/60'/0'/0/${index}`
  return HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', path).connect(node)
}

declare global {
  /** Where ffjavascript keeps the curve and its worker threads, which keep the process alive. */
  var curve_bn128: { terminate(): Promise<void> } | null | undefined
}

async function stopProving(): Promise<void> {
  await globalThis.curve_bn128?.terminate()
}
