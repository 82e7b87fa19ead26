import { keccak256, type Signer, toUtf8Bytes, ZeroAddress, ZeroHash } from 'ethers'
import * as governorCode from '../generated/bytecode/PersonhoodGovernor.ts'
import * as groupCode from '../generated/bytecode/PersonhoodGroup.ts'
import * as poseidonCode from '../generated/bytecode/PoseidonT3.ts'
import * as verifierCode from '../generated/bytecode/SemaphoreBatchVerifier.ts'
import * as timelockCode from '../generated/bytecode/TimelockController.ts'
import * as issuerCode from '../generated/bytecode/WorldIDIssuer.ts'
import {
  PersonhoodGovernor__factory,
  PersonhoodGroup__factory,
  PoseidonT3__factory,
  SemaphoreBatchVerifier__factory,
  TimelockController__factory,
  WorldIDIssuer__factory,
} from '../generated/index.ts'
import { deployContract } from './deployContract.ts'

/** What {@link deployPersonhoodDao} takes. */
export interface DeployPersonhoodDaoParameters {
  /** Who pays, and who holds no right over the DAO afterwards. */
  readonly signer: Signer
  /** The governor's name, also of its EIP-712 domain. */
  readonly name: string
  readonly worldId: {
    /** World ID 4's verifier on this chain. */
    readonly verifier: string
    /** The relying party: {@link rpIdToUint64}. */
    readonly rpId: bigint
    /** The one credential that counts; 1 is proof of human. */
    readonly issuerSchemaId: number
    /** Which enrolment of the group this is. */
    readonly epoch: bigint
  }
  /** Seconds from a proposal to its snapshot, when voting opens. */
  readonly votingDelay: number
  /** Seconds for which voting is open, at least 1. */
  readonly votingPeriod: number
  /** How many of 10 000 people must vote. */
  readonly quorumNumerator: number
  /** The budget of a ballot on ordinary proposals, from 1 to 65 535. */
  readonly voiceCredits: number
  /** How many proposals a member may make in an epoch, to 255; 0, the default, lets anybody propose. */
  readonly memberProposalLimit?: number
  /** Seconds that such an epoch lasts, for good; a week by default. */
  readonly proposalEpochDuration?: number
  /** Where secret ballots are cast, for good; without it there are no secret proposals. */
  readonly secretBallotBox?: string
  /** The committee that secret proposals name at first; without it governance sets one. */
  readonly trusteeCommittee?: string
  /** Seconds that a passed proposal waits in the timelock. */
  readonly timelockDelay: number
  /** Called as each contract stands. */
  readonly onProgress?: (deployed: { readonly contract: string; readonly address: string }) => void
}

/** The addresses of a DAO, in lower case. */
export interface PersonhoodDao {
  readonly group: string
  readonly issuer: string
  readonly governor: string
  /** The treasury: what the DAO owns, the timelock holds. */
  readonly timelock: string
  /** The block from which the DAO's events can be read. */
  readonly deploymentBlock: number
}

const WEEK = 7 * 24 * 60 * 60

const role = (name: string): string => keccak256(toUtf8Bytes(name))

/**
 * Deploys a group, its World ID issuer, a timelock and a governor, and hands the timelock to the governor: only it may
 * propose and cancel, anyone may execute, and the deployer keeps no role.
 * @throws ethers' errors when a transaction fails; what was deployed before stays, without rights over anything.
 * @example
 * const { governor, timelock } = await deployPersonhoodDao({ signer, name: 'Garden', worldId, … })
 */
export async function deployPersonhoodDao(
  parameters: DeployPersonhoodDaoParameters,
): Promise<PersonhoodDao> {
  const { signer, worldId, onProgress } = parameters
  const deploy = async (
    contract: string,
    rest: Omit<Parameters<typeof deployContract>[0], 'signer'>,
  ): Promise<{ address: string; block: number }> => {
    const deployed = await deployContract({ ...rest, signer })
    onProgress?.({ contract, address: deployed.address })
    return deployed
  }

  const poseidon = await deploy('PoseidonT3', { abi: PoseidonT3__factory.abi, ...poseidonCode })
  const ballotVerifier = await deploy('SemaphoreBatchVerifier', {
    abi: SemaphoreBatchVerifier__factory.abi,
    ...verifierCode,
  })
  const issuer = await deploy('WorldIDIssuer', {
    abi: WorldIDIssuer__factory.abi,
    ...issuerCode,
    constructorArguments: [
      worldId.verifier,
      worldId.rpId,
      worldId.issuerSchemaId,
      0n,
      worldId.epoch,
    ],
  })
  const group = await deploy('PersonhoodGroup', {
    abi: PersonhoodGroup__factory.abi,
    ...groupCode,
    libraries: { PoseidonT3: poseidon.address },
    // Without a policy: whoever the issuer knows may enrol.
    constructorArguments: [issuer.address, ZeroAddress],
  })
  const deployer = await signer.getAddress()
  const timelock = await deploy('TimelockController', {
    abi: TimelockController__factory.abi,
    ...timelockCode,
    constructorArguments: [parameters.timelockDelay, [], [ZeroAddress], deployer],
  })
  const governor = await deploy('PersonhoodGovernor', {
    abi: PersonhoodGovernor__factory.abi,
    ...governorCode,
    constructorArguments: [
      {
        name: parameters.name,
        group: group.address,
        ballotVerifier: ballotVerifier.address,
        timelock: timelock.address,
        votingDelay: parameters.votingDelay,
        votingPeriod: parameters.votingPeriod,
        quorumNumerator: parameters.quorumNumerator,
        defaultVoiceCredits: parameters.voiceCredits,
        memberProposalLimit: parameters.memberProposalLimit ?? 0,
        proposalEpochDuration: parameters.proposalEpochDuration ?? WEEK,
        secretBallotBox: parameters.secretBallotBox ?? ZeroAddress,
        trusteeCommittee: parameters.trusteeCommittee ?? ZeroHash,
      },
    ],
  })

  await handOver({ signer, timelock: timelock.address, governor: governor.address, deployer })
  return {
    group: group.address,
    issuer: issuer.address,
    governor: governor.address,
    timelock: timelock.address,
    deploymentBlock: group.block,
  }
}

async function handOver(parties: {
  signer: Signer
  timelock: string
  governor: string
  deployer: string
}): Promise<void> {
  const timelock = TimelockController__factory.connect(parties.timelock, parties.signer)
  await (await timelock.grantRole(role('PROPOSER_ROLE'), parties.governor)).wait()
  await (await timelock.grantRole(role('CANCELLER_ROLE'), parties.governor)).wait()
  await (await timelock.renounceRole(ZeroHash, parties.deployer)).wait()
}
