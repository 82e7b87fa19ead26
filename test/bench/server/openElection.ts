import { toWireBallot, type WireSpace } from '@psephos/lib'
import { deployPlannedDao } from '../../contracts/support/deployProvenDao.ts'
import { openChain } from '../../contracts/support/openChain.ts'
import { readMemberProofs } from '../../contracts/support/readMemberProofs.ts'
import { type PreparedBallots, prepareBallots } from './prepareBallots.ts'

/** An open proposal on a chain, and real ballots on it. */
export interface BenchElection {
  readonly rpcUrl: string
  readonly space: WireSpace
  readonly proposal: bigint
  readonly ballots: PreparedBallots['ballots']
  /**
   * From now on the chain answers whatever the group is asked with its root, the depth of its proofs
   * and its size, as `getPastGroup` does: nobody enrols a million people for a bench.
   */
  readonly pretendGroup: (group: {
    root: bigint
    proofDepth: number
    size: number
  }) => Promise<void>
  readonly close: () => Promise<void>
}

const OPTIONS = 4

/**
 * Deploys a DAO on a chain of its own, and then stops that: nothing is mined any more, so that no
 * ballot is settled and the same ones can be sent again and again. Up to 256 ballots are those that
 * are recorded; more have to be prepared.
 */
export async function openElection(count: number): Promise<BenchElection> {
  const recorded = readRecordedBallots()
  const { plan, proposal, ballots } =
    count <= recorded.ballots.length ? recorded : await prepareBallots(count)
  const chain = await openChain()
  const { governor, group } = await deployPlannedDao(chain, plan)
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
    ballots: ballots.slice(0, count),
    pretendGroup: async ({ root, proofDepth, size }) => {
      // Each word is put to its place in memory, and the three of them are returned.
      const words = [root, BigInt(proofDepth), BigInt(size)].map((word, index) => {
        const place = (32 * index).toString(16).padStart(2, '0')
        return `7f${word.toString(16).padStart(64, '0')}60${place}52`
      })
      const code = `0x${words.join('')}60606000f3`
      await chain.provider.send('anvil_setCode', [space.group, code])
    },
    close: chain.close,
  }
}

function readRecordedBallots(): PreparedBallots {
  const { plan, election } = readMemberProofs()
  const { proposal, ballots } = election(OPTIONS)
  return {
    plan,
    proposal,
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
  }
}
