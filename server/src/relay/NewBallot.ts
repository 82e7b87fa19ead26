import type { Ballot } from '../generated/prisma/client.ts'

/** A ballot that would be counted, and the words that it replaces, of votes or points; empty for a first one. */
export interface NewBallot {
  readonly ballot: Ballot
  readonly replacedWords: readonly bigint[]
}
