import type { SemaphoreArtifacts } from '../ballot/semaphoreArtifactUrls.ts'
import { createArtifactStore } from './createArtifactStore.ts'
import { warmProver } from './warmProver.ts'

/** What a thread that proves keeps from one ballot to the next. */
export type ProverStore = {
  /** Begins to load the artifacts and the prover. What fails is tried again, and said, with the next ballot. */
  prepare(): void
  /** Returns the artifacts, once the prover that was begun stands: a second one would start its own threads. */
  load: ReturnType<typeof createArtifactStore>
}

/** Returns a place for artifacts, which are fetched once, and for the prover. */
export function createProverStore(artifacts: SemaphoreArtifacts): ProverStore {
  const load = createArtifactStore(artifacts)
  let warming: Promise<void> | null = null
  return {
    prepare() {
      load().catch(() => undefined)
      warming ??= warmProver().catch(() => undefined)
    },
    async load(parameters) {
      const [loaded] = await Promise.all([load(parameters), warming])
      return loaded
    },
  }
}
