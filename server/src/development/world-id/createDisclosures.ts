import { BoundedMap } from './BoundedMap.ts'

const CAPACITY = 10_000

/** What {@link createDisclosures} takes. */
export interface CreateDisclosuresParameters {
  /** For how long a nullifier may be disclosed again, in milliseconds. */
  readonly grace: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A wallet's memory of the nullifiers it has disclosed. */
export interface Disclosures {
  /** Tells whether a nullifier was disclosed before. */
  readonly has: (nullifier: bigint) => boolean
  /** Tells whether a nullifier was disclosed so long ago that it must not be disclosed again. */
  readonly isReplay: (nullifier: bigint) => boolean
  /**
   * Remembers that a nullifier is disclosed now, unless it was before: the grace does not start
   * anew.
   */
  readonly record: (nullifier: bigint) => void
}

/** Returns a memory of the last 10 000 nullifiers; a restart forgets them all. */
export function createDisclosures({ grace, now }: CreateDisclosuresParameters): Disclosures {
  const disclosedAt = new BoundedMap<bigint, number>(CAPACITY)
  return {
    has: (nullifier) => disclosedAt.has(nullifier),
    isReplay: (nullifier) => now() - (disclosedAt.get(nullifier) ?? now()) > grace,
    record: (nullifier) => {
      if (!disclosedAt.has(nullifier)) disclosedAt.set(nullifier, now())
    },
  }
}
