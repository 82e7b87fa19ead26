/** A rule of the command line itself refuses to go on; the library has no error for it. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  /** As `--json` has it. */
  readonly code: string

  constructor({ code, message }: { readonly code: string; readonly message: string }) {
    super(message)
    this.code = code
  }
}
