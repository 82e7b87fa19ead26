import type * as z from 'zod'
import type { WireBallot, wireBallot } from '../wire/ballot.ts'

/**
 * Returns a ballot as it travels in JSON, its numbers of 256 bits as decimal strings: the inverse
 * of `wireBallot.parse`.
 * @example
 * JSON.stringify(toWireBallot(ballot))
 */
export function toWireBallot({ revision, votes, proof }: WireBallot): z.input<typeof wireBallot> {
  const [a, b, c, d, e, f, g, h] = proof.points
  return {
    revision,
    votes: [...votes],
    proof: {
      merkleTreeDepth: proof.merkleTreeDepth,
      merkleTreeRoot: String(proof.merkleTreeRoot),
      nullifier: String(proof.nullifier),
      message: String(proof.message),
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
