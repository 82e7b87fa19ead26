import type { Group, MerkleProof } from '@semaphore-protocol/group'
import type { Identity } from '@semaphore-protocol/identity'
import * as semaphore from '@semaphore-protocol/proof'

// The package's declarations import their siblings without file names, which Node's own module
// resolution (and so `moduleResolution: nodenext`) does not find: its functions would be untyped.
// These are their types, from its source.

/** A Semaphore v4 proof as its package makes it: numbers as decimal strings. */
export type SemaphoreProof = {
  merkleTreeDepth: number
  merkleTreeRoot: string
  nullifier: string
  message: string
  scope: string
  points: [string, string, string, string, string, string, string, string]
}

/**
 * Makes a Semaphore v4 proof. Pads `siblings` in place: pass a copy. Never pass text as message or
 * scope.
 */
export const generateProof: (
  identity: Identity,
  groupOrMerkleProof: Group | MerkleProof,
  message: bigint,
  scope: bigint,
  merkleTreeDepth: number,
  artifacts: { wasm: string | Uint8Array; zkey: string | Uint8Array },
) => Promise<SemaphoreProof> = semaphore.generateProof

/**
 * Says whether a Semaphore v4 proof holds. Reads coordinates modulo the base field: check their
 * range before.
 */
export const verifyProof: (proof: SemaphoreProof) => Promise<boolean> = semaphore.verifyProof
