import { readFile } from 'node:fs/promises'
import { stdin } from 'node:process'
import { buffer } from 'node:stream/consumers'
import { UsageError } from '../UsageError.ts'
import { describeCode } from './readTextFile.ts'

/**
 * Returns the bytes of a file, or those of stdin for `-`. They are part of a secret.
 * @throws UsageError when they cannot be read or there are none.
 */
export async function readEntropy(source: string): Promise<Uint8Array> {
  let bytes: Uint8Array
  try {
    bytes = source === '-' ? await buffer(stdin) : await readFile(source)
  } catch (error) {
    throw new UsageError(`The file ${source} cannot be read${describeCode(error)}.`)
  }
  if (bytes.length === 0) throw new UsageError('There is nothing in what --entropy names.')
  return bytes
}
