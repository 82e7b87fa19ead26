import { encodeBallot, tallyBallots } from '@psephos/lib'
import snapshot from '@snapshot-labs/snapshot.js'
// Read where snapshot.js ships it, so that its numbers are nobody's but its own.
import example from '@snapshot-labs/snapshot.js/src/voting/examples/quadratic.json' with {
  type: 'json',
}
import { describe, expect, test } from 'vitest'

/** What a voter gives each option, on a scale of their own: only the ratios count. */
type Weights = readonly number[]

const exampleWeights: Weights[] = example.votes.map(({ choice }) => {
  const weights = new Map(Object.entries(choice))
  return example.proposal.choices.map((_, option) => weights.get(`${option + 1}`) ?? 0)
})

/**
 * Snapshot lets a voter of power 1 count √share on each option. Its score of option i is n·Aᵢ²/ΣAⱼ²,
 * where Aᵢ is the sum of n voters' roots.
 */
function scoreWithSnapshot(voters: readonly Weights[], optionCount: number): number[] {
  const choices = Array.from({ length: optionCount }, (_, option) => `option ${option}`)
  const votes = voters.map((weights) => ({
    choice: Object.fromEntries(weights.map((weight, option) => [option + 1, weight])),
    balance: 1,
    scores: [1],
  }))
  return new snapshot.utils.voting.quadratic({ choices }, votes, [], {}).getScores()
}

/**
 * The votes that a share of the credits pays for. Rounded down, since a ballot may not cost more
 * than its credits; exact for whole weights, whose product with the credits is rounded only once.
 */
function buyVotes(weights: Weights, voiceCredits: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.floor(Math.sqrt((weight * voiceCredits) / total)))
}

function tally(voters: readonly Weights[], rules: { voiceCredits: number; maxWinners: number }) {
  return tallyBallots({
    ...rules,
    ballots: voters.map((weights, voter) => ({
      nullifier: BigInt(voter),
      revision: 0,
      words: encodeBallot({ votes: buyVotes(weights, rules.voiceCredits) }),
    })),
    optionCount: voters[0]?.length ?? 0,
    groupSize: voters.length,
    quorumNumerator: 100,
    quorumDenominator: 100,
  })
}

function gatherVotes(voters: readonly Weights[], voiceCredits: number): number[] {
  const { options } = tally(voters, { voiceCredits, maxWinners: 0 })
  return options.map(({ votesFor }) => Number(votesFor))
}

/** Options from the most to the least. */
function rank(sums: readonly number[]): number[] {
  return [...sums.keys()].sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0))
}

/** Park and Miller's minimal standard generator: from 0 to 1, and the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** 50 voters, 2 to 8 options. Some options are better liked, and voters leave out what they will. */
function createElection(random: () => number): Weights[] {
  const optionCount = 2 + Math.floor(7 * random())
  const appeal = Array.from({ length: optionCount }, random)
  return Array.from({ length: 50 }, () => {
    const weights = appeal.map((liked) => (random() < liked ? Math.ceil(100 * random()) : 0))
    return weights.some((weight) => weight > 0) ? weights : weights.map(() => 1)
  })
}

describe("snapshot.js's example of quadratic voting", () => {
  test('is the one of 394 votes, and scores as it says', () => {
    expect(exampleWeights).toHaveLength(394)
    expect(example.scores).toEqual([
      284.8896779654694, 45.02408310751503, 39.671068856935065, 24.415170070080556,
    ])
    expect(scoreWithSnapshot(exampleWeights, 4)).toEqual(example.scores)
  })

  test.each([100, 10_000, 65_535])('ranks its options alike with %i voice credits', (credits) => {
    const votes = gatherVotes(exampleWeights, credits)
    expect(new Set(votes).size).toBe(4)
    expect(rank(votes)).toEqual(rank(example.scores))
  })

  test.each([1, 2, 3, 4])('has the same winners when %i may pass', (maxWinners) => {
    const { options, voters } = tally(exampleWeights, { voiceCredits: 10_000, maxWinners })
    expect(voters).toBe(394)
    const passing = [...options.keys()].filter((option) => options[option]?.passes)
    expect(new Set(passing)).toEqual(new Set(rank(example.scores).slice(0, maxWinners)))
  })
})

describe('tallyBallots', () => {
  /*
   * How far apart two of Snapshot's scores must be for whole votes to keep their order: of n voters
   * with C credits each, an option gathers Vᵢ votes, where √C·Aᵢ − n < Vᵢ ≤ √C·Aᵢ, since each voter
   * loses less than one vote to rounding. So Vᵢ > Vⱼ wherever Aᵢ − Aⱼ ≥ n/√C. Scores say
   * √sᵢ = √n·Aᵢ/|A|, where |A| = √ΣAⱼ² ≥ ΣAⱼ/√k ≥ n/√k for k options, since a voter's roots add up
   * to at least their shares, which add up to 1. That makes √sᵢ − √sⱼ ≥ √(n·k/C) enough.
   */
  test.each([
    { voiceCredits: 10_000, leastDecided: 0.9 },
    { voiceCredits: 65_535, leastDecided: 0.95 },
  ])(
    'ranks random elections as snapshot.js does, with $voiceCredits voice credits',
    ({ voiceCredits, leastDecided }) => {
      const random = createRandom(394)
      let pairs = 0
      let decided = 0
      for (let election = 0; election < 200; election++) {
        const voters = createElection(random)
        const optionCount = voters[0]?.length ?? 0
        const roots = scoreWithSnapshot(voters, optionCount).map(Math.sqrt)
        const votes = gatherVotes(voters, voiceCredits)
        // The billionth is for what sums of 50 floating-point numbers lose.
        const margin = Math.sqrt((voters.length * optionCount) / voiceCredits) + 1e-9
        const disagreeing = []
        for (const [a, rootA] of roots.entries()) {
          for (const [b, rootB] of roots.entries()) {
            if (a < b) pairs++
            if (rootA - rootB < margin) continue
            decided++
            if (!((votes[a] ?? 0) > (votes[b] ?? 0))) disagreeing.push({ election, a, b })
          }
        }
        expect(disagreeing).toEqual([])
      }
      // A bound that decides nothing would prove nothing.
      expect(decided / pairs).toBeGreaterThan(leastDecided)
    },
  )
})
