import { commitStep, readTranscript } from './ceremonyFolder.ts'
import { checkChain } from './checkChain.ts'
import { checkKey } from './checkKey.ts'
import { memory } from './createInitialKey.ts'
import { sha256 } from './hashBytes.ts'
import { loadPoints } from './loadPoints.ts'
import { listSteps, type Transcript, type TranscriptStep } from './parseTranscript.ts'
import { withLock } from './withLock.ts'

type MemoryFile = { type: 'mem'; data?: Uint8Array }

/** What {@link addStep} takes. */
export type AddStepParameters<Step extends TranscriptStep> = {
  folder: string
  signal?: AbortSignal | undefined
  /** Refuses a step that comes at the wrong time. */
  checkOrder: (transcript: Transcript) => void
  /** Makes the next key, and returns the hash of the contribution. */
  make: (files: { last: MemoryFile; next: MemoryFile }) => Promise<Uint8Array | false>
  /** Returns what the transcript is to say of it. */
  describe: (hashes: Pick<Step, 'hash' | 'before' | 'after'>) => Step
  /** Returns the transcript with the step. */
  extend: (transcript: Transcript, step: Step) => Transcript
}

/** What came of a step. */
export type AddedStep<Step extends TranscriptStep> = {
  /** The number of the new key, 1 for the first contribution. */
  readonly number: number
  readonly step: Step
  readonly transcript: Transcript
}

/**
 * Adds a key to a ceremony, after checking that all before it go on from each other, and that the new one does. Interrupted, it
 * leaves the ceremony as it was.
 * @throws {@link CeremonyError}
 */
export async function addStep<Step extends TranscriptStep>({
  folder,
  signal,
  checkOrder,
  make,
  describe,
  extend,
}: AddStepParameters<Step>): Promise<AddedStep<Step>> {
  await readTranscript(folder)
  return withLock({
    folder,
    action: async (lock) => {
      const before = await readTranscript(folder)
      checkOrder(before)
      const points = await loadPoints()
      const { first, last } = await checkChain({ folder, transcript: before, points, signal })
      const next: MemoryFile = { type: 'mem' }
      const hash = await make({ last: memory(last.bytes), next })
      const bytes = next.data
      if (hash === false || bytes === undefined) throw new Error('snarkjs made no key.')
      signal?.throwIfAborted()
      const number = listSteps(before).length + 1
      const step = describe({
        hash: Buffer.from(hash).toString('hex'),
        before: last.hash,
        after: sha256(bytes),
      })
      const { key: previous, hash: previousHash } = last
      const { key: initial } = first
      checkKey({ bytes, step, number, previous, previousHash, initial, points })
      const transcript = extend(before, step)
      await commitStep({ folder, lock, number, key: bytes, transcript })
      return { number, step, transcript }
    },
  })
}
