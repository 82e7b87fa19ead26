import {
  createGroup,
  createIdentity,
  generateBallotProof,
  generateSecretBallot,
  type Scope,
  toCurvePoint,
} from '@psephos/lib'
import type { ProvingJob } from './ProvingJob.ts'

/** Makes ballots and returns how many milliseconds the fastest took, once circuit and key are in the browser's cache. */
async function prove(job: ProvingJob): Promise<number> {
  const identity = createIdentity()
  const common = {
    identity,
    group: createGroup({ members: [identity.commitment] }),
    votes: new Array<number>(job.options).fill(1),
    voiceCredits: job.voiceCredits,
    revision: 0,
    scope: 1n as Scope,
    proofDepth: job.proofDepth,
    artifacts: job.artifacts,
  }
  const keys = job.keys?.map(({ x, y }) => toCurvePoint({ x: BigInt(x), y: BigInt(y) }))
  const times: number[] = []
  for (let proof = 0; proof <= job.proofs; proof += 1) {
    const start = performance.now()
    if (keys === undefined) await generateBallotProof(common)
    else await generateSecretBallot({ ...common, keys })
    if (proof > 0) times.push(performance.now() - start)
  }
  return Math.min(...times)
}

Reflect.set(globalThis, 'prove', prove)
