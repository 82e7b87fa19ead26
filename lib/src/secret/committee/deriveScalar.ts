import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { toWord } from '../../hash/toWord.ts'
import type { ExtendedPoint } from '../babyJubjub.ts'
import { modOrder } from '../pointArithmetic.ts'

/** What is hashed: numbers below 2^256, and points. */
export type HashedPart = bigint | ExtendedPoint

/** What {@link deriveScalar} takes. */
export type DeriveScalarParameters = {
  /** 32 bytes that nobody can guess. */
  seed: Uint8Array
  /** What the scalar is for: the salt of HKDF. */
  label: string
  /** What it is for there: the info of HKDF. */
  parts?: readonly HashedPart[]
}

/**
 * Returns a scalar that a seed gives: 64 bytes of HKDF-SHA-256 modulo l, so that none is likelier
 * than another.
 * Source: RFC 5869.
 */
export function deriveScalar({ seed, label, parts = [] }: DeriveScalarParameters): bigint {
  return toScalar(hkdf(sha256, seed, utf8ToBytes(label), encodeParts(parts), 64))
}

/**
 * Returns the challenge that a hash of a whole transcript gives (Fiat–Shamir): SHA-512 modulo l. A
 * label stands for one list of parts, so no two transcripts are written alike.
 */
export function hashToScalar(label: string, parts: readonly HashedPart[]): bigint {
  const name = utf8ToBytes(label)
  return toScalar(sha512(concatBytes(Uint8Array.of(name.length), name, encodeParts(parts))))
}

/** Returns parts one after the other: a number as 32 bytes, a point as its two coordinates. */
export function encodeParts(parts: readonly HashedPart[]): Uint8Array {
  return concatBytes(
    ...parts.flatMap((part) => {
      if (typeof part === 'bigint') return [toWord(part)]
      const { x, y } = part.toAffine()
      return [toWord(x), toWord(y)]
    }),
  )
}

function toScalar(bytes: Uint8Array): bigint {
  return modOrder(BigInt(`0x${bytesToHex(bytes)}`))
}
