import { createRequire } from 'node:module'
import { Group, generateProof, Identity } from '@semaphore-protocol/core'
import { runElection } from '../demo/runElection.ts'
import type { Measurement } from './Bench.ts'

const require = createRequire(import.meta.url)

const VOTERS = 12
const OPTIONS = 4
const RIVAL_PROOFS = 5

/**
 * Measures the phases of an election of 12 people. The rival of voting is Semaphore's own
 * `generateProof` at the same depth, which a ballot cannot be without: what is left is ours.
 */
export async function* benchDemo(): AsyncGenerator<Measurement> {
  const report = await runElection({
    voters: VOTERS,
    options: OPTIONS,
    onProgress: () => undefined,
  })
  if (report.failures.length > 0) throw new Error(report.failures.join('; '))
  for (const [phase, value] of Object.entries(report.seconds)) {
    yield { bench: 'demo', case: `${phase} voters=${VOTERS}`, value, unit: 's' }
  }
  const perBallot = (report.seconds['vote'] ?? Number.NaN) / report.ballots
  const bare = await timeBareProof()
  yield {
    bench: 'demo',
    case: 'ballot proved and accepted',
    value: round(perBallot),
    unit: 's',
    versus: { name: 'Semaphore generateProof, depth 20', value: round(bare) },
    ratio: round(bare / perBallot),
  }
}

/** Seconds that Semaphore takes for one proof, after one to warm up. */
async function timeBareProof(): Promise<number> {
  const identity = new Identity()
  const group = new Group([identity.commitment])
  const artifacts = {
    wasm: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.wasm'),
    zkey: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.zkey'),
  }
  const prove = (message: number) => generateProof(identity, group, message, 1n, 20, artifacts)
  await prove(0)
  const start = performance.now()
  for (let message = 1; message <= RIVAL_PROOFS; message++) await prove(message)
  return (performance.now() - start) / RIVAL_PROOFS / 1_000
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
