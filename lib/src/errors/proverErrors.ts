import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/** The prover could not run: too little memory, no WebAssembly, or it was closed. */
export class ProverFailedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'ProverFailedError'

  constructor(facts: z.output<typeof ProverFailedError.facts>, options?: ErrorOptions) {
    super('PROVER_FAILED', `The prover failed: ${facts.reason}.`, facts, options)
  }
}
