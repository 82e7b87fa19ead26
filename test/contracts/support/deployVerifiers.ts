import { Contract, type Overrides, solidityPackedKeccak256 } from 'ethers'
import type { Chain } from './openChain.ts'
import { deployArtifact } from './readArtifact.ts'
import type { MemberProof } from './readMemberProofs.ts'
import { semaphoreHash } from './semaphoreHash.ts'

/** What all proofs of a batch are for. */
export interface Statement {
  readonly root: bigint
  readonly scope: bigint
  readonly depth: number
}

/** Our verifier, and Semaphore's own beside it. */
export interface Verifiers {
  /** Asks SemaphoreBatchVerifier. */
  readonly verifyBatch: (
    statement: Statement,
    proofs: readonly MemberProof[],
    overrides?: Overrides,
  ) => Promise<boolean>
  /** The gas that SemaphoreBatchVerifier uses, calldata and base of a transaction included. */
  readonly gasOfBatch: (statement: Statement, proofs: readonly MemberProof[]) => Promise<number>
  /** The coefficients that SemaphoreBatchVerifier draws for two proofs. */
  readonly coefficientsOf: (
    statement: Statement,
    proofs: readonly [MemberProof, MemberProof],
  ) => [bigint, bigint]
  /** Asks SemaphoreVerifier, as Semaphore's contract does. */
  readonly verifyAlone: (statement: Statement, proof: MemberProof) => Promise<boolean>
}

/** Deploys both verifiers. */
export async function deployVerifiers({ provider, signer }: Chain): Promise<Verifiers> {
  const deploy = async (contract: string): Promise<Contract> => {
    const { address, abi } = await deployArtifact({ contract, signer })
    return new Contract(address, abi, signer)
  }
  const batch = await deploy(
    'contracts/src/verifiers/SemaphoreBatchVerifier.sol:SemaphoreBatchVerifier',
  )
  const alone = await deploy(
    '@semaphore-protocol/contracts/base/SemaphoreVerifier.sol:SemaphoreVerifier',
  )
  const { chainId } = await provider.getNetwork()
  const verifyProofs = batch.getFunction('verifyProofs')
  const verifyProof = alone.getFunction('verifyProof')
  return {
    verifyBatch: ({ root, scope, depth }, proofs, overrides = {}) =>
      verifyProofs.staticCall(root, scope, depth, proofs, overrides),
    gasOfBatch: async ({ root, scope, depth }, proofs) => {
      const call = await verifyProofs.populateTransaction(root, scope, depth, proofs)
      const trace: unknown = await provider.send('debug_traceCall', [
        { ...call, gas: '0xffffff' },
        'latest',
        { tracer: 'callTracer' },
      ])
      if (typeof trace !== 'object' || trace === null || !('gasUsed' in trace))
        throw new Error('The chain traces no calls.')
      return Number(trace.gasUsed)
    },
    coefficientsOf: ({ root, scope, depth }, proofs) => {
      const call = batch.interface.encodeFunctionData('verifyProofs', [root, scope, depth, proofs])
      const context = ['uint256', 'uint256', 'bytes']
      const seed = solidityPackedKeccak256(context, [chainId, batch.target, call])
      const second = solidityPackedKeccak256(['bytes32', 'uint256'], [seed, 1])
      return [1n, BigInt(second) >> 128n]
    },
    verifyAlone: ({ root, scope, depth }, { nullifier, message, points }) => {
      const [ax, ay, bx1, bx0, by1, by0, cx, cy] = points
      const inputs = [root, nullifier, semaphoreHash(message), semaphoreHash(scope)]
      return verifyProof.staticCall(
        [ax, ay],
        [
          [bx1, bx0],
          [by1, by0],
        ],
        [cx, cy],
        inputs,
        depth,
      )
    },
  }
}
