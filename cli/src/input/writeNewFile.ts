import { randomBytes } from 'node:crypto'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { UsageError } from '../UsageError.ts'
import { describeCode } from './readTextFile.ts'

/** What {@link writeNewFile} takes. */
export interface WriteNewFileParameters {
  readonly path: string
  readonly text: string
  /** Whether to take the place of a file that is there. */
  readonly force: boolean
  /** Who may read it: 0o600 for a secret, else 0o644. */
  readonly mode: 0o600 | 0o644
}

/**
 * Writes a file that is either there as a whole or not at all. A file that is there is left alone unless
 * `force` is given; it is then replaced in one step, and what stood there is never cut short.
 * @throws UsageError when there is one, or it cannot be written.
 */
export async function writeNewFile({
  path,
  text,
  force,
  mode,
}: WriteNewFileParameters): Promise<void> {
  if (!force) return write({ path, text, mode })
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`
  await write({ path: beside, text, mode })
  try {
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw new UsageError(`The file ${path} cannot be written${describeCode(error)}.`)
  }
}

async function write({ path, text, mode }: Omit<WriteNewFileParameters, 'force'>): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode })
  } catch (error) {
    if (describeCode(error) === ' (EEXIST)') {
      throw new UsageError(`The file ${path} is there already. --force replaces it.`)
    }
    throw new UsageError(`The file ${path} cannot be written${describeCode(error)}.`)
  }
}

/**
 * Makes sure that no file is there, before work is done for one.
 * @throws UsageError when one is.
 */
export async function requireFree(path: string): Promise<void> {
  const taken = await access(path).then(
    () => true,
    () => false,
  )
  if (taken) throw new UsageError(`The file ${path} is there already. --force replaces it.`)
}
