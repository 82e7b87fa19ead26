import { Contract } from 'ethers'
import type { Chain } from '../contracts/support/openChain.ts'
import { deployArtifact } from '../contracts/support/readArtifact.ts'
import type { MemberProofs } from '../contracts/support/readMemberProofs.ts'

/** Semaphore's own contract, with a group of the same people. */
export interface RivalSemaphore {
  /** Validates the four-option ballot of a person, once, and returns the gas. */
  readonly validate: (person: number) => Promise<number>
}

const MEMBERS_AT_ONCE = 64

/**
 * Deploys Semaphore as its authors publish it and adds the people of the fixture to a group, whose
 * root is then the one that the proofs are for.
 */
export async function deployRivalSemaphore(
  { signer }: Chain,
  { plan, election }: MemberProofs,
): Promise<RivalSemaphore> {
  const verifier = await deployArtifact({
    contract: '@semaphore-protocol/contracts/base/SemaphoreVerifier.sol:SemaphoreVerifier',
    signer,
  })
  const poseidon = await deployArtifact({
    contract: 'poseidon-solidity/PoseidonT3.sol:PoseidonT3',
    signer,
  })
  const { address, abi } = await deployArtifact({
    contract: '@semaphore-protocol/contracts/Semaphore.sol:Semaphore',
    signer,
    libraries: { PoseidonT3: poseidon.address },
    constructorArguments: [verifier.address],
  })
  const semaphore = new Contract(address, abi, signer)
  const send = async (method: string, ...parameters: unknown[]): Promise<number> => {
    const response = await semaphore.getFunction(method).send(...parameters)
    const receipt = await response.wait()
    return Number(receipt?.gasUsed)
  }
  await send('createGroup()')
  const members = plan.people.map(({ commitment }) => commitment)
  for (let start = 0; start < members.length; start += MEMBERS_AT_ONCE) {
    await send('addMembers', 0, members.slice(start, start + MEMBERS_AT_ONCE))
  }
  const { proposal, ballots } = election(4)
  return {
    validate: (person) => {
      const proof = ballots[person]?.proof
      return send('validateProof', 0, {
        merkleTreeDepth: plan.proofDepth,
        merkleTreeRoot: plan.group.root,
        nullifier: proof?.nullifier,
        message: proof?.message,
        scope: proposal.scope,
        points: proof?.points,
      })
    },
  }
}
