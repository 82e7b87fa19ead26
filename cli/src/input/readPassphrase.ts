import type { Context } from '../Context.ts'
import { UsageError } from '../UsageError.ts'
import { readTextFile } from './readTextFile.ts'

/** What {@link readPassphrase} takes. */
export interface ReadPassphraseParameters {
  readonly context: Context
  /** What the passphrase opens, as in `Passphrase of me.json`. */
  readonly of: string
  /** From the environment. */
  readonly given: string | undefined
  /** The name of that variable. */
  readonly variable: string
  /** A file that holds it. */
  readonly file?: string | undefined
  /** Whether it is asked for twice, because nothing tells yet whether it is right. */
  readonly twice?: boolean
}

/**
 * Returns a passphrase from a file, from the environment, or from the person at the terminal; never from
 * an argument, which every program on the machine can read.
 * @throws UsageError when there is none, or the two that were typed differ.
 */
export async function readPassphrase({
  context,
  of,
  given,
  variable,
  file,
  twice = false,
}: ReadPassphraseParameters): Promise<string> {
  const passphrase = await find()
  context.output.conceal(passphrase)
  return passphrase

  async function find(): Promise<string> {
    if (file !== undefined) return (await readTextFile(file)).replace(/\r?\n$/, '')
    if (given !== undefined) return given
    const { askSecret } = context
    if (askSecret === null) {
      throw new UsageError(
        `The passphrase of ${of} is missing, and nobody is there to be asked: set ${variable} or name a file that holds it.`,
      )
    }
    const first = await askSecret(`Passphrase of ${of}`)
    if (twice && (await askSecret('Once more')) !== first) {
      throw new UsageError('The two passphrases differ.')
    }
    return first
  }
}
