import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { ballotMessage } from '../ballot/ballotMessage.ts'
import type { BallotRules } from '../ballot/checkBallot.ts'
import { encodeBallot } from '../ballot/encodeBallot.ts'
import { toScope } from '../ballot/Scope.ts'
import type { WireBallot } from '../wire/ballot.ts'

const word = z.string().transform((text) => BigInt(text))

const file = z
  .object({
    root: word,
    proofDepth: z.number(),
    proposals: z.array(
      z.object({
        optionCount: z.number(),
        scope: word,
        ballots: z.array(
          z.object({ votes: z.array(z.number()), nullifier: word, points: z.string() }),
        ),
      }),
    ),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../test/vectors/memberProofs.json', import.meta.url), 'utf8'),
    ),
  )

/** A recorded election: what its ballots must fit, and the ballots, all of which do. */
export type ProvenElection = { rules: BallotRules; ballots: readonly WireBallot[] }

/**
 * The elections of `test/vectors/memberProofs.json`, whose 256 people proved their ballots once and
 * for all: of 4 options, in which everybody votes, and of 1, 16 and 128, in which nine do.
 */
export const provenElections: readonly ProvenElection[] = file.proposals.map(
  ({ optionCount, scope, ballots }) => ({
    rules: {
      scope: toScope(scope),
      electorate: { root: file.root, size: 256, proofDepth: file.proofDepth },
      optionCount,
      voiceCredits: 512,
    },
    ballots: ballots.map(({ votes, nullifier, points }) => ({
      revision: 0,
      votes,
      proof: {
        merkleTreeDepth: file.proofDepth,
        merkleTreeRoot: file.root,
        nullifier,
        message: ballotMessage({ revision: 0, words: encodeBallot({ votes }) }),
        scope,
        points: unpack(points),
      },
    })),
  }),
)

/** The one with 4 options and 256 ballots. */
export const provenElection = provenElections[0] ?? missing()

/** Returns a copy of one of its ballots. */
export function provenBallot(person: number): WireBallot {
  return structuredClone(provenElection.ballots[person] ?? missing())
}

function unpack(points: string): WireBallot['proof']['points'] {
  const coordinate = (index: number) =>
    BigInt(`0x${points.slice(2 + 64 * index, 2 + 64 * (index + 1))}`)
  return [
    coordinate(0),
    coordinate(1),
    coordinate(2),
    coordinate(3),
    coordinate(4),
    coordinate(5),
    coordinate(6),
    coordinate(7),
  ]
}

function missing(): never {
  throw new RangeError('test/vectors/memberProofs.json does not hold this.')
}
