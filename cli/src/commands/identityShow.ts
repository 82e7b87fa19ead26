import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { readIdentity } from '../input/readIdentity.ts'
import { addCommand } from './addCommand.ts'

/** `psephos identity show` */
export function addIdentityShowCommand(parent: Command, context: Context): void {
  addCommand({
    parent,
    name: 'show',
    summary: 'print the commitment of an identity file',
    description:
      'Opens an identity file and prints its commitment, by which the group knows its member. Never the secret.',
    example: 'psephos identity show me.json',
  })
    .argument('<file>', 'the identity file')
    .option('--passphrase-file <file>', 'its passphrase (or PSEPHOS_PASSPHRASE, or you are asked)')
    .action(async (file: string, options: { passphraseFile?: string }) => {
      const identity = await readIdentity({ context, file, passphraseFile: options.passphraseFile })
      const commitment = String(identity.commitment)
      context.output.result({ text: commitment, json: { commitment } })
    })
}
