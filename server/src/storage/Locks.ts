/**
 * Lets one process at a time do what several could. A lock spares double work; it is no proof that
 * nobody else works, for a connection may break: what must happen once is a constraint.
 */
export interface Locks {
  /**
   * Runs `task` if nobody holds `key`, in this process or another on the same database, and returns
   * whether it ran. `signal` aborts when the lock is lost on the way, as it is when the database
   * restarts.
   */
  readonly tryRun: (key: string, task: (signal: AbortSignal) => Promise<void>) => Promise<boolean>
  readonly close: () => Promise<void>
}
