import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readTextFile } from '../../input/readTextFile.ts'
import { addCommand } from '../addCommand.ts'
import {
  addFolderOption,
  addPowersOption,
  type CeremonyOptions,
  type PowersOptions,
} from './ceremonyOptions.ts'
import { runCeremony } from './runCeremony.ts'

interface VerifyOptions extends CeremonyOptions, PowersOptions {
  readonly contribution?: string
  readonly earlier?: string
}

/** `psephos ceremony verify` */
export function addCeremonyVerifyCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'verify',
    summary: 'verify a whole ceremony from nothing',
    description:
      'Compiles the circuit, makes the first key again and compares it byte for byte, and verifies that every later key goes on from the one before. ' +
      'It says what is wrong, and with which contribution.',
    example: 'psephos ceremony verify --folder ceremony --ptau powersOfTau28_hez_final_15.ptau',
  })
  addPowersOption(addFolderOption(command))
    .option('--contribution <hash>', 'also make sure that this contribution is in it: yours')
    .option('--earlier <file>', 'also make sure that it goes on from a transcript that you kept')
    .action((options: VerifyOptions) =>
      runCeremony(context, async (library) => {
        const { output, signal } = context
        const { folder, ptau, contribution, earlier } = options
        const { circuit: id } = await library.readTranscript(folder)
        const { transcript, powersOfTau } = await library.verifyCeremony({
          folder,
          circuit: await library.compileCeremonyCircuit({
            id,
            onCompile: () => output.progress('Compiling the circuit …'),
          }),
          powersOfTau: ptau,
          contribution,
          earlier:
            earlier === undefined
              ? undefined
              : library.parseTranscript(await readTextFile(earlier)),
          onProgress: ({ done, total }) => {
            if (done === 0) output.progress('Making the first key again …')
            else output.count({ what: 'Keys', done, total })
          },
          signal,
        })
        const { contributions, beacon } = transcript
        const { publicName } = powersOfTau
        const people = contributions.map(
          ({ name, hash }, index) =>
            `\nContribution ${index + 1}, by ${name}\n${library.formatHash(hash)}`,
        )
        output.result({
          text: `Everything is right in this ceremony of ${id}.
Powers of tau: ${publicName ?? 'none of the public files that are known here; verify them too'}
${people.join('')}
${beacon === null ? 'No beacon yet.' : `Beacon: ${beacon.source}\n    ${beacon.value}\n    hashed 2^${beacon.iterations} times`}`,
          json: { ...transcript, publicName },
        })
      }),
    )
}
