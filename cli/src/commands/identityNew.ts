import { createIdentity, exportIdentity } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { readPassphrase } from '../input/readPassphrase.ts'
import { requireFree, writeNewFile } from '../input/writeNewFile.ts'
import { addCommand } from './addCommand.ts'

interface IdentityNewOptions {
  readonly out: string
  readonly passphraseFile?: string
  readonly force?: boolean
}

/** `psephos identity new` */
export function addIdentityNewCommand(parent: Command, context: Context): void {
  addCommand({
    parent,
    name: 'new',
    summary: 'make an identity and keep it in an encrypted file',
    description:
      'Makes the secret with which you vote, and keeps it in a file that only your passphrase opens. ' +
      'It prints the commitment, which you enrol in the group; the secret is shown to nobody. ' +
      'Keep a copy of the file: nobody can give it back.',
    example: 'psephos identity new --out me.json',
  })
    .requiredOption('--out <file>', 'where to write it')
    .option(
      '--passphrase-file <file>',
      'the passphrase, at least 12 characters (or PSEPHOS_PASSPHRASE, or you are asked)',
    )
    .option('--force', 'replace a file that is there: the identity in it is lost')
    .action(async ({ out, passphraseFile, force = false }: IdentityNewOptions) => {
      // Before anybody types a passphrase for nothing.
      if (!force) await requireFree(out)
      const passphrase = await readPassphrase({
        context,
        of: out,
        given: context.secrets.passphrase,
        variable: 'PSEPHOS_PASSPHRASE',
        file: passphraseFile,
        twice: true,
      })
      const { output, signal } = context
      const identity = createIdentity()
      output.progress('Encrypting the identity …')
      const text = await exportIdentity({ identity, passphrase, signal })
      await writeNewFile({ path: out, text, force, mode: 0o600 })
      const commitment = String(identity.commitment)
      output.result({
        text: `Commitment: ${commitment}\nThe identity is in ${out}.`,
        json: { commitment, file: out },
      })
    })
}
