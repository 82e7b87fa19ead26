import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { ballotMessage, createBallotProver, encodeBallot } from '@psephos/lib'
import { readSemaphoreArtifacts } from '@psephos/lib/node'
import { generateProof } from '@semaphore-protocol/core'
import { createMemberProofsPlan } from '../../proofs/memberProofsPlan.ts'
import type { Measurement } from '../Bench.ts'
import type { CaseFamily } from './CaseFamily.ts'
import { measureProcessorTime, median } from './measureProcessorTime.ts'

const CASE = 'generateBallotProof depth=20'
const ROUNDS = 7

/**
 * A ballot's proof and Semaphore's `generateProof`, in turns, with the same artifacts: ours are read
 * once, Semaphore reads its files each time. Milliseconds of processor time, of which two cores can
 * share about two thirds.
 */
export const benchBallotProof: CaseFamily = { cases: [CASE], measure }

async function* measure(): AsyncGenerator<Measurement> {
  const require = createRequire(import.meta.url)
  const files = {
    wasm: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.wasm'),
    zkey: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.zkey'),
  }
  const { people, group, proposals, proofDepth } = createMemberProofsPlan()
  const [identity, proposal] = [people[0], proposals[0]]
  if (identity === undefined || proposal === undefined) throw new Error('Nobody can vote.')
  const { scope, layout } = proposal
  const prover = createBallotProver({
    artifacts: await readSemaphoreArtifacts({ folder: dirname(files.wasm), depth: proofDepth }),
  })
  const votes = [3, -4, 0, 1]
  const ours = (revision: number) =>
    prover.prove({
      identity,
      group,
      votes,
      voiceCredits: layout.voiceCredits,
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
    times.ours.push(await measureProcessorTime(() => ours(round)))
    times.theirs.push(await measureProcessorTime(() => theirs(round)))
  }
  const [value, rival] = [median(times.ours), median(times.theirs)]
  yield {
    bench: 'lib',
    case: CASE,
    value: Math.round(value),
    unit: 'ms of processor time',
    versus: { name: 'Semaphore generateProof', value: Math.round(rival) },
    ratio: Math.round((1_000 * rival) / value) / 1_000,
  }
}
