import { id } from 'ethers'

/** How many options one person cares about. */
const MOST_OPINIONS = 8

/**
 * Returns the votes of one person: within 100 voice credits, different for different people, the
 * same in every run. The first option has many friends, the second more who are against it.
 */
export function planVotes(person: number, optionCount: number): number[] {
  const votes = new Array<number>(optionCount).fill(0)
  votes[0] = 2 + choose(person, 'first', 4) - (person % 5 === 4 ? 6 : 0)
  votes[1] = choose(person, 'second', 5) - 3
  for (let opinion = 2; opinion < Math.min(MOST_OPINIONS, optionCount); opinion++) {
    const option = 2 + choose(person, `option ${opinion}`, optionCount - 2)
    votes[option] = choose(person, `votes ${opinion}`, 7) - 3
  }
  return votes
}

/** A number from 0 to `count` − 1 that follows from its parameters: a demo must be repeatable. */
function choose(person: number, question: string, count: number): number {
  return Number(BigInt(id(`${person} ${question}`)) % BigInt(count))
}
