import type { CommitteeTranscript, Complaint, Confirmation, Deal } from '@psephos/lib'

/** Everything that was said in a key generation, as it was found. */
export interface Said {
  readonly transcript: CommitteeTranscript
  readonly confirmations: readonly Confirmation[]
  /** Until when deals are taken, in seconds since 1970; null where people agree on it among themselves. */
  readonly dealsUntil: number | null
  /** The space whose mailbox it is. */
  readonly space: string | null
}

/** What a trustee says. */
export type Message =
  | { readonly kind: 'deal'; readonly content: Deal }
  | { readonly kind: 'complaint'; readonly content: Complaint }
  | { readonly kind: 'confirmation'; readonly content: Confirmation }

/** Where trustees find what others say, and put what they say: a folder that they share, or a server's mailbox. */
export interface KeyGenerationPlace {
  readonly read: () => Promise<Said>
  /** Puts a message there and returns where it is; the same again is harmless. */
  readonly post: (message: Message) => Promise<string>
}
