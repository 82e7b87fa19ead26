import {
  ballotMessage,
  decodeEncryptedVotes,
  encodeBallot,
  secretBallotMessage,
  type WireSecretBallot,
} from '@psephos/lib'

/** What a ballot says, as it is stored. */
export interface BallotContent {
  /** From 0 to 65 535. */
  readonly revision: number
  /** Empty on a secret proposal. */
  readonly votes: readonly number[]
  /** The coordinates of R and of each C as decimal text; empty on an open proposal. */
  readonly encrypted: readonly string[]
}

/** Returns what names a ballot in its receipt: the hash of its revision and of what it says. */
export function getMessage({ revision, votes, encrypted }: BallotContent): bigint {
  return encrypted.length === 0
    ? ballotMessage({ revision, words: encodeBallot({ votes }) })
    : secretBallotMessage({ revision, encrypted: readEncrypted(encrypted) })
}

/** Returns encrypted votes of what is stored of them. */
export function readEncrypted(encrypted: readonly string[]): WireSecretBallot['encrypted'] {
  return decodeEncryptedVotes(encrypted.map(BigInt))
}

/** Tells whether two ballots say the same. */
export function isSameContent(one: BallotContent, two: BallotContent): boolean {
  return (
    one.revision === two.revision &&
    isSameList(one.votes, two.votes) &&
    isSameList(one.encrypted, two.encrypted)
  )
}

function isSameList<Each>(one: readonly Each[], two: readonly Each[]): boolean {
  return one.length === two.length && one.every((each, index) => each === two[index])
}
