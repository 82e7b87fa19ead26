import { readFileSync } from 'node:fs'

/** `test/vectors/ballots.json`; numbers of 32 bytes in hex. */
export interface BallotVectors {
  readonly ballots: readonly {
    readonly name: string
    readonly votes: readonly number[]
    readonly revision: number
    readonly cost: number
    readonly words: readonly string[]
    readonly message: string
  }[]
  readonly malformed: readonly {
    readonly name: string
    readonly optionCount: number
    readonly words: readonly string[]
  }[]
  readonly scopes: readonly {
    readonly chainId: number
    readonly governor: string
    readonly proposalId: string
    readonly scope: string
  }[]
}

/** `test/vectors/tallies.json`. */
export interface TallyVectors {
  readonly tallies: readonly {
    readonly name: string
    readonly optionCount: number
    readonly voiceCredits: number
    readonly groupSize: number
    readonly quorumNumerator: number
    readonly quorumDenominator: number
    readonly maxWinners: number
    readonly ballots: readonly {
      readonly nullifier: number
      readonly revision: number
      readonly votes: readonly number[]
    }[]
    readonly voters: number
    readonly quorum: number
    readonly succeeded: boolean
    readonly votesFor: readonly number[]
    readonly votesAgainst: readonly number[]
    readonly creditsSpent: readonly number[]
    readonly passes: readonly boolean[]
  }[]
}

export const ballotVectors: BallotVectors = read('ballots.json')
export const tallyVectors: TallyVectors = read('tallies.json')

function read<Vectors>(file: string): Vectors {
  return JSON.parse(readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8'))
}
