import { copyFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { prepareSecretCircuits } from '../development/prepareSecretCircuits.ts'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { readCircuits } from './ServedCircuits.ts'

/** The files of the development circuits for four options. */
let files: string[]

beforeAll(async () => {
  const circuits = await prepareSecretCircuits()
  const provers = [...circuits.files.values()].filter((file) => file.endsWith('.zkey'))
  files = provers.map((file) => file.replace(/\.zkey$/, '.verification-key.json'))
})

async function fill(...given: (readonly [from: string, to: string])[]) {
  const filled = await createTestFolder()
  for (const [from, to] of given) await copyFile(from, join(filled, to))
  return filled
}

const [ballot, share] = ['secret-ballot-4', 'decryption-share-4']
const keyOf = (id = ''): string => files.find((file) => basename(file).startsWith(id)) ?? ''

test('reads the circuits of a folder', async () => {
  const filled = await fill(...files.map((file) => [file, basename(file)] as const))
  const circuits = await readCircuits(filled)
  expect(circuits.keyOf('secret-ballot', 4)).toMatchObject({ isDevelopment: true })
  expect(circuits.keyOf('decryption-share', 4)).toMatchObject({ isDevelopment: true })
  expect(circuits.keyOf('secret-ballot', 8)).toBeNull()
  expect(circuits.files.get(`${ballot}.wasm`)).toBe(join(filled, `${ballot}.wasm`))
})

test.each([
  ['that is empty', 'has no circuits', () => fill()],
  [
    'with one of two circuits',
    `has no ${share}.verification-key.json`,
    () => fill([keyOf(ballot), `${ballot}.verification-key.json`]),
  ],
  [
    'whose key is that of another circuit',
    `has a ${ballot}.verification-key.json of another circuit`,
    () =>
      fill(
        [keyOf(share), `${ballot}.verification-key.json`],
        [keyOf(ballot), `${share}.verification-key.json`],
      ),
  ],
  [
    'whose key is none',
    `has a ${ballot}.verification-key.json that is no verification key`,
    async () => {
      const filled = await fill()
      await writeFile(join(filled, `${ballot}.verification-key.json`), '{}')
      return filled
    },
  ],
])('refuses a folder %s', async (_, reason, make) => {
  await expect(readCircuits(await make())).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
    details: { setting: 'CIRCUITS_DIRECTORY', reason: expect.stringContaining(reason) },
  })
})
