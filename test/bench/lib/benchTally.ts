import { encodeBallot, tallyBallots } from '@psephos/lib'
import snapshot from '@snapshot-labs/snapshot.js'
import type { Measurement } from '../Bench.ts'
import type { CaseFamily } from './CaseFamily.ts'

const BALLOTS = 1_000_000
const OPTIONS = 16
const VOICE_CREDITS = 1_000
const CASE = `tallyBallots n=${BALLOTS} options=${OPTIONS}`

/** From 0 to 9 votes on every option: the rival knows no votes against. */
const votesOf = (voter: number): number[] =>
  Array.from({ length: OPTIONS }, (_, option) => (voter * 7 + option * 3) % 10)

/**
 * Measures the tally of ballots as the chain's events hold them, beside snapshot.js, which scores as
 * many quadratic votes that lie in memory already decoded.
 */
export const benchTally: CaseFamily = { cases: [CASE], measure }

async function* measure(): AsyncGenerator<Measurement> {
  const ours = timeOurs()
  const theirs = timeTheirs()
  yield {
    bench: 'lib',
    case: CASE,
    value: Math.round(ours),
    unit: 'ms',
    versus: { name: 'snapshot.js quadratic getScores', value: Math.round(theirs) },
    ratio: Math.round((100 * theirs) / ours) / 100,
  }
}

function timeOurs(): number {
  const ballots = Array.from({ length: BALLOTS }, (_, voter) => ({
    nullifier: BigInt(voter) ** 12n,
    revision: 0,
    words: encodeBallot({ votes: votesOf(voter) }),
  }))
  const start = performance.now()
  const { voters } = tallyBallots({
    ballots,
    optionCount: OPTIONS,
    voiceCredits: VOICE_CREDITS,
    groupSize: BALLOTS,
    quorumNumerator: 4,
    quorumDenominator: 100,
    maxWinners: 0,
  })
  const milliseconds = performance.now() - start
  if (voters !== BALLOTS) throw new Error(`Counted ${voters} voters of ${BALLOTS}.`)
  return milliseconds
}

function timeTheirs(): number {
  const votes = Array.from({ length: BALLOTS }, (_, voter) => ({
    choice: Object.fromEntries(votesOf(voter).map((weight, option) => [option + 1, weight])),
    balance: 1,
    scores: [1],
  }))
  const choices = Array.from({ length: OPTIONS }, (_, option) => `Option ${option}`)
  const start = performance.now()
  const scores = new snapshot.utils.voting.quadratic(
    { choices },
    votes,
    [{ name: 'ticket', network: '1', params: {} }],
    {},
  ).getScores()
  const milliseconds = performance.now() - start
  if (scores.length !== OPTIONS) throw new Error(`Scored ${scores.length} options of ${OPTIONS}.`)
  return milliseconds
}
