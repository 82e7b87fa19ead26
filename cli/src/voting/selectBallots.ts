import type { PsephosError } from '@psephos/lib'
import { keepLatest } from './keepLatest.ts'
import type { OnLine } from './readBallots.ts'
import type { Refusal } from './settleBallots.ts'

/** What can be said of a ballot, open or secret. */
interface Ballot {
  readonly revision: number
  readonly proof: { readonly nullifier: bigint }
}

/** What {@link selectBallots} takes. */
export interface SelectBallotsParameters<Given extends Ballot> {
  readonly ballots: readonly OnLine<Given>[]
  /** The ballots that count now. */
  readonly counted: ReadonlyMap<bigint, { readonly revision: number }>
  readonly verify: (
    ballots: readonly Given[],
  ) => Promise<readonly ({ valid: true } | { valid: false; error: PsephosError })[]>
}

/** Which ballots are worth bringing on-chain. */
export interface SelectedBallots<Given> {
  readonly good: readonly OnLine<Given>[]
  readonly refusals: Refusal[]
  /** How many count already, or are replaced by others of the file. */
  readonly skipped: number
}

/** Leaves out ballots that count already, that do not hold, and that others of the same person replace. */
export async function selectBallots<Given extends Ballot>({
  ballots,
  counted,
  verify,
}: SelectBallotsParameters<Given>): Promise<SelectedBallots<Given>> {
  const waiting = ballots.filter(({ ballot: { proof, revision } }) => {
    const held = counted.get(proof.nullifier)
    return held === undefined || held.revision < revision
  })
  const verdicts = await verify(waiting.map(({ ballot }) => ballot))
  const verified: OnLine<Given>[] = []
  const refusals: Refusal[] = []
  for (const [index, each] of waiting.entries()) {
    const verdict = verdicts[index]
    if (verdict?.valid === false) refusals.push({ line: each.line, error: verdict.error })
    else verified.push(each)
  }
  const good = keepLatest(verified)
  const skipped = ballots.length - waiting.length + verified.length - good.length
  return { good, refusals, skipped }
}

/** The ballot that counts for each nullifier now: what a later revision has to bring along. */
export function findLatest<Counted extends { nullifier: bigint; revision: number }>(
  counted: readonly Counted[],
): Map<bigint, Counted> {
  const latest = new Map<bigint, Counted>()
  for (const each of counted) {
    const held = latest.get(each.nullifier)
    if (held === undefined || held.revision < each.revision) latest.set(each.nullifier, each)
  }
  return latest
}
