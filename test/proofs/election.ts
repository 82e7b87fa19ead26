import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { exportArchive, generateBallotProof, toContractBallot } from '@psephos/lib'
import {
  deployElection,
  type Election,
  executeElection,
} from '../contracts/support/deployElection.ts'
import { openChain } from '../contracts/support/openChain.ts'
import { electionPath } from '../contracts/support/readElection.ts'

/**
 * Holds an election and writes its archive, `test/vectors/election.json`: `npm run generate -- election`. The
 * proofs in it are real, and count again on every chain on which `deployElection` deploys.
 */
const require = createRequire(import.meta.url)

const chain = await openChain()
const election = await deployElection(chain)
const { dao, proposal, governor, metadata } = election
const ada = await prove(0, [6, -2, 3, 0])
const ben = await prove(1, [1, 1, 1, 1])
const cleo = await prove(2, [0, 7, 0, 0])
const benAgain = await prove(1, [5, 0, 4, -3], 1)
const dan = await prove(3, [0, 0, 0, 0])

const first = (ballot: typeof ada) => toContractBallot({ ballot, replacedWords: [] })
await (await dao.governor.castBallot(proposal.id, first(ada))).wait()
await (await dao.governor.castBallots(proposal.id, [first(ben), first(cleo)])).wait()
const replacement = toContractBallot({
  ballot: benAgain,
  replacedWords: first(ben).words.map(BigInt),
})
await (await dao.governor.castBallots(proposal.id, [replacement, first(dan)])).wait()
await executeElection(chain, election)

const { provider } = chain
await writeFile(
  electionPath,
  await exportArchive({ provider, governor, proposalId: proposal.id, metadata }),
)
await chain.close()
// snarkjs keeps its workers for the next proof; there is none.
process.exit(0)

async function prove(person: number, votes: readonly number[], revision = 0) {
  const identity = election.people[person]
  if (identity === undefined) throw new RangeError('There is no such person.')
  const { group, scope }: Election = election
  return generateBallotProof({
    identity,
    group,
    votes,
    voiceCredits: proposal.voiceCredits,
    revision,
    scope,
    proofDepth: 20,
    artifacts: {
      wasm: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.wasm'),
      zkey: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.zkey'),
    },
  })
}
