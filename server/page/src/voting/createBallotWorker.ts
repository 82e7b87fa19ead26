import { ProverFailedError } from '@psephos/lib'
import type { AnyBallot } from '../secrecy/AnyBallot.ts'
import {
  type AskProofWorkerParameters,
  askProofWorker,
  type ProofWorker,
} from './askProofWorker.ts'
import type { ProofJob, ProofPreparation } from './proofJob.ts'
import { startProofWorker } from './startProofWorker.ts'

/** Makes the ballots of one proposal, in a worker that is kept from one to the next. */
export type BallotWorker = {
  /**
   * Begins what every ballot needs: the worker, the voters, the circuit and the key, the prover. Nothing
   * depends on it; what fails is tried again, and said, with the ballot.
   */
  prepare: () => void
  /**
   * Makes a ballot with its proof. Aborting ends the worker at once; another ballot starts another.
   * @throws every error of lib's `generateBallotProof`, `generateSecretBallot`, `verifyGroup` and `getGroup`, and those of
   * {@link askProofWorker}.
   */
  prove: (
    parameters: Omit<AskProofWorkerParameters, 'worker' | 'job'> & {
      job: Omit<ProofJob, 'kind' | 'space' | 'electorate' | 'index' | 'secretClass'>
    },
  ) => Promise<AnyBallot>
  /** Ends the worker. */
  end: () => void
}

/** What {@link createBallotWorker} takes: which ballots. */
export type CreateBallotWorkerParameters = Pick<
  ProofJob,
  'space' | 'electorate' | 'index' | 'secretClass'
> & {
  start?: () => ProofWorker
}

/** Returns what makes the ballots of one proposal. It starts nothing yet. */
export function createBallotWorker({
  space: { id, chainId, governor },
  start = startProofWorker,
  ...voters
}: CreateBallotWorkerParameters): BallotWorker {
  let worker: ProofWorker | null = null

  function end(): void {
    worker?.terminate()
    worker = null
  }

  function getWorker(): ProofWorker {
    if (worker !== null) return worker
    const started = start()
    // One that could not be loaded, or broke down, makes no more ballots.
    started.addEventListener('error', () => {
      if (worker === started) end()
    })
    worker = started
    return started
  }

  return {
    prepare() {
      if (worker !== null) return
      const preparation: ProofPreparation = { kind: 'preparation', space: { id }, ...voters }
      getWorker().postMessage(preparation)
    },
    async prove({ job, ...rest }) {
      rest.signal.throwIfAborted()
      const own = getWorker()
      try {
        const result = await askProofWorker({
          ...rest,
          worker: own,
          job: { kind: 'ballot', space: { id, chainId, governor }, ...voters, ...job },
        })
        if (result.type !== 'ballot') throw new ProverFailedError({ reason: 'it proved no ballot' })
        return result.ballot
      } catch (error) {
        // It may still be at work, and who knows in which state.
        if (worker === own) end()
        throw error
      }
    },
    end,
  }
}
