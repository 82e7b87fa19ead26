import { z } from 'zod'
import { wireUint } from '../wire/scalars.ts'
import { PsephosError } from './PsephosError.ts'

/** The members that a server gave do not hash to the root that the chain says. */
export class GroupRootMismatchError extends PsephosError {
  static readonly facts = z.strictObject({ root: wireUint, expectedRoot: wireUint })
  override readonly name = 'GroupRootMismatchError'

  constructor({ root, expectedRoot }: z.output<typeof GroupRootMismatchError.facts>) {
    super('GROUP_ROOT_MISMATCH', "The group's members do not hash to the root on-chain.", {
      root: String(root),
      expectedRoot: String(expectedRoot),
    })
  }
}

/** No Semaphore circuit reaches a group of this size, or the chosen one does not. */
export class GroupSizeOutOfRangeError extends PsephosError {
  static readonly facts = z.strictObject({ size: z.number(), maximum: z.number() })
  override readonly name = 'GroupSizeOutOfRangeError'

  constructor(facts: z.output<typeof GroupSizeOutOfRangeError.facts>) {
    super(
      'GROUP_SIZE_OUT_OF_RANGE',
      `The group's size is ${facts.size}; it must be a whole number from 0 to ${facts.maximum}.`,
      facts,
    )
  }
}
