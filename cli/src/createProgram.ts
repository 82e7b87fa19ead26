import { Command } from 'commander'
import type { Context } from './Context.ts'
import { addAuditCommand } from './commands/audit.ts'
import { addCeremonyBeaconCommand } from './commands/ceremony/beacon.ts'
import { addCeremonyContributeCommand } from './commands/ceremony/contribute.ts'
import { addCeremonyFinaliseCommand } from './commands/ceremony/finalise.ts'
import { addCeremonyInitCommand } from './commands/ceremony/init.ts'
import { addCeremonyVerifyCommand } from './commands/ceremony/verify.ts'
import { addDeployCommand } from './commands/deploy.ts'
import { addExportCommand } from './commands/export.ts'
import { addIdentityNewCommand } from './commands/identityNew.ts'
import { addIdentityShowCommand } from './commands/identityShow.ts'
import { addProposeCommand } from './commands/propose.ts'
import { addSettleCommand } from './commands/settle.ts'
import { addVoteCommand } from './commands/vote.ts'
import { exitCodes } from './exitCodes.ts'

/** The version of this package; a test holds it to package.json. */
export const VERSION = '0.1.0'

/** Returns the command line with all its commands; nothing runs yet. */
export function createProgram(context: Context): Command {
  const { output } = context
  const program = new Command('psephos')
    .description('One human, one anonymous ballot, quadratic weights, executed on-chain.')
    .version(VERSION)
    .exitOverride()
    // What commander throws is shown in one place, with all other failures.
    .configureOutput({
      writeOut: output.write,
      writeErr: () => {},
      outputError: () => {},
    })
    .helpCommand(false)
    .addHelpText('after', () => describeExitCodes())
  addDeployCommand(program, context)
  const identity = program
    .command('identity')
    .summary('make an identity, or look at one')
    .description('The secret with which a person votes, in a file that a passphrase opens.')
  addIdentityNewCommand(identity, context)
  addIdentityShowCommand(identity, context)
  addProposeCommand(program, context)
  addVoteCommand(program, context)
  addSettleCommand(program, context)
  addAuditCommand(program, context)
  addExportCommand(program, context)
  const ceremony = program
    .command('ceremony')
    .summary("make a circuit's keys together, so that nobody can forge proofs")
    .description(
      'Many people multiply a secret into the proving key of a circuit. Nobody can forge proofs if one of them forgot theirs. ' +
        'docs/ceremony.md has the steps.',
    )
  addCeremonyInitCommand(ceremony, context)
  addCeremonyContributeCommand(ceremony, context)
  addCeremonyVerifyCommand(ceremony, context)
  addCeremonyBeaconCommand(ceremony, context)
  addCeremonyFinaliseCommand(ceremony, context)
  return program
}

function describeExitCodes(): string {
  const lines = Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`)
  return `\n\`psephos <command> --help\` has an example of each.\n\nExit codes:\n${lines.join('\n')}`
}
