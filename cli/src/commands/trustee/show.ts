import { openInvitation, trusteeEncryptionKey } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { addCommand } from '../addCommand.ts'

/** `psephos trustee show` */
export function addTrusteeShowCommand(parent: Command, context: Context): void {
  addCommand({
    parent,
    name: 'show',
    summary: 'print the public key of a trustee’s file, and which committees it knows',
    description:
      'Opens a trustee’s file and prints the encryption key that stands in invitations, and the key generations that are kept in it. Never the secret.',
    example: 'psephos trustee show me.trustee.json',
  })
    .argument('<file>', 'the trustee’s file')
    .option('--passphrase-file <file>', 'its passphrase (or PSEPHOS_PASSPHRASE, or you are asked)')
    .action(async (file: string, { passphraseFile }: { passphraseFile?: string }) => {
      const { seed, transcripts } = await openTrusteeFile({ context, file, passphraseFile })
      const encryptionKey = trusteeEncryptionKey(seed)
      const keyGenerations = transcripts.map(({ invitation }) => ({
        session: openInvitation(invitation).session,
        name: invitation.name,
      }))
      const lines = keyGenerations.map(({ session, name }) => `${session}  ${name}`)
      context.output.result({
        text: [
          `Encryption key: ${encryptionKey.x}, ${encryptionKey.y}`,
          ...(lines.length === 0 ? ['No key generation is kept in it yet.'] : lines),
        ].join('\n'),
        json: { encryptionKey, keyGenerations },
      })
    })
}
