import { type Logger, pino } from 'pino'

/** What {@link createLogger} takes. */
export interface CreateLoggerParameters {
  /** The lowest level that is written, as pino names it. */
  readonly level: string
  /** Where lines go; standard output if absent. */
  readonly write?: (line: string) => void
}

/**
 * Creates the server's log: a JSON object a line. Of an error it keeps kind, code and place; ethers
 * would add whole transactions, with nullifiers and addresses in them.
 */
export function createLogger({ level, write }: CreateLoggerParameters): Logger {
  const options = { level, base: null, serializers: { err: describeError } }
  return write === undefined ? pino(options) : pino(options, { write })
}

interface ErrorDescription {
  readonly type: string
  readonly code: unknown
  readonly message: string
  readonly stack: readonly string[]
  readonly cause?: ErrorDescription
}

function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) {
    return { type: typeof error, code: undefined, message: 'no error was thrown', stack: [] }
  }
  const code = 'code' in error ? error.code : undefined
  const shortMessage = 'shortMessage' in error ? error.shortMessage : undefined
  const description = {
    type: error.name,
    code,
    message: typeof shortMessage === 'string' ? shortMessage : error.message,
    // The first lines repeat the whole message.
    stack: (error.stack ?? '').split('\n').flatMap((line) => /^\s+at (.*)/.exec(line)?.[1] ?? []),
  }
  if (error.cause === undefined) return description
  return { ...description, cause: describeError(error.cause) }
}
