import * as z from 'zod'
import { MAX_SECRET_OPTIONS } from '../secret/optionClass.ts'
import { wireTrusteePosition } from '../wire/committee.ts'
import { wireHash, wireUint } from '../wire/scalars.ts'
import {
  address,
  count,
  countedBallot,
  MAX_ARCHIVE_ENTRIES,
  place,
  points,
} from './archiveFields.ts'

const MAX_TRUSTEES = 16
const CLASSES = 4

/** Coordinates x, y of R, then of C for each option. */
const encryptedWords = z.array(wireUint).max(2 * (1 + MAX_SECRET_OPTIONS))
const totals = z.array(wireUint).max(MAX_SECRET_OPTIONS)

const digits = (words: number) => z.string().regex(new RegExp(`^[0-9a-f]{${64 * words}}$`))
const circuitKey = z.strictObject({
  /** The contract that verifies with it. */
  verifier: address,
  alpha: digits(2),
  beta: digits(4),
  gamma: digits(4),
  delta: digits(4),
  inputs: z.string().regex(/^([0-9a-f]{128}){2,65}$/),
  isDevelopment: z.boolean(),
})

/** The ballots of a secret proposal that the ballot box says it counted, replaced ones among them. */
export const secretBallots = z
  .array(
    countedBallot.extend({
      points: encryptedWords,
      /** What was brought with it; null when it could not be found. */
      proof: points.nullable(),
    }),
  )
  .max(MAX_ARCHIVE_ENTRIES)

/** What there is of a secret proposal beside its ballots. */
export const secretElection = z.strictObject({
  /** `SecretBallotBox`. */
  box: address,
  /** `TrusteeCommittees`. */
  registry: address,
  /** The committee that the governor says decrypts, as it was registered. */
  committee: place.extend({
    id: wireHash,
    session: wireHash,
    trustees: z.array(address).min(1).max(MAX_TRUSTEES),
    threshold: wireTrusteePosition,
    capacity: z.literal([2, 4, 8, 16]),
    /** For each class up to the capacity. */
    keysHashes: z.array(wireUint).max(CLASSES),
    /** Trustee by trustee, for each class up to the capacity. */
    verificationKeysHashes: z.array(wireUint).max(CLASSES * MAX_TRUSTEES),
    commitmentsHash: wireHash,
    /** The words of the summed commitments, from which every key follows. */
    commitments: z.array(wireUint).max(2 * MAX_SECRET_OPTIONS * MAX_TRUSTEES),
  }),
  /** The verification keys of the circuits of the proposal's class, as the box's verifiers have them. */
  keys: z.strictObject({ ballot: circuitKey, share: circuitKey }),
  /** The encrypted sums of all ballots that count; null until voting is over and somebody closed it. */
  closed: place.extend({ voters: count, sums: encryptedWords }).nullable(),
  /** The decryption shares that the box took, in the order of the chain. */
  shares: z
    .array(
      place.extend({
        logIndex: count,
        position: count,
        /** x and y of the trustee's share of ΣR for each option. */
        points: z.array(wireUint).max(2 * MAX_SECRET_OPTIONS),
        /** What was brought with it; null when it could not be found. */
        proof: points.nullable(),
      }),
    )
    .max(MAX_TRUSTEES),
  /** What the box found the totals to be, with the shares of which trustees. */
  finalised: place
    .extend({ voters: count, positions: z.array(count).max(MAX_TRUSTEES), totals })
    .nullable(),
  /** What the governor says that it was brought. */
  recorded: place.extend({ voters: count, totals }).nullable(),
})

/** What there is of a secret proposal beside its ballots. */
export type SecretElection = z.output<typeof secretElection>
/** One secret ballot that the ballot box counted. */
export type ArchivedSecretBallot = z.output<typeof secretBallots>[number]
/** One decryption share that the ballot box took. */
export type ArchivedShare = SecretElection['shares'][number]
