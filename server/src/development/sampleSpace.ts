import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type WireSpace, wireSpace } from '@psephos/lib'

const FILE = 'sample-space.json'

/**
 * Returns the sample DAO of a state folder, or null when there is none, or none that can be read.
 */
export async function readSampleSpace(folder: string): Promise<WireSpace | null> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return wireSpace.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Remembers the sample DAO. Written beside and renamed: a file of this name is whole. */
export async function writeSampleSpace(folder: string, space: WireSpace): Promise<void> {
  const file = join(folder, FILE)
  await writeFile(`${file}.new`, `${JSON.stringify(space, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
