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

interface InitOptions extends CeremonyOptions, PowersOptions {
  readonly circuit: string
}

/** `psephos ceremony init` */
export function addCeremonyInitCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'init',
    summary: 'begin a ceremony',
    description:
      'Compiles a circuit and makes the key that contributions begin with, in a folder of its own. Anyone who does the same gets the same bytes.',
    example:
      'psephos ceremony init --circuit secret-ballot-4 --ptau powersOfTau28_hez_final_15.ptau --folder ceremony',
  }).requiredOption('--circuit <id>', 'the circuit and its class, such as secret-ballot-4')
  addPowersOption(addFolderOption(command)).action((options: InitOptions) =>
    runCeremony(
      context,
      async ({ compileCeremonyCircuit, initialiseCeremony, readPowersOfTau }) => {
        const { output } = context
        const { folder, ptau } = options
        // Before the compiler runs for nothing.
        const { publicName } = await readPowersOfTau(ptau)
        const circuit = await compileCeremonyCircuit({
          id: options.circuit,
          onCompile: () => output.progress('Compiling the circuit …'),
        })
        output.progress('Making the first key …')
        const transcript = await initialiseCeremony({ folder, circuit, powersOfTau: ptau })
        const { r1cs, initial, powersOfTau } = transcript
        output.result({
          text: `The ceremony of ${circuit.id} is in ${folder}.
Constraints    ${r1cs}
First key      ${initial}
Powers of tau  ${powersOfTau.sha256}
               ${publicName ?? 'none of the public files that are known here: verify them first'}`,
          json: { folder, circuit: circuit.id, r1cs, initial, powersOfTau, publicName },
        })
      },
    ),
  )
}
