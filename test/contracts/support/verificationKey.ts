import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Complex, Point } from './bn254.ts'

/** Semaphore's verification key for proofs of depth 20, as its ceremony published it. */
export const verificationKey = readKey()

/** The part of snarkjs' format that matters here; points are projective, with a last 1. */
interface PublishedKey {
  readonly vk_alpha_1: readonly string[]
  readonly vk_beta_2: readonly (readonly string[])[]
  readonly vk_gamma_2: readonly (readonly string[])[]
  readonly vk_delta_2: readonly (readonly string[])[]
  readonly IC: readonly (readonly string[])[]
}

function readKey() {
  const path = createRequire(import.meta.url).resolve(
    '@zk-kit/semaphore-artifacts/semaphore-20.json',
  )
  const key: PublishedKey = JSON.parse(readFileSync(path, 'utf8'))
  return {
    alpha: toPoint(key.vk_alpha_1),
    beta: toTwistPoint(key.vk_beta_2),
    gamma: toTwistPoint(key.vk_gamma_2),
    delta: toTwistPoint(key.vk_delta_2),
    /** The points of the public inputs, after that of the constant. */
    inputs: key.IC.map(toPoint),
  }
}

function toPoint([x = '', y = '']: readonly string[]): Point<bigint> {
  return { x: BigInt(x), y: BigInt(y) }
}

function toTwistPoint([x = [], y = []]: readonly (readonly string[])[]): Point<Complex> {
  return { x: toComplex(x), y: toComplex(y) }
}

function toComplex([c0 = '', c1 = '']: readonly string[]): Complex {
  return [BigInt(c0), BigInt(c1)]
}
