import { PsephosError } from '../errors/PsephosError.ts'
import { createIdentity } from '../identity/createIdentity.ts'
import { createProverStore, type ProverStore } from './createProverStore.ts'
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
  let store: ProverStore | null = null

  async function prove(ballot: NonNullable<ProverRequest['ballot']>): Promise<ProverAnswer> {
    try {
      if (store === null) throw new Error('The prover sent no artifacts.')
      const { privateKey, ...rest } = ballot
      const proven = await proveBallot({
        ballot: { ...rest, identity: createIdentity({ privateKey }) },
        load: store.load,
        onProgress: (progress) => scope.postMessage({ type: 'progress', progress }),
      })
      return { type: 'ballot', ballot: proven }
    } catch (error) {
      if (!(error instanceof PsephosError)) return { type: 'failure', message: String(error) }
      const { code, message, details } = error
      return { type: 'refusal', code, message, details }
    }
  }

  scope.addEventListener('message', async ({ data: { artifacts, ballot } }) => {
    if (artifacts !== null) store = createProverStore(artifacts)
    if (ballot !== null) scope.postMessage(await prove(ballot))
    else store?.prepare()
  })
}
