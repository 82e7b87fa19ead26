import { Contract } from 'ethers'
import type { Chain } from '../contracts/support/openChain.ts'
import { deployArtifact } from '../contracts/support/readArtifact.ts'
import type { MemberProofs } from '../contracts/support/readMemberProofs.ts'

/** Semaphore's own contract, with a group that has the root of the fixture's. */
export interface RivalSemaphore {
  /** Validates the four-option ballot of a person, once, and returns the gas. */
  readonly validate: (person: number) => Promise<number>
}

/**
 * Deploys Semaphore as its authors publish it, with a group whose root is the one that the fixture's
 * proofs are for, so that it validates the very same proofs: the root of a LeanIMT with one leaf is
 * that leaf, and what a validation costs does not depend on the group's size.
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
  await send('addMember', 0, plan.group.root)
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
