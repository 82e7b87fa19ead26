import type { Locks } from '../storage/Locks.ts'

/** What {@link startRounds} takes. */
export interface StartRoundsParameters {
  readonly locks: Locks
  /** What the rounds are about: of all processes on the database, one at a time runs a round of it. */
  readonly key: string
  /** Milliseconds between the end of one round, or a look at who has it, and the next. */
  readonly interval: number
  /** `signal` aborts when the rounds are to stop, or another process may have begun one. */
  readonly run: (signal: AbortSignal) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** What is done again and again, until it is stopped. */
export interface Rounds {
  /** Resolves when the round under way, if any, has ended, or has been given up. */
  readonly stop: () => Promise<void>
}

/** How long a round may take to end when it is to stop, in milliseconds. */
const PATIENCE = 15_000

/**
 * Runs rounds, each under a lock of the database. When the process that runs them is killed, another
 * one's next look takes over. Not jobs of pg-boss: those are looked for twice a second at most, leave
 * rows behind at every round, and one whose process was killed is given to another only after minutes.
 */
export function startRounds({
  locks,
  key,
  interval,
  run,
  onFailure,
}: StartRoundsParameters): Rounds {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()

  const runRound = async (): Promise<void> => {
    try {
      await locks.tryRun(key, (lost) => run(AbortSignal.any([lost, stopping.signal])))
    } catch (error) {
      if (!stopping.signal.aborted) onFailure(error)
    }
    if (!stopping.signal.aborted) timer = setTimeout(next, interval)
  }
  const next = (): void => {
    round = runRound()
  }
  next()

  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      let patience: NodeJS.Timeout | undefined
      const impatient = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, PATIENCE)
      })
      await Promise.race([round, impatient])
      clearTimeout(patience)
    },
  }
}
