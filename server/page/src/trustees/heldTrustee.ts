import type { CommitteeTranscript } from '@psephos/lib'
import { useSyncExternalStore } from 'react'

/** A trustee's file, opened. */
export type OpenTrustee = {
  /** 32 bytes. */
  seed: Uint8Array
  transcripts: readonly CommitteeTranscript[]
  /** With which the file is written anew, once there is more to keep. */
  passphrase: string
}

/** The trustee's secret that this tab holds while the file is open. */
export type HeldTrustee = {
  get(): OpenTrustee | null
  hold(trustee: OpenTrustee): void
  /** Forgets it. */
  clear(): void
  /** Whether one is held. */
  useIsOpen(): boolean
}

/**
 * Returns a place for a trustee's secret, so that the passphrase is asked for once in a visit. It is memory and nothing else: no
 * storage, no state of React, no cache; a reload forgets it.
 */
export function createHeldTrustee(): HeldTrustee {
  let held: OpenTrustee | null = null
  const listeners = new Set<() => void>()
  const set = (trustee: OpenTrustee | null) => {
    held = trustee
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    get: () => held,
    hold: set,
    clear() {
      held?.seed.fill(0)
      set(null)
    },
    useIsOpen: () => useSyncExternalStore(subscribe, () => held !== null),
  }
}

/** The trustee's secret of this tab. */
export const heldTrustee = createHeldTrustee()
