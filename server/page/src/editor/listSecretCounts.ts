import { optionClasses, type WireSpaceRules } from '@psephos/lib'

/** What a DAO has for secret ballots. */
export type SecretBallots = Pick<
  NonNullable<WireSpaceRules['secretBallots']>,
  'classes' | 'capacity'
>

/** Tells whether ballots on so many options can be secret in a DAO. */
export function areSecretOptionsPossible(count: number, secretBallots: SecretBallots): boolean {
  return listSecretRanges(secretBallots).some(({ from, to }) => from <= count && count <= to)
}

/**
 * Returns on how many options ballots can be secret in a DAO, as people write it.
 * @example
 * listSecretCounts({ classes: [2, 4, 16], capacity: 16 }) // '1–4, 9–16'
 */
export function listSecretCounts(secretBallots: SecretBallots): string {
  return listSecretRanges(secretBallots)
    .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
    .join(', ')
}

/** A class is for as many options as it says, and for those that the class below it does not take. */
function listSecretRanges({ classes, capacity }: SecretBallots): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  for (const [index, to] of optionClasses.entries()) {
    if (!classes.includes(to) || to > capacity) continue
    const from = (optionClasses[index - 1] ?? 0) + 1
    const last = ranges.at(-1)
    if (last?.to === from - 1) last.to = to
    else ranges.push({ from, to })
  }
  return ranges
}
