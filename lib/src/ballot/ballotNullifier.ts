import type { Identity } from '@semaphore-protocol/core'
import { keccak256, toBeHex } from 'ethers'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { type Nullifier, toNullifier } from './Nullifier.ts'
import type { Scope } from './Scope.ts'

/** What {@link ballotNullifier} takes. */
export type BallotNullifierParameters = {
  /** Who votes. Never leaves this function. */
  identity: Identity
  /** Where the ballot counts: {@link proposalScope}. */
  scope: Scope
}

/**
 * Returns the nullifier under which a person's ballots on a proposal stand, without a proof: so
 * they find their own among the counted ones. Whoever else learns it knows how they voted.
 * Source: the circuit of Semaphore v4, Poseidon(hash of the scope, secret scalar).
 * @example
 * client.getBallotStatus({ proposal, nullifier: ballotNullifier({ identity, scope }) })
 */
export function ballotNullifier({ identity, scope }: BallotNullifierParameters): Nullifier {
  const scopeHash = BigInt(keccak256(toBeHex(scope, 32))) >> 8n
  return toNullifier(poseidon2([scopeHash, identity.secretScalar]))
}
