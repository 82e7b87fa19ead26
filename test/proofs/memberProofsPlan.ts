import {
  appendOptionsLayout,
  createGroup,
  createIdentity,
  type Group,
  type Identity,
  type OptionsLayout,
  proposalScope,
  type Scope,
} from '@psephos/lib'
import { LOCAL_CHAIN_ID } from '@psephos/server/src/development/startLocalChain.ts'
import { AbiCoder, computeAddress, getBytes, getCreateAddress, id, keccak256 } from 'ethers'

/** One proposal of the plan, as `proposeOptions` takes it. */
export interface PlannedProposal {
  readonly layout: OptionsLayout
  /** What is given to `proposeOptions`. */
  readonly description: string
  /** What `queue` and `execute` take: it counts the line that the governor appends. */
  readonly descriptionHash: string
  readonly targets: string[]
  readonly values: bigint[]
  readonly calldatas: string[]
  readonly proposalId: bigint
  readonly scope: Scope
  /** The votes of the people who vote, in the order of the people: the first person's first. */
  readonly votes: readonly (readonly number[])[]
}

/** What `test/vectors/memberProofs.json` holds proofs of: a DAO that a test can deploy. */
export interface MemberProofsPlan {
  readonly chainId: number
  /** Deploys the governor in its first transaction, and nothing else. */
  readonly governorDeployerKey: string
  /** Where the governor stands, in lower case, whatever else is deployed before and after it. */
  readonly governor: string
  /** The people's commitments. */
  readonly commitments: readonly bigint[]
  /** The group of all of them, in their order. */
  readonly group: Group
  readonly proofDepth: number
  readonly proposals: readonly PlannedProposal[]
}

const PEOPLE = 256
const PROOF_DEPTH = 20
/** A call that does nothing, to an address without code: what a proposal costs is then its own. */
const CALL_TARGET = '0x000000000000000000000000000000000000dead'

/**
 * With four options people vote as people do: some options are left out, the first has the most
 * friends. With other numbers every option gets votes, which is the most that a ballot can cost.
 */
const elections = [
  { optionCount: 4, voiceCredits: 100, voters: PEOPLE },
  { optionCount: 1, voiceCredits: 100, voters: 9 },
  { optionCount: 16, voiceCredits: 100, voters: 9 },
  { optionCount: 128, voiceCredits: 512, voters: 9 },
]

/** Makes the people anew, which takes twenty seconds: who has proofs needs their commitments only. */
export function createMemberProofsPeople(): Identity[] {
  return Array.from({ length: PEOPLE }, (_, person) => createMemberProofsPerson(person))
}

/** Makes one of the people, or of those who would come after them. */
export function createMemberProofsPerson(person: number): Identity {
  return createIdentity({ privateKey: getBytes(id(`psephos member proofs: person ${person}`)) })
}

/**
 * Returns what the proofs of the fixture are made for. Everything but the people follows from
 * constants, so that the generator of the proofs and the tests that use them agree without asking a
 * chain.
 */
export function createMemberProofsPlan(commitments: readonly bigint[]): MemberProofsPlan {
  const governorDeployerKey = id('psephos member proofs: governor')
  const governor = getCreateAddress({ from: computeAddress(governorDeployerKey), nonce: 0 })
  return {
    chainId: LOCAL_CHAIN_ID,
    governorDeployerKey,
    governor: governor.toLowerCase(),
    commitments,
    group: createGroup({ members: commitments }),
    proofDepth: PROOF_DEPTH,
    proposals: elections.map((election) =>
      // In a group of others than the fixture's people, everybody of them votes too.
      planProposal(governor, {
        ...election,
        voters: election.voters === PEOPLE ? commitments.length : election.voters,
      }),
    ),
  }
}

function planProposal(
  governor: string,
  { optionCount, voiceCredits, voters }: (typeof elections)[number],
): PlannedProposal {
  const layout = { optionCount, voiceCredits, maxWinners: 0, callOptions: [0] }
  const description = `An election with options: ${optionCount}`
  const descriptionHash = id(appendOptionsLayout({ description, layout }))
  const [targets, values, calldatas] = [[CALL_TARGET], [0n], ['0x']]
  const proposalId = BigInt(
    keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ['address[]', 'uint256[]', 'bytes[]', 'bytes32'],
        [targets, values, calldatas, descriptionHash],
      ),
    ),
  )
  return {
    layout,
    description,
    descriptionHash,
    targets,
    values,
    calldatas,
    proposalId,
    scope: proposalScope({ chainId: LOCAL_CHAIN_ID, governor, proposalId }),
    votes: Array.from({ length: voters }, (_, person) => planVotes(person, optionCount)),
  }
}

function planVotes(person: number, optionCount: number): number[] {
  return Array.from({ length: optionCount }, (_, option) => {
    const choices = optionCount !== 4 ? [-2, -1, 1, 2] : option === 0 ? likes : opinions
    const chosen = BigInt(id(`${person} of ${optionCount}: ${option}`)) % BigInt(choices.length)
    return choices[Number(chosen)] ?? 0
  })
}

const likes = [-2, -1, 0, 1, 2, 3, 4, 5, 6]
const opinions = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
