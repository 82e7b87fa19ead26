import * as z from 'zod'
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'

/**
 * A Groth16 verification key: coordinates of 64 hexadecimal digits each, x y of a point, x0 x1 y0 y1 of one of
 * the twist.
 */
export type CircuitKey = {
  readonly alpha: string
  readonly beta: string
  readonly gamma: string
  readonly delta: string
  /** The points of the constant and of each public input. */
  readonly inputs: string
  /** True if its secrets are known, so that anybody can forge proofs for it. */
  readonly isDevelopment: boolean
}

const coordinate = z.string().regex(/^(0|[1-9]\d{0,77})$/)
const g1 = z.tuple([coordinate, coordinate, z.literal('1')])
const pair = z.tuple([coordinate, coordinate])
const g2 = z.tuple([pair, pair, z.tuple([z.literal('1'), z.literal('0')])])

/** What snarkjs exports of a proving key. */
const exported = z.object({
  development: z.boolean().default(false),
  protocol: z.literal('groth16'),
  curve: z.literal('bn128'),
  vk_alpha_1: g1,
  vk_beta_2: g2,
  vk_gamma_2: g2,
  vk_delta_2: g2,
  IC: z.array(g1).min(2).max(65),
})

/**
 * Returns a verification key as snarkjs exports it (`zkey export verificationkey`) in the form that verifiers take. That its points
 * are of their groups is for whoever made it to know.
 * @throws TypeError when it is no such key.
 */
export function parseCircuitKey(json: unknown): CircuitKey {
  const { success, data } = exported.safeParse(json)
  if (!success) throw malformed()
  return {
    alpha: packG1(data.vk_alpha_1),
    beta: packG2(data.vk_beta_2),
    gamma: packG2(data.vk_gamma_2),
    delta: packG2(data.vk_delta_2),
    inputs: data.IC.map(packG1).join(''),
    isDevelopment: data.development,
  }
}

function packG1([x, y]: z.infer<typeof g1>): string {
  return toWord(x) + toWord(y)
}

function packG2([x, y]: z.infer<typeof g2>): string {
  return [...x, ...y].map(toWord).join('')
}

function toWord(decimal: string): string {
  const value = BigInt(decimal)
  if (value >= SNARK_BASE_FIELD) throw malformed()
  return value.toString(16).padStart(64, '0')
}

function malformed(): TypeError {
  return new TypeError('This is no verification key as snarkjs exports it.')
}
