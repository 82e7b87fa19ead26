import * as snarkjs from 'snarkjs'
import { type AddedStep, addStep } from './addStep.ts'
import { CeremonyError } from './CeremonyError.ts'
import {
  BEACON_ITERATIONS,
  BEACON_NAME,
  isBeaconIterations,
  isBeaconSource,
  isBeaconValue,
  type TranscriptBeacon,
} from './parseTranscript.ts'

/** What {@link addBeacon} takes. */
export type AddBeaconParameters = {
  folder: string
  /** Where the value comes from, in words that let anyone look it up: one line. */
  source: string
  /** What nobody could know while contributions were made: 32 to 255 bytes in hex, with or without 0x. */
  value: string
  /** It is hashed 2^iterations times: 10 (as it is without this) to 20. */
  iterations?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * Closes a ceremony with public chance, once.
 * @throws {@link CeremonyError} `CEREMONY_ARGUMENT_INVALID`, `CEREMONY_OUT_OF_ORDER` before any contribution or a second time, and
 * what else {@link contribute} does.
 */
export async function addBeacon({
  folder,
  source,
  value: given,
  iterations = BEACON_ITERATIONS.least,
  signal,
}: AddBeaconParameters): Promise<AddedStep<TranscriptBeacon>> {
  const value = given.replace(/^0x/, '').toLowerCase()
  const { least, most } = BEACON_ITERATIONS
  if (!isBeaconSource(source)) refuse('The source of a beacon is one line of up to 500 characters.')
  if (!isBeaconValue(value)) refuse('The value of a beacon is 32 to 255 bytes in hex.')
  if (!isBeaconIterations(iterations)) {
    refuse(`The iterations of a beacon are an exponent from ${least} to ${most}.`)
  }
  return addStep<TranscriptBeacon>({
    folder,
    signal,
    checkOrder: ({ beacon, contributions }) => {
      if (beacon !== null) tooEarlyOrLate('This ceremony has its beacon already.')
      if (contributions.length === 0)
        tooEarlyOrLate('The beacon comes after the contributions, and there is none yet.')
    },
    make: ({ last, next }) => snarkjs.zKey.beacon(last, next, BEACON_NAME, value, iterations),
    describe: (hashes) => ({ name: BEACON_NAME, ...hashes, source, value, iterations }),
    extend: (transcript, beacon) => ({ ...transcript, beacon }),
  })
}

function refuse(message: string): never {
  throw new CeremonyError({ code: 'CEREMONY_ARGUMENT_INVALID', message })
}

function tooEarlyOrLate(message: string): never {
  throw new CeremonyError({ code: 'CEREMONY_OUT_OF_ORDER', message })
}
