import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import {
  ballotMessage,
  createBallotProver,
  createGroup,
  createIdentity,
  encodeBallot,
  proposalScope,
} from '@psephos/lib'
import { readSemaphoreArtifacts } from '@psephos/lib/node'
import { generateProof } from '@semaphore-protocol/core'
import type { Measurement } from '../Bench.ts'
import type { CaseFamily } from './CaseFamily.ts'
import { measureProcessorTime } from './measureProcessorTime.ts'

const CASE = 'generateBallotProof depth=20'
const ROUNDS = 6

/**
 * A ballot's proof and Semaphore's `generateProof`, in turns, with the same artifacts: ours are read
 * once, Semaphore reads its files each time. Milliseconds of processor time on all threads, of the
 * round that was disturbed least.
 */
export const benchBallotProof: CaseFamily = { cases: [CASE], measure }

async function* measure(): AsyncGenerator<Measurement> {
  const require = createRequire(import.meta.url)
  const files = {
    wasm: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.wasm'),
    zkey: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.zkey'),
  }
  const identity = createIdentity()
  const group = createGroup({ members: [identity.commitment, 2n, 3n] })
  const proofDepth = group.depth
  const scope = proposalScope({ chainId: 1, governor: `0x${'11'.repeat(20)}`, proposalId: 7n })
  const prover = createBallotProver({
    artifacts: await readSemaphoreArtifacts({ folder: dirname(files.wasm), depth: proofDepth }),
  })
  const votes = [3, -4, 0, 1]
  const ours = (revision: number) =>
    prover.prove({
      identity,
      group,
      votes,
      voiceCredits: 100,
      revision,
      scope,
      proofDepth,
    })
  const theirs = (revision: number) =>
    generateProof(
      identity,
      group.generateMerkleProof(0),
      ballotMessage({ revision, words: encodeBallot({ votes }) }),
      scope,
      proofDepth,
      files,
    )
  await theirs(0)
  await ours(0)

  const times = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 1; round <= ROUNDS; round++) {
    // Who comes second finds what the first has left to be tidied up.
    const turns = [
      async () => times.ours.push(await measureProcessorTime(() => ours(round))),
      async () => times.theirs.push(await measureProcessorTime(() => theirs(round))),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn()
  }
  const [value, rival] = [Math.min(...times.ours), Math.min(...times.theirs)]
  yield {
    bench: 'lib',
    case: CASE,
    value: Math.round(value),
    unit: 'ms of processor time',
    versus: { name: 'Semaphore generateProof', value: Math.round(rival) },
    ratio: Math.round((1_000 * rival) / value) / 1_000,
  }
}
