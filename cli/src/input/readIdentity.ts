import { type Identity, importIdentity } from '@psephos/lib'
import type { Context } from '../Context.ts'
import { readPassphrase } from './readPassphrase.ts'
import { readTextFile } from './readTextFile.ts'

/** Returns the identity that a file holds, with its passphrase from wherever it comes. */
export async function readIdentity({
  context,
  file,
  passphraseFile,
}: {
  context: Context
  file: string
  passphraseFile?: string | undefined
}): Promise<Identity> {
  const text = await readTextFile(file)
  const passphrase = await readPassphrase({
    context,
    of: file,
    given: context.secrets.passphrase,
    variable: 'PSEPHOS_PASSPHRASE',
    file: passphraseFile,
  })
  context.output.progress('Opening the identity …')
  return importIdentity({ file: text, passphrase, signal: context.signal })
}
