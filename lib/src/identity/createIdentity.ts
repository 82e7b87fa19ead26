import { Identity } from '@semaphore-protocol/identity'

/** What {@link createIdentity} takes. */
export type CreateIdentityParameters = {
  /**
   * The secret that the identity is derived from: bytes, or text that is read as UTF-8. It must be
   * as hard to guess as 16 random bytes, because whoever guesses it votes as this person and can
   * tell all their ballots.
   */
  privateKey?: Uint8Array | string
}

/**
 * Returns a Semaphore identity: the one that `privateKey` gives (always the same), or a new one
 * from 32 random bytes. Its secret is there for those who ask for it by name, and nowhere else: not
 * in `JSON.stringify`, nor where the identity is logged or spread.
 * @example
 * const identity = createIdentity()
 * identity.commitment // what the group holds; the rest stays with the person
 */
export function createIdentity({ privateKey }: CreateIdentityParameters = {}): Identity {
  const identity = new Identity(privateKey ?? crypto.getRandomValues(new Uint8Array(32)))
  for (const field of Object.keys(identity)) {
    Object.defineProperty(identity, field, { enumerable: false })
  }
  return Object.defineProperty(identity, 'toJSON', {
    value: () => ({ commitment: String(identity.commitment) }),
  })
}

export type { Identity }
