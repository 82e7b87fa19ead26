import {
  commitmentSignal,
  deployDevelopmentWorldIdVerifier,
  deployPersonhoodDao,
  encodeWorldIdCredential,
  enrolmentAction,
  hashAction,
  hashSignal,
  type PersonhoodGovernor,
  PersonhoodGovernor__factory,
  type PersonhoodGroup,
  PersonhoodGroup__factory,
} from '@psephos/lib'
import { signDevelopmentProof } from '@psephos/server/src/development/world-id/signDevelopmentProof.ts'
import { computeAddress, EventLog, id, type Signer, ZeroAddress, ZeroHash } from 'ethers'
import type { Chain } from './openChain.ts'

const WALLET_KEY = id('the development wallet of these tests')
const RP_ID = 0x0123456789abcdefn
const EPOCH = 0n
const NEVER = 4_000_000_000
/** More than any takes: an estimate does not know whether the second in which it is mined is new. */
const ENROLMENT_GAS = 5_000_000
/** The governor's name; long enough to be found nowhere else in a transaction. */
export const DAO_NAME = 'The garden of these tests'
export const VOTING_DELAY = 60
export const VOICE_CREDITS = 100

/** A DAO on a chain, with a World ID that vouches for pretend people. */
export interface Dao {
  readonly group: PersonhoodGroup
  readonly governor: PersonhoodGovernor
  /** Enrols a commitment for the pretend person whose World ID nullifier is `person`. */
  readonly enrol: (person: bigint, commitment: bigint) => Promise<void>
  /** Publishes a proposal and returns its id. */
  readonly propose: (layout?: ProposedLayout) => Promise<bigint>
  /** Moves the clock to where the proposal takes ballots. */
  readonly open: (proposalId: bigint) => Promise<void>
}

/** What matters of a proposal here. */
export interface ProposedLayout {
  readonly optionCount?: number
  readonly voiceCredits?: number
  readonly maxWinners?: number
  readonly committee?: string
}

/** What a DAO of a test is like. */
export interface DeployDaoOptions {
  readonly quorumNumerator?: number
  readonly memberProposalLimit?: number
  readonly signer?: Signer
  readonly secretBallotBox?: string
  readonly trusteeCommittee?: string
}

/**
 * Deploys a DAO as the library does, with a quorum of `quorumNumerator` of 10 000. Anybody may propose, unless members
 * may `memberProposalLimit` times in an epoch.
 */
export async function deployDao(
  chain: Chain,
  {
    quorumNumerator = 1,
    memberProposalLimit = 0,
    signer = chain.signer,
    ...secrecy
  }: DeployDaoOptions = {},
): Promise<Dao> {
  const verifier = await deployDevelopmentWorldIdVerifier({
    signer,
    wallet: computeAddress(WALLET_KEY),
  })
  const deployed = await deployPersonhoodDao({
    signer,
    name: DAO_NAME,
    worldId: { verifier, rpId: RP_ID, issuerSchemaId: 1, epoch: EPOCH },
    votingDelay: VOTING_DELAY,
    votingPeriod: 1_000_000,
    quorumNumerator,
    voiceCredits: VOICE_CREDITS,
    memberProposalLimit,
    timelockDelay: 60,
    ...secrecy,
  })
  const group = PersonhoodGroup__factory.connect(deployed.group, signer)
  const governor = PersonhoodGovernor__factory.connect(deployed.governor, signer)
  return {
    group,
    governor,
    enrol: async (person, commitment) => {
      const credential = createCredential({ group: deployed.group, person, commitment })
      await group.enrol.staticCall(commitment, credential)
      await (await group.enrol(commitment, credential, { gasLimit: ENROLMENT_GAS })).wait()
    },
    propose: async ({
      optionCount = 2,
      voiceCredits = VOICE_CREDITS,
      maxWinners = 0,
      committee = ZeroHash,
    } = {}) => {
      const layout = {
        optionCount,
        voiceCredits,
        maxWinners,
        callOptions: [0],
        committee,
      }
      // What the chain knows, and not how often this was called: the id follows from it.
      const text = `Proposal of block ${await chain.provider.getBlockNumber()}`
      const response = await governor.proposeOptions([deployed.group], [0], ['0x'], layout, text)
      const receipt = await response.wait()
      const [created] = await governor.queryFilter(
        governor.filters.ProposalCreated(),
        receipt?.blockNumber,
      )
      if (!(created instanceof EventLog)) throw new Error('No proposal was created.')
      return created.args.proposalId
    },
    open: async (proposalId) =>
      chain.moveClockTo((await governor.proposalSnapshot(proposalId)) + 1n),
  }
}

/** An enrolment as `enrolMany` of a group without a policy takes it. */
export function createEnrolment(parameters: Parameters<typeof createCredential>[0]) {
  return {
    commitment: parameters.commitment,
    credential: createCredential(parameters),
    holder: ZeroAddress,
    evidence: '0x',
    signature: '0x',
  }
}

/** What a pretend person's wallet signs when they enrol `commitment` in `group`. */
export function createCredential({
  group,
  person,
  commitment,
}: {
  group: string
  person: bigint
  commitment: bigint
}): string {
  const inputs = {
    nullifier: person,
    action: hashAction(enrolmentAction({ group, epoch: EPOCH })),
    rpId: RP_ID,
    nonce: person,
    signalHash: hashSignal(commitmentSignal(commitment)),
    expiresAtMin: NEVER,
    issuerSchemaId: 1,
    credentialGenesisIssuedAtMin: 0,
  }
  return encodeWorldIdCredential({
    nullifier: person,
    nonce: person,
    expiresAtMin: BigInt(NEVER),
    proof: signDevelopmentProof({ walletKey: WALLET_KEY, inputs }),
  })
}
