import type { WireBallot, WireSecretBallot } from '@psephos/lib'

/** A ballot of either kind: on an open proposal, or on a secret one. */
export type AnyBallot = WireBallot | WireSecretBallot

/** Tells whether a ballot is encrypted: then nothing in it says how its person voted. */
export function isSecretBallot(ballot: AnyBallot): ballot is WireSecretBallot {
  return 'encrypted' in ballot
}
