import type { BallotSet } from '../../wire/ballotList.ts'
import type { RequestOptions } from './RequestOptions.ts'

/** Which ballots of a proposal to list: those that the server received, if it is not said. */
export type ListBallotsParameters<Set extends BallotSet> = {
  proposal: bigint
  set?: Set
} & RequestOptions

/** As many as a page may hold. */
const BALLOTS_PER_PAGE = 1_000

/** Yields a set of a proposal's ballots, page by page; `getPage` is given the query of each. */
export async function* readBallotPages<Ballot>(
  set: BallotSet,
  getPage: (query: string) => Promise<{ ballots: Ballot[]; next: string | null }>,
): AsyncGenerator<Ballot, void> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor && `&cursor=${cursor}`
    const page = await getPage(`?set=${set}&limit=${BALLOTS_PER_PAGE}${after}`)
    yield* page.ballots
    cursor = page.next
  }
}
