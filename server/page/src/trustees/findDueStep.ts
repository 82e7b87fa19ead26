import type { Standing } from './keyGenerationSteps.ts'

/** What of a key generation decides what is to be done. */
export type StandingFacts = Pick<Standing, 'isDealingOver' | 'isOver'> & {
  /** The positions of those who have not dealt. */
  absent: readonly number[]
  /** The positions of those who dealt rightly. */
  qualified: readonly number[]
  /** The positions of those who confirmed what comes out. */
  confirmed: readonly number[]
  threshold: number
  /** Whether a committee comes out. */
  hasOutcome: boolean
}

/**
 * What is due: `deal`, `check` or `confirm` by the trustee; `register` by anybody; the deals or the confirmations of others; or nothing,
 * because too few dealt rightly.
 */
export type DueStep =
  | { kind: 'deal' | 'check' | 'confirm' | 'failed' }
  | { kind: 'deals' | 'confirmations'; awaited: number[] }
  /** `isEarly` while trustees may still complain. */
  | { kind: 'register'; isEarly: boolean }

/** What {@link findDueStep} takes. */
export type FindDueStepParameters = {
  facts: StandingFacts
  /** The trustee's position, from 1. */
  position: number
  /** Whether the deals that there are have been checked in this visit. */
  isChecked: boolean
}

/** Returns what of a standing {@link findDueStep} looks at. */
export function toFacts({ opened, conclusion, confirmations, ...rest }: Standing): StandingFacts {
  const { absent, qualified } = conclusion.judgement
  return {
    ...{ absent, qualified, isDealingOver: rest.isDealingOver, isOver: rest.isOver },
    confirmed: [...confirmations.keys()],
    threshold: opened.keyGeneration.threshold,
    hasOutcome: conclusion.outcome !== null,
  }
}

/**
 * Returns what a trustee can do in a key generation now, or for whom they wait. Everything follows from what was said: nothing is
 * remembered of steps that were taken.
 */
export function findDueStep({ facts, position, isChecked }: FindDueStepParameters): DueStep {
  const { absent, qualified, confirmed, threshold, hasOutcome, isDealingOver, isOver } = facts
  if (!isDealingOver) {
    return absent.includes(position) ? { kind: 'deal' } : { kind: 'deals', awaited: [...absent] }
  }
  if (!confirmed.includes(position)) {
    if (!isChecked && !isOver) return { kind: 'check' }
    return { kind: hasOutcome ? 'confirm' : 'failed' }
  }
  if (confirmed.length >= threshold) return { kind: 'register', isEarly: !isOver }
  return {
    kind: 'confirmations',
    awaited: qualified.filter((each) => !confirmed.includes(each)),
  }
}

/** Names the deals that there are. */
export function listDigests({ opened: { deals } }: Pick<Standing, 'opened'>): string {
  return deals.map(({ digest }) => digest).join()
}
