import { readFile } from 'node:fs/promises'
import { UsageError } from '../UsageError.ts'

/**
 * Returns the text of a file that the command line names.
 * @throws UsageError when it cannot be read or is no text.
 */
export async function readTextFile(path: string): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new UsageError(`The file ${path} cannot be read${describeCode(error)}.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`The file ${path} is no text.`)
  }
}

/** Returns ` (ENOENT)` for an error of the file system. */
export function describeCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? ` (${code})` : ''
}
