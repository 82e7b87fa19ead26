import { decodeRevert, PsephosError } from '@psephos/lib'
import { CommanderError } from 'commander'
import { isError } from 'ethers'
import type { Context, EnvironmentSecrets } from './Context.ts'
import { createProgram } from './createProgram.ts'
import { type Ending, endingOfError, exitCodes } from './exitCodes.ts'
import { createOutput, type Output, type TextStream } from './output/createOutput.ts'
import { RefusedError } from './RefusedError.ts'
import { UsageError } from './UsageError.ts'

/** What {@link runProgram} takes. */
export interface RunProgramParameters {
  /** The arguments after the program's name. */
  readonly arguments: readonly string[]
  readonly secrets: EnvironmentSecrets
  readonly stdout: TextStream
  readonly stderr: TextStream
  /** Asks for a secret without showing it; null where nobody can be asked. */
  readonly askSecret: Context['askSecret']
  readonly signal: AbortSignal
}

/** Runs one command and returns the code that the process is to end with: {@link exitCodes}. Never throws. */
export async function runProgram(parameters: RunProgramParameters): Promise<number> {
  const { secrets, askSecret, signal } = parameters
  const output = createOutput(parameters)
  if (parameters.arguments.includes('--json')) output.useJson()
  for (const secret of Object.values(secrets)) if (secret !== undefined) output.conceal(secret)
  let ending: Ending = 'done'
  const end = (found: Ending): void => {
    ending = found
  }
  try {
    const program = createProgram({ secrets, output, askSecret, signal, end })
    await program.parseAsync(parameters.arguments, { from: 'user' })
  } catch (error) {
    ending = fail(output, error)
  }
  return exitCodes[ending].code
}

function fail(output: Output, error: unknown): Ending {
  if (error instanceof CommanderError) return failByCommander(output, error)
  if (error instanceof UsageError) {
    output.fail({ code: 'USAGE', message: error.message })
    return 'usage'
  }
  if (error instanceof RefusedError) {
    output.fail({ code: error.code, message: error.message })
    return 'refused'
  }
  const known = error instanceof PsephosError ? error : decodeRevert(error)
  if (known !== null) {
    const { code, message, details } = known
    output.fail({ code, message, details })
    return endingOfError(code)
  }
  if (isError(error, 'INSUFFICIENT_FUNDS')) {
    output.fail({ code: 'INSUFFICIENT_FUNDS', message: 'The account cannot pay for the gas.' })
    return 'refused'
  }
  if (error instanceof Error && error.name === 'AbortError') {
    output.fail({ code: 'ABORTED', message: 'Stopped.' })
    return 'unavailable'
  }
  // ethers' long messages repeat the whole transaction.
  const message = isEthersError(error)
    ? `The node failed: ${error.shortMessage}.`
    : `It failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`
  output.fail({ code: 'UNEXPECTED', message })
  return 'unavailable'
}

function failByCommander(output: Output, { exitCode, code, message }: CommanderError): Ending {
  // `--help` and `--version` have said all.
  if (exitCode === 0) return 'done'
  const text =
    code === 'commander.help'
      ? 'Which command? `psephos --help` lists them.'
      : message.replace(/^error: /, '')
  output.fail({ code: 'USAGE', message: text })
  return 'usage'
}

function isEthersError(error: unknown): error is { shortMessage: string } {
  return error instanceof Error && 'shortMessage' in error && typeof error.shortMessage === 'string'
}
