/** The command line, or a file that it names, is wrong: what to do differently is in the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
