import type { SemaphoreArtifacts } from '../../ballot/semaphoreArtifactUrls.ts'
import { ProverFailedError } from '../../errors/proverErrors.ts'

/** What {@link proveCircuit} takes. */
export type ProveCircuitParameters = {
  /** By the names of the circuit's signals. */
  inputs: Readonly<Record<string, unknown>>
  /** The circuit and its proving key, loaded. */
  artifacts: SemaphoreArtifacts
}

/** A Groth16 proof with what it makes public. */
export type CircuitProof = {
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y, as Semaphore and the contracts pack them. */
  readonly points: [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
  /** In the circuit's order. */
  readonly publicSignals: readonly bigint[]
}

/**
 * Proves a circuit's statement on the thread that calls it.
 * @throws {@link ProverFailedError} when the inputs do not satisfy the circuit, or it is not the inputs' circuit. What they are is not told.
 */
export async function proveCircuit({
  inputs,
  artifacts: { wasm, zkey },
}: ProveCircuitParameters): Promise<CircuitProof> {
  // Loaded here: snarkjs takes a third of a second, and most who import this library prove nothing.
  const { groth16 } = await import('../../proof/groth16.ts')
  const { proof, publicSignals } = await groth16.fullProve(inputs, wasm, zkey).catch(() => {
    throw new ProverFailedError({ reason: 'the circuit refuses its inputs' })
  })
  const [a, b, c] = [proof.pi_a, proof.pi_b, proof.pi_c]
  return {
    points: [
      BigInt(a[0]),
      BigInt(a[1]),
      BigInt(b[0][1]),
      BigInt(b[0][0]),
      BigInt(b[1][1]),
      BigInt(b[1][0]),
      BigInt(c[0]),
      BigInt(c[1]),
    ],
    publicSignals: publicSignals.map(BigInt),
  }
}
