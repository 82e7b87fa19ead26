import { exportTrustee } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readPassphrase } from '../../input/readPassphrase.ts'
import { requireFree, writeNewFile } from '../../input/writeNewFile.ts'
import { openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { addCommand } from '../addCommand.ts'
import { addTrusteeFileOptions, type TrusteeFileOptions } from './trusteeOptions.ts'

interface BackupOptions extends TrusteeFileOptions {
  readonly out: string
  readonly outPassphraseFile?: string
}

/** `psephos trustee backup` */
export function addTrusteeBackupCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'backup',
    summary: 'copy a trustee’s file, under another passphrase',
    description:
      'A trustee’s file is its own backup: copy it to where you keep things. This writes a copy that another passphrase opens, for a place that you trust less.',
    example: 'psephos trustee backup --trustee me.trustee.json --out safe.trustee.json',
  })
  addTrusteeFileOptions(command)
    .requiredOption('--out <file>', 'where to write the copy')
    .option('--out-passphrase-file <file>', "the copy's passphrase (or you are asked)")
    .action(async ({ trustee, passphraseFile, out, outPassphraseFile }: BackupOptions) => {
      await requireFree(out)
      const { seed, transcripts } = await openTrusteeFile({
        context,
        file: trustee,
        passphraseFile,
      })
      const passphrase = await readPassphrase({
        context,
        of: out,
        given: undefined,
        variable: '--out-passphrase-file',
        file: outPassphraseFile,
        twice: true,
      })
      const { output, signal } = context
      output.progress('Encrypting the copy …')
      const text = await exportTrustee({ state: { seed, transcripts }, passphrase, signal })
      await writeNewFile({ path: out, text, force: false, mode: 0o600 })
      output.result({ text: `The copy is in ${out}.`, json: { file: out } })
    })
}
