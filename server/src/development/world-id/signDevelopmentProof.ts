import type { WorldIdProof } from '@psephos/lib'
import { AbiCoder, id, keccak256, SigningKey } from 'ethers'

const DOMAIN = id('psephos.development.world-id.v1')
const TYPES = [
  'bytes32',
  'uint256',
  'uint256',
  'uint64',
  'uint256',
  'uint256',
  'uint64',
  'uint64',
  'uint256',
]

/**
 * Every public input of a World ID 4 proof, in the order in which `IWorldIDVerifier.verify` takes
 * them.
 */
export interface PublicInputs {
  /** Below the BN254 scalar field. */
  readonly nullifier: bigint
  readonly action: bigint
  /** Below 2^64. */
  readonly rpId: bigint
  readonly nonce: bigint
  readonly signalHash: bigint
  /** Seconds since 1970. */
  readonly expiresAtMin: number
  readonly issuerSchemaId: number
  /** Seconds since 1970; 0 for any. */
  readonly credentialGenesisIssuedAtMin: number
}

/** What {@link signDevelopmentProof} takes. */
export interface SignDevelopmentProofParameters {
  /** The development wallet's private key, `0x` and 64 hex digits. */
  readonly walletKey: string
  readonly inputs: PublicInputs
}

/**
 * Returns the five words that `DevelopmentWorldIDVerifier` accepts for exactly these public inputs:
 * the wallet's ECDSA signature over all of them, as r, s, v, 0, 0. It proves nothing about anybody:
 * the people are pretend people.
 */
export function signDevelopmentProof(parameters: SignDevelopmentProofParameters): WorldIdProof {
  const { walletKey, inputs } = parameters
  const words = AbiCoder.defaultAbiCoder().encode(TYPES, [
    DOMAIN,
    inputs.nullifier,
    inputs.action,
    inputs.rpId,
    inputs.nonce,
    inputs.signalHash,
    inputs.expiresAtMin,
    inputs.issuerSchemaId,
    inputs.credentialGenesisIssuedAtMin,
  ])
  const { r, s, v } = new SigningKey(walletKey).sign(keccak256(words))
  return [BigInt(r), BigInt(s), BigInt(v), 0n, 0n]
}
