/** The secrets that this tab holds while it is open, by commitment. */
export type HeldSecrets = {
  /** 32 bytes in hex, or null. */
  get(commitment: bigint): string | null
  hold(commitment: bigint, secret: string): void
  /** Forgets them all. */
  clear(): void
}

/**
 * Returns a place for the secrets that passkeys and wallets have derived, so that a person is asked
 * once in a visit and not for every ballot. It is memory and nothing else: no storage, no state of
 * React, no cache; a reload forgets it.
 */
export function createHeldSecrets(): HeldSecrets {
  const secrets = new Map<string, string>()
  return {
    get: (commitment) => secrets.get(String(commitment)) ?? null,
    hold: (commitment, secret) => void secrets.set(String(commitment), secret),
    clear: () => secrets.clear(),
  }
}

/** The secrets of this tab. */
export const heldSecrets = createHeldSecrets()
