import * as z from 'zod'
import { wireUint } from '../wire/scalars.ts'
import { PsephosError } from './PsephosError.ts'

/** A part of a group that a server gave has not the bytes that such a part has. */
export class GroupBucketMalformedError extends PsephosError {
  static readonly facts = z.strictObject({ bytes: z.number(), expectedBytes: z.number() })
  override readonly name = 'GroupBucketMalformedError'

  constructor(facts: z.output<typeof GroupBucketMalformedError.facts>) {
    super(
      'GROUP_BUCKET_MALFORMED',
      `The bucket of the group has ${facts.bytes} bytes; it must have ${facts.expectedBytes}.`,
      facts,
    )
  }
}

/**
 * The path from a member to the root is not that of the group as it stands: the group changed since
 * it was read. Read it anew, and send the rotation again.
 */
export class GroupPathStaleError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'GroupPathStaleError'

  constructor(facts: z.output<typeof GroupPathStaleError.facts>) {
    super(
      'GROUP_PATH_STALE',
      `The path to the group's root is out of date: ${facts.reason}.`,
      facts,
    )
  }
}

/** A group has no such member or no such bucket. */
export class GroupPlaceOutOfRangeError extends PsephosError {
  static readonly facts = z.strictObject({
    of: z.enum(['member', 'bucket']),
    place: z.number(),
    count: z.number(),
  })
  override readonly name = 'GroupPlaceOutOfRangeError'

  constructor(facts: z.output<typeof GroupPlaceOutOfRangeError.facts>) {
    const { of, place, count } = facts
    super(
      'GROUP_PLACE_OUT_OF_RANGE',
      `There is no ${of} at ${place}: the group has ${count}, counted from 0.`,
      facts,
    )
  }
}

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

/**
 * The server knows no group with this root: it never stood so, or so lately that the server has not
 * read it yet. A bucket is given of the electorates of open proposals alone.
 */
export class GroupRootUnknownError extends PsephosError {
  static readonly facts = z.strictObject({ root: wireUint })
  override readonly name = 'GroupRootUnknownError'

  constructor({ root }: z.output<typeof GroupRootUnknownError.facts>) {
    super('GROUP_ROOT_UNKNOWN', 'The server knows no group with this root.', {
      root: String(root),
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
