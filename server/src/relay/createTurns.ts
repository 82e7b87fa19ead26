/** Lets tasks of one kind take turns. */
export interface Turns {
  /** Runs `task` when every earlier one of the same `key` has ended, well or not. */
  readonly run: <Result>(key: string, task: () => Promise<Result>) => Promise<Result>
}

/**
 * Creates turns: tasks of one key run one after another, those of different keys beside each other.
 */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    run: (key, task) => {
      const result = (last.get(key) ?? Promise.resolve()).then(task)
      const ended = result
        .catch(() => undefined)
        .finally(() => {
          if (last.get(key) === ended) last.delete(key)
        })
      last.set(key, ended)
      return result
    },
  }
}
