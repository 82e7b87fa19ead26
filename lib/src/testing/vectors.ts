import { readFileSync } from 'node:fs'
import * as z from 'zod'

const hexWords = z.array(z.string().transform((word) => BigInt(word)))
const hexWord = z.string().transform((word) => BigInt(word))

/**
 * `test/vectors/ballots.json`: ballots, malformed words and scopes that every language reads alike.
 */
export const ballotVectors = readVectors(
  'ballots.json',
  z.strictObject({
    about: z.string(),
    ballots: z.array(
      z.strictObject({
        name: z.string(),
        votes: z.array(z.number()),
        revision: z.number(),
        cost: z.number(),
        words: hexWords,
        message: hexWord,
      }),
    ),
    malformed: z.array(
      z.strictObject({ name: z.string(), optionCount: z.number(), words: hexWords }),
    ),
    scopes: z.array(
      z.strictObject({
        chainId: z.number(),
        governor: z.string(),
        proposalId: hexWord,
        scope: hexWord,
      }),
    ),
  }),
)

const perOption = z.array(z.number().transform((sum) => BigInt(sum)))

/** `test/vectors/tallies.json`: elections with the tally that every language must arrive at. */
export const tallyVectors = readVectors(
  'tallies.json',
  z.strictObject({
    about: z.string(),
    tallies: z.array(
      z.strictObject({
        name: z.string(),
        optionCount: z.number(),
        voiceCredits: z.number(),
        groupSize: z.number(),
        quorumNumerator: z.number(),
        quorumDenominator: z.number(),
        maxWinners: z.number(),
        ballots: z.array(
          z.strictObject({
            nullifier: z.number(),
            revision: z.number(),
            votes: z.array(z.number()),
          }),
        ),
        voters: z.number(),
        quorum: z.number(),
        quorumReached: z.boolean(),
        succeeded: z.boolean(),
        votesFor: perOption,
        votesAgainst: perOption,
        creditsSpent: perOption,
        passes: z.array(z.boolean()),
      }),
    ),
  }),
)

const extensionElement = z.tuple([hexWord, hexWord])

/** `test/vectors/twistPoints.json`: points of the twist, in the subgroup of prime order or not. */
export const twistPointVectors = readVectors(
  'twistPoints.json',
  z.strictObject({
    about: z.string(),
    points: z.array(
      z.strictObject({
        name: z.string(),
        isInSubgroup: z.boolean(),
        x: extensionElement,
        y: extensionElement,
      }),
    ),
  }),
)

const curvePoint = z.tuple([hexWord, hexWord]).transform(([x, y]) => ({ x, y }))
const namedPoints = z.array(z.strictObject({ name: z.string(), point: curvePoint }))

/** `test/vectors/babyJubjub.json`: points, sums and multiples that every language computes alike. */
export const babyJubjubVectors = readVectors(
  'babyJubjub.json',
  z.strictObject({
    about: z.string(),
    basePoint: curvePoint,
    order: hexWord,
    points: namedPoints,
    sums: z.array(
      z.strictObject({ name: z.string(), left: curvePoint, right: curvePoint, sum: curvePoint }),
    ),
    multiples: z.array(
      z.strictObject({
        name: z.string(),
        point: curvePoint,
        scalar: hexWord,
        product: curvePoint,
      }),
    ),
    negatives: z.array(
      z.strictObject({ name: z.string(), point: curvePoint, negative: curvePoint }),
    ),
    outsideSubgroup: namedPoints,
    offCurve: namedPoints,
    notCanonical: namedPoints,
  }),
)

const wholeNumber = z.number().transform((value) => BigInt(value))

/** `test/vectors/lagrangeWeights.json`: Lagrange coefficients at 0 as whole numbers. */
export const lagrangeVectors = readVectors(
  'lagrangeWeights.json',
  z.strictObject({
    about: z.string(),
    sets: z.array(
      z.strictObject({
        positions: z.array(z.number()),
        denominator: wholeNumber,
        weights: z.array(wholeNumber),
      }),
    ),
  }),
)

function readVectors<Schema extends z.core.$ZodType>(
  file: string,
  schema: Schema,
): z.output<Schema> {
  const path = new URL(`../../../test/vectors/${file}`, import.meta.url)
  return z.parse(schema, JSON.parse(readFileSync(path, 'utf8')))
}
