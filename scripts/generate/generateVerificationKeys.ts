import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { header } from './header.ts'

/** The part of snarkjs' format that a verifier needs; points are projective, with a last 1. */
interface PublishedKeys {
  readonly vk_alpha_1: G1
  readonly vk_beta_2: G2
  readonly vk_gamma_2: G2
  /** A point for each depth from 1. */
  readonly vk_delta_2: readonly G2[]
  /** For each depth from 1 the points of the constant and of the four public inputs. */
  readonly IC: readonly (readonly G1[])[]
}
type G1 = readonly string[]
type G2 = readonly (readonly string[])[]

/**
 * Writes the verification keys of Semaphore's circuits, with which `@semaphore-protocol/proof`
 * verifies but which it does not export.
 */
export async function generateVerificationKeys(folder: string): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@semaphore-protocol/proof')
  const path = join(entry, '../../src/verification-keys.json')
  const keys: PublishedKeys = JSON.parse(await readFile(path, 'utf8'))
  const depths = keys.IC.map((inputs, index) => {
    const delta = keys.vk_delta_2[index]
    if (delta === undefined) throw new Error(`${path} has no key for depth ${index + 1}.`)
    return `  { delta: '${packG2(delta)}', inputs: '${inputs.map(packG1).join('')}' },`
  })
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'semaphoreKeys.ts'),
    `${header}// Coordinates of 64 hexadecimal digits each: x y of a point, x0 x1 y0 y1 of one of the twist.

export const sharedKey = {
  alpha: '${packG1(keys.vk_alpha_1)}',
  beta: '${packG2(keys.vk_beta_2)}',
  gamma: '${packG2(keys.vk_gamma_2)}',
}

/** By depth, that of 1 first. */
export const depthKeys = [
${depths.join('\n')}
]
`,
  )
}

function packG1([x = '', y = '', z]: G1): string {
  if (z !== '1') throw new Error('A point is not affine.')
  return toWord(x) + toWord(y)
}

function packG2([x = [], y = [], z]: G2): string {
  if (z?.join() !== '1,0') throw new Error('A point is not affine.')
  return [...x, ...y].map(toWord).join('')
}

function toWord(decimal: string): string {
  return BigInt(decimal).toString(16).padStart(64, '0')
}
