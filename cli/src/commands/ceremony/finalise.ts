import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { addCommand } from '../addCommand.ts'
import {
  addFolderOption,
  addPowersOption,
  type CeremonyOptions,
  type PowersOptions,
} from './ceremonyOptions.ts'
import { runCeremony } from './runCeremony.ts'

interface FinaliseOptions extends CeremonyOptions, PowersOptions {
  readonly out?: string
}

/** `psephos ceremony finalise` */
export function addCeremonyFinaliseCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'finalise',
    summary: 'verify a ceremony and write the keys that come of it',
    description:
      'Verifies everything once more, and writes the proving key, the verification key, the program for witnesses, and their hashes. The beacon comes before.',
    example:
      'psephos ceremony finalise --folder ceremony --ptau powersOfTau28_hez_final_15.ptau --out keys',
  })
  addPowersOption(addFolderOption(command))
    .option('--out <folder>', "where to write them; the ceremony's folder without this")
    .action(({ folder, ptau, out }: FinaliseOptions) =>
      runCeremony(context, async (library) => {
        const { output, signal } = context
        const { circuit: id } = await library.readTranscript(folder)
        const files = await library.finaliseCeremony({
          folder,
          circuit: await library.compileCeremonyCircuit({
            id,
            onCompile: () => output.progress('Compiling the circuit …'),
          }),
          powersOfTau: ptau,
          out,
          onProgress: ({ done, total }) => output.count({ what: 'Keys', done, total }),
          signal,
        })
        output.result({
          text: files.map(({ file, sha256 }) => `${sha256}  ${file}`).join('\n'),
          json: { circuit: id, files },
        })
      }),
    )
}
