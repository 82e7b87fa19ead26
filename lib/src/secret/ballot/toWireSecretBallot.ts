import type * as z from 'zod'
import type { WireSecretBallot, wireSecretBallot } from '../../wire/secretBallot.ts'
import type { AffinePoint } from '../babyJubjub.ts'

/**
 * Returns a secret ballot as it travels in JSON, its numbers of 256 bits as decimal strings: the inverse of `wireSecretBallot.parse`.
 * @example
 * JSON.stringify(toWireSecretBallot(ballot))
 */
export function toWireSecretBallot({
  revision,
  encrypted,
  proof,
}: WireSecretBallot): z.input<typeof wireSecretBallot> {
  const [a, b, c, d, e, f, g, h] = proof.points
  return {
    revision,
    encrypted: { r: toWirePoint(encrypted.r), c: encrypted.c.map(toWirePoint) },
    proof: {
      merkleTreeDepth: proof.merkleTreeDepth,
      merkleTreeRoot: String(proof.merkleTreeRoot),
      nullifier: String(proof.nullifier),
      scope: String(proof.scope),
      points: [
        String(a),
        String(b),
        String(c),
        String(d),
        String(e),
        String(f),
        String(g),
        String(h),
      ],
    },
  }
}

function toWirePoint({ x, y }: AffinePoint): { x: string; y: string } {
  return { x: String(x), y: String(y) }
}
