import { toWireBallot, type WireSpace } from '@psephos/lib'
import { deployProvenDao } from '../../contracts/support/deployProvenDao.ts'
import { openChain } from '../../contracts/support/openChain.ts'

/** An open proposal on a chain, and real ballots on it. */
export interface BenchElection {
  readonly rpcUrl: string
  readonly space: WireSpace
  readonly proposal: bigint
  /** Each as the body of a request, and its nullifier. */
  readonly ballots: readonly { readonly nullifier: string; readonly body: string }[]
  readonly close: () => Promise<void>
}

const OPTIONS = 4

/**
 * Deploys the DAO of the recorded proofs on a chain of its own, and then stops that: nothing is
 * mined any more, so that no ballot is settled and the same ones can be sent again and again.
 */
export async function openElection(): Promise<BenchElection> {
  const chain = await openChain()
  const { governor, group, proofs } = await deployProvenDao(chain)
  const { proposal, ballots } = proofs.election(OPTIONS)
  const { plan } = proofs
  const read = async (address: Promise<string>) => (await address).toLowerCase()
  const space: WireSpace = {
    id: 'bench',
    name: 'The garden of this bench',
    chainId: plan.chainId,
    deploymentBlock: 0,
    governor: plan.governor,
    group: await read(group.getAddress()),
    issuer: await read(group.issuer()),
    timelock: await read(governor.timelock()),
  }
  await chain.provider.send('evm_setAutomine', [false])
  return {
    rpcUrl: chain.provider._getConnection().url,
    space,
    proposal: proposal.proposalId,
    ballots: ballots.map(({ votes, proof: { nullifier, message, points } }) => ({
      nullifier: String(nullifier),
      body: JSON.stringify(
        toWireBallot({
          revision: 0,
          votes: [...votes],
          proof: {
            merkleTreeDepth: plan.proofDepth,
            merkleTreeRoot: plan.group.root,
            nullifier,
            message,
            scope: proposal.scope,
            points,
          },
        }),
      ),
    })),
    close: chain.close,
  }
}
