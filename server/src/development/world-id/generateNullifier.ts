import { hashToField, rpIdToUint64 } from '@psephos/lib'
import { AbiCoder, getBytes, id, keccak256 } from 'ethers'

const PERSON_DOMAIN = id('psephos.development.world-id.person.v1')

/** What {@link generateNullifier} takes. */
export interface GenerateNullifierParameters {
  /** The development wallet's private key, from which every pretend person's secret derives. */
  readonly walletKey: string
  /** The pretend person, 1 to 2^53 − 1. */
  readonly person: number
  readonly rpId: string
  /** The action as a field element. */
  readonly action: bigint
}

/**
 * Returns a pretend person's nullifier: like a real one the same each time for (person, relying
 * party, action), unlinkable without the wallet's key, and below the BN254 scalar field.
 */
export function generateNullifier(parameters: GenerateNullifierParameters): bigint {
  const { walletKey, person, rpId, action } = parameters
  const secret = encode(['bytes32', 'bytes32', 'uint256'], [PERSON_DOMAIN, walletKey, person])
  const scope = [keccak256(secret), rpIdToUint64(rpId), action]
  return hashToField(getBytes(encode(['bytes32', 'uint64', 'uint256'], scope)))
}

function encode(types: string[], values: unknown[]): string {
  return AbiCoder.defaultAbiCoder().encode(types, values)
}
