import { createTrusteeSeed, encodeContent, exportTrustee, trusteeEncryptionKey } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { parseAddress } from '../../input/parsers.ts'
import { readPassphrase } from '../../input/readPassphrase.ts'
import { requireFree, writeNewFile } from '../../input/writeNewFile.ts'
import { addCommand } from '../addCommand.ts'

interface CreateOptions {
  readonly out: string
  readonly address: string
  readonly card?: string
  readonly passphraseFile?: string
}

/** `psephos trustee create` */
export function addTrusteeCreateCommand(parent: Command, context: Context): void {
  addCommand({
    parent,
    name: 'create',
    summary: 'make a trustee’s secret and keep it in an encrypted file',
    description:
      'Makes the secret from which all that a trustee does follows, and keeps it in a file that only your passphrase opens. ' +
      'It prints what to hand to whoever writes the invitation; the secret is shown to nobody. ' +
      'The file is the backup: keep copies of it. A trustee who loses it cannot decrypt, and nobody can help.',
    example: 'psephos trustee create --out me.trustee.json --address 0x5fbd… --card me.card.json',
  })
    .requiredOption('--out <file>', 'where to write it')
    .requiredOption(
      '--address <address>',
      'your account, with which you will sign; no contract',
      parseAddress,
    )
    .option('--card <file>', 'also write what to hand out into a file')
    .option(
      '--passphrase-file <file>',
      'the passphrase, at least 12 characters (or PSEPHOS_PASSPHRASE, or you are asked)',
    )
    .action(async ({ out, address, card, passphraseFile }: CreateOptions) => {
      // Before anybody types a passphrase for nothing.
      await requireFree(out)
      if (card !== undefined) await requireFree(card)
      const passphrase = await readPassphrase({
        context,
        of: out,
        given: context.secrets.passphrase,
        variable: 'PSEPHOS_PASSPHRASE',
        file: passphraseFile,
        twice: true,
      })
      const { output, signal } = context
      const seed = createTrusteeSeed()
      output.progress('Encrypting the trustee’s file …')
      const text = await exportTrustee({ state: { seed, transcripts: [] }, passphrase, signal })
      await writeNewFile({ path: out, text, force: false, mode: 0o600 })
      const encryptionKey = trusteeEncryptionKey(seed)
      const handedOut = encodeContent({ address, encryptionKey })
      if (card !== undefined) {
        await writeNewFile({ path: card, text: `${handedOut}\n`, force: false, mode: 0o644 })
      }
      output.result({
        text: `Your secret is in ${out}. Keep copies of it.\nHand this to whoever writes the invitation:\n${handedOut}`,
        json: { file: out, address, encryptionKey },
      })
    })
}
