import { type TypedDataDomain, TypedDataEncoder, type TypedDataField } from 'ethers'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { requireInRange } from '../field/requireInRange.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

/** What an attester vouches for: that one person enrols one commitment in one group. */
export interface EnrolmentAttestation {
  /** The EIP-155 id of the chain. */
  readonly chainId: number | bigint
  /** The address of the group's `AttestedIssuer`. */
  readonly issuer: string
  /** The address of the group. */
  readonly group: string
  /**
   * The person's number, the same at every attester, below the BN254 scalar field: with World ID,
   * the nullifier.
   */
  readonly person: bigint
  /** The identity commitment that the person enrols. */
  readonly commitment: bigint
  /** The last second, since 1970, in which the attestation is good; below 2^64. */
  readonly expiresAt: bigint
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const MAX_UINT64 = (1n << 64n) - 1n

const types: Record<string, TypedDataField[]> = {
  Attestation: [
    { name: 'group', type: 'address' },
    { name: 'person', type: 'uint256' },
    { name: 'commitment', type: 'uint256' },
    { name: 'expiresAt', type: 'uint64' },
  ],
}

/** EIP-712 typed data, as a signer's `signTypedData` takes it. */
export interface EnrolmentTypedData {
  readonly domain: TypedDataDomain
  readonly types: Record<string, TypedDataField[]>
  readonly message: Record<string, string | bigint>
}

/**
 * Returns what attesters sign, as `AttestedIssuer` hashes it.
 * @throws {@link FieldElementOutOfRangeError} when a number is out of range.
 * @throws {@link RequestMalformedError} when an address is none.
 */
export function enrolmentTypedData(attestation: EnrolmentAttestation): EnrolmentTypedData {
  const { chainId, issuer, group, person, commitment, expiresAt } = attestation
  for (const [path, address] of Object.entries({ issuer, group })) {
    if (!ADDRESS.test(address))
      throw new RequestMalformedError({ path, reason: 'must be an address' })
  }
  const maximum = SNARK_SCALAR_FIELD - 1n
  requireInRange({ name: 'person', value: person, minimum: 0n, maximum })
  requireInRange({ name: 'commitment', value: commitment, minimum: 1n, maximum })
  requireInRange({ name: 'time of expiry', value: expiresAt, minimum: 0n, maximum: MAX_UINT64 })
  return {
    domain: {
      name: 'AttestedIssuer',
      version: '1',
      chainId: BigInt(chainId),
      verifyingContract: issuer.toLowerCase(),
    },
    types,
    message: { group: group.toLowerCase(), person, commitment, expiresAt },
  }
}

/** Returns the 32 bytes that attesters sign, in hex. */
export function enrolmentDigest(attestation: EnrolmentAttestation): string {
  const { domain, types: fields, message } = enrolmentTypedData(attestation)
  return TypedDataEncoder.hash(domain, fields, message)
}
