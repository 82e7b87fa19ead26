import { PsephosError } from '../errors/PsephosError.ts'
import { createIdentity } from '../identity/createIdentity.ts'
import { createArtifactStore } from './createArtifactStore.ts'
import { proveBallot } from './proveBallot.ts'
import type { ProverAnswer, ProverRequest, ProverScope } from './proverMessages.ts'

/**
 * Makes this worker prove ballots for the {@link createBallotProver} that started it: the whole of a
 * worker's file.
 * @example
 * // prover.worker.ts
 * import { answerProver } from '@psephos/lib'
 * answerProver(self)
 */
export function answerProver(scope: ProverScope): void {
  let load: ReturnType<typeof createArtifactStore> | null = null

  async function prove({ artifacts, ballot }: ProverRequest): Promise<ProverAnswer> {
    try {
      if (artifacts !== null) load = createArtifactStore(artifacts)
      if (load === null) throw new Error('The prover sent no artifacts.')
      const { privateKey, ...rest } = ballot
      const proven = await proveBallot({
        ballot: { ...rest, identity: createIdentity({ privateKey }) },
        load,
        onProgress: (progress) => scope.postMessage({ type: 'progress', progress }),
      })
      return { type: 'ballot', ballot: proven }
    } catch (error) {
      if (!(error instanceof PsephosError)) return { type: 'failure', message: String(error) }
      const { code, message, details } = error
      return { type: 'refusal', code, message, details }
    }
  }

  scope.addEventListener('message', async ({ data }) => scope.postMessage(await prove(data)))
}
