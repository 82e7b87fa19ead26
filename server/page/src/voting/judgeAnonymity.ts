/** How well a ballot hides among others. */
export type AnonymityVerdict = {
  /** There is nobody else whose ballot it could be. */
  isAlone: boolean
  /** Somebody who knows the people might guess. */
  isCrowdSmall: boolean
  /** Hardly anybody has voted yet: who saw one online might guess. */
  isEarly: boolean
}

/** The size below which a crowd does not hide anybody well. */
const SMALL_CROWD = 20
/** With fewer ballots than this, the next one is among the first. */
const FIRST_BALLOTS = 5

/**
 * Judges how well a ballot hides that is cast now.
 * @param size How many people may vote.
 * @param received From how many of them there is a ballot.
 */
export function judgeAnonymity({
  size,
  received,
}: {
  size: number
  received: number
}): AnonymityVerdict {
  return {
    isAlone: size <= 1,
    isCrowdSmall: size < SMALL_CROWD,
    // Where few may vote at all, waiting would help little.
    isEarly: received < FIRST_BALLOTS && received < size - 1,
  }
}
