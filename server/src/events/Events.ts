/** Something that happened, told to every process of this server. It names no ballot and no person. */
export type ServerEvent =
  /** Ballots on a proposal were stored. */
  | { readonly kind: 'received'; readonly proposal: string }
  /** What the chain says of a space was written. */
  | { readonly kind: 'indexed'; readonly space: string }
  /** Events may have been lost: whoever follows anything looks anew. */
  | { readonly kind: 'missed' }

/** Hears an event. */
export type Listener = (event: ServerEvent) => void

/** Tells what happened to whoever listens, in any process on the same database. */
export interface Events {
  /** Tells an event, after what it tells was committed. Never fails: events are hints, not facts. */
  readonly publish: (event: ServerEvent) => void
  /** Calls `listener` with each event from now on; returns what ends that. */
  readonly subscribe: (listener: Listener) => () => void
  readonly close: () => Promise<void>
}
