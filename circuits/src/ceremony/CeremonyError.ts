/** What can go wrong in a ceremony. */
export type CeremonyErrorCode =
  /** A value that was given has the wrong form. */
  | 'CEREMONY_ARGUMENT_INVALID'
  /** Another process works on the folder. */
  | 'CEREMONY_BUSY'
  /** The folder holds a ceremony already. */
  | 'CEREMONY_EXISTS'
  /** The folder holds no ceremony, or a file of it is missing. */
  | 'CEREMONY_INCOMPLETE'
  /** The step comes too early or too late. */
  | 'CEREMONY_OUT_OF_ORDER'
  /** The constraints are not those that are listed, or not those of the ceremony. */
  | 'CIRCUIT_DIFFERS'
  /** There is no such circuit. */
  | 'CIRCUIT_UNKNOWN'
  /** A contribution, or what the transcript says of it, is wrong. */
  | 'CONTRIBUTION_INVALID'
  /** A contribution that was asked for is not in the ceremony. */
  | 'CONTRIBUTION_MISSING'
  /** The first key is not what constraints and powers of tau give. */
  | 'INITIAL_KEY_DIFFERS'
  /** The powers of tau are not those that the ceremony began with. */
  | 'POWERS_OF_TAU_DIFFER'
  /** The file of powers of tau is cut short, not prepared, too small or something else. */
  | 'POWERS_OF_TAU_UNFIT'
  /** The ceremony does not go on from an earlier transcript of it. */
  | 'TRANSCRIPT_DIFFERS'
  /** The transcript is none. */
  | 'TRANSCRIPT_MALFORMED'

/** What {@link CeremonyError} takes. */
export type CeremonyErrorParameters = {
  code: CeremonyErrorCode
  /** A sentence that says what is wrong, and with which contribution. */
  message: string
  details?: Readonly<Record<string, string | number>>
}

/** A step of a ceremony is refused. Nothing was changed by it. */
export class CeremonyError extends Error {
  override readonly name = 'CeremonyError'
  readonly code: CeremonyErrorCode
  readonly details: Readonly<Record<string, string | number>>

  constructor({ code, message, details = {} }: CeremonyErrorParameters) {
    super(message)
    this.code = code
    this.details = details
  }
}
