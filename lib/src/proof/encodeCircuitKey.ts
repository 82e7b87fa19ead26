import type { CircuitKey } from './CircuitKey.ts'

/** Returns a verification key as the contract `Groth16BatchVerifier` takes it and gives it back: α, then β, γ and δ with the imaginary part first, then the points of the inputs. */
export function encodeCircuitKey({ alpha, beta, gamma, delta, inputs }: CircuitKey): string[] {
  const words = (packed: string) => (packed.match(/.{64}/g) ?? []).map((word) => `0x${word}`)
  const twist = (packed: string) => {
    const [x0 = '', x1 = '', y0 = '', y1 = ''] = words(packed)
    return [x1, x0, y1, y0]
  }
  return [...words(alpha), ...twist(beta), ...twist(gamma), ...twist(delta), ...words(inputs)]
}
