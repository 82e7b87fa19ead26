import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readEntropy } from '../../input/readEntropy.ts'
import { addCommand } from '../addCommand.ts'
import { addFolderOption, type CeremonyOptions } from './ceremonyOptions.ts'
import { runCeremony } from './runCeremony.ts'

interface ContributeOptions extends CeremonyOptions {
  readonly name: string
  readonly entropy?: string
}

/** `psephos ceremony contribute` */
export function addCeremonyContributeCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'contribute',
    summary: 'multiply a secret of yours into the key',
    description:
      'Checks the keys that are there, and adds one with a secret from the random numbers of this machine, which is kept nowhere. ' +
      'Publish the attestation that it prints. Should it stop midway, run it again.',
    example: 'psephos ceremony contribute --folder ceremony --name "Ada Lovelace"',
  }).requiredOption('--name <name>', 'who you are, for all to read')
  addFolderOption(command)
    .option(
      '--entropy <file>',
      'more chance, such as throws of dice, hashed into your secret; - reads it from stdin',
    )
    .action(({ folder, name, entropy: source }: ContributeOptions) =>
      runCeremony(context, async ({ contribute, formatAttestation, keyFileName }) => {
        const { output, signal } = context
        const entropy = source === undefined ? undefined : await readEntropy(source)
        output.progress('Checking the keys, and multiplying a secret into the last …')
        const { transcript, step, number } = await contribute({ folder, name, entropy, signal })
        output.result({
          text: `${formatAttestation({ transcript, step, number })}\n\nHand on ${keyFileName(number)} and transcript.json, and publish the lines above.`,
          json: { number, file: keyFileName(number), circuit: transcript.circuit, ...step },
        })
      }),
    )
}
