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
import { addTrusteeBackupCommand } from './commands/trustee/backup.ts'
import { addTrusteeCheckCommand } from './commands/trustee/check.ts'
import { addTrusteeConfirmCommand } from './commands/trustee/confirm.ts'
import { addTrusteeCreateCommand } from './commands/trustee/create.ts'
import { addTrusteeDealCommand } from './commands/trustee/deal.ts'
import { addTrusteeInviteCommand } from './commands/trustee/invite.ts'
import { addTrusteeRegisterCommand } from './commands/trustee/register.ts'
import { addTrusteeShareCommand } from './commands/trustee/share.ts'
import { addTrusteeShowCommand } from './commands/trustee/show.ts'
import { addTrusteeStatusCommand } from './commands/trustee/status.ts'
import { addTrusteeTakePartCommand } from './commands/trustee/takePart.ts'
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
  const trustee = program
    .command('trustee')
    .summary('hold a part of the keys that decrypt totals, or appoint who does')
    .description(
      'Trustees generate the keys of secret ballots together, so that no one of them can read any, and decrypt totals when voting is over. ' +
        'docs/trustees.md has the steps.',
    )
  addTrusteeCreateCommand(trustee, context)
  addTrusteeShowCommand(trustee, context)
  addTrusteeBackupCommand(trustee, context)
  addTrusteeInviteCommand(trustee, context)
  addTrusteeTakePartCommand(trustee, context)
  addTrusteeDealCommand(trustee, context)
  addTrusteeCheckCommand(trustee, context)
  addTrusteeConfirmCommand(trustee, context)
  addTrusteeStatusCommand(trustee, context)
  addTrusteeRegisterCommand(trustee, context)
  addTrusteeShareCommand(trustee, context)
  return program
}

function describeExitCodes(): string {
  const lines = Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`)
  return `\n\`psephos <command> --help\` has an example of each.\n\nExit codes:\n${lines.join('\n')}`
}
