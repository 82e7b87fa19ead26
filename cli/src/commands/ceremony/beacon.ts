import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { parseWhole } from '../../input/parsers.ts'
import { addCommand } from '../addCommand.ts'
import { addFolderOption, type CeremonyOptions } from './ceremonyOptions.ts'
import { runCeremony } from './runCeremony.ts'

interface BeaconOptions extends CeremonyOptions {
  readonly source: string
  readonly value: string
  readonly iterations: number
}

/** `psephos ceremony beacon` */
export function addCeremonyBeaconCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'beacon',
    summary: 'close a ceremony with public chance',
    description:
      'Adds the last key, from a value that nobody could know while contributions were made, such as the hash of a block that was announced before. Once.',
    example:
      'psephos ceremony beacon --folder ceremony --source "hash of block 25000000 of Ethereum" --value 0x88e9…',
  })
    .requiredOption('--source <text>', 'where anyone can look the value up')
    .requiredOption('--value <hex>', '32 to 255 bytes')
    .option('--iterations <exponent>', 'it is hashed 2^exponent times', parseWhole(10, 20), 10)
  addFolderOption(command).action(({ folder, source, value, iterations }: BeaconOptions) =>
    runCeremony(context, async ({ addBeacon, keyFileName }) => {
      const { output, signal } = context
      output.progress('Checking the keys, and making the last …')
      const { number, step } = await addBeacon({ folder, source, value, iterations, signal })
      output.result({
        text: `The beacon is in ${keyFileName(number)}. Nobody can contribute any more.`,
        json: { number, file: keyFileName(number), ...step },
      })
    }),
  )
}
