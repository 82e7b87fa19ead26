import { createHash, randomBytes } from 'node:crypto'
import * as snarkjs from 'snarkjs'
import { type AddedStep, addStep } from './addStep.ts'
import { CeremonyError } from './CeremonyError.ts'
import { isContributorName, type TranscriptStep } from './parseTranscript.ts'

/** What {@link contribute} takes. */
export type ContributeParameters = {
  folder: string
  /** Who contributes: 1 to 64 characters, which are published. */
  name: string
  /** Bytes that are hashed into the secret beside those of the system: what dice or a keyboard gave. They are not kept. */
  entropy?: Uint8Array | undefined
  signal?: AbortSignal | undefined
}

/**
 * Adds a contribution to a ceremony. Its secret comes from the system's random numbers and is kept nowhere.
 * @throws {@link CeremonyError} `CEREMONY_ARGUMENT_INVALID` for an unfit name, `CEREMONY_OUT_OF_ORDER` after the beacon,
 * `CEREMONY_INCOMPLETE`, `CEREMONY_BUSY`, `CONTRIBUTION_INVALID` and others when the ceremony is not whole.
 */
export async function contribute({
  folder,
  name,
  entropy = new Uint8Array(),
  signal,
}: ContributeParameters): Promise<AddedStep<TranscriptStep>> {
  if (!isContributorName(name)) {
    throw new CeremonyError({
      code: 'CEREMONY_ARGUMENT_INVALID',
      message: 'A name has 1 to 64 visible characters, no space at its ends, and is not "Beacon".',
    })
  }
  return addStep<TranscriptStep>({
    folder,
    signal,
    checkOrder: ({ beacon }) => {
      if (beacon === null) return
      throw new CeremonyError({
        code: 'CEREMONY_OUT_OF_ORDER',
        message: 'This ceremony has its beacon: nobody can contribute any more.',
      })
    },
    // snarkjs hashes this with 64 random bytes of its own.
    make: ({ last, next }) =>
      snarkjs.zKey.contribute(
        last,
        next,
        name,
        createHash('sha512').update(randomBytes(64)).update(entropy).digest('hex'),
      ),
    describe: (hashes) => ({ name, ...hashes }),
    extend: (transcript, step) => ({
      ...transcript,
      contributions: [...transcript.contributions, step],
    }),
  })
}
