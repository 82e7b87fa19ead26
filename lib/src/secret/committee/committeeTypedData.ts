import {
  type Signer,
  solidityPackedKeccak256,
  type TypedDataDomain,
  TypedDataEncoder,
  type TypedDataField,
} from 'ethers'
import { CommitteeMessageRefusedError } from '../../errors/secretErrors.ts'
import { recoverSigner } from '../../signature/recoverSigner.ts'
import type { RegisteredCommittee } from '../../wire/secrecy.ts'
import { deriveCommitteeKeys } from './deriveCommitteeKeys.ts'

/** A committee as the contract `TrusteeCommittees` takes it. */
export type CommitteeDescription = {
  readonly session: string
  readonly trustees: readonly string[]
  readonly threshold: number
  readonly capacity: number
  /** For each class up to the capacity. */
  readonly keysHashes: readonly bigint[]
  /** Trustee by trustee, for each class up to the capacity. */
  readonly verificationKeysHashes: readonly bigint[]
  /** keccak256 of the words of the commitments. */
  readonly commitmentsHash: string
}

/** What {@link committeeTypedData} takes. */
export type CommitteeTypedDataParameters = {
  committee: RegisteredCommittee
  /** The EIP-155 id of the chain where it is registered. */
  chainId: number
  /** The address of `TrusteeCommittees` there. */
  registry: string
}

/** What {@link confirmCommittee} takes. */
export type ConfirmCommitteeParameters = CommitteeTypedDataParameters & {
  /** The trustee's account. */
  signer: Pick<Signer, 'signTypedData'>
}

/** What {@link recoverConfirmation} takes. */
export type RecoverConfirmationParameters = CommitteeTypedDataParameters & {
  /** 65 bytes in hex. */
  signature: string
}

/** EIP-712 typed data, as a signer's `signTypedData` takes it. */
export type CommitteeTypedData = {
  readonly domain: TypedDataDomain
  readonly types: Record<string, TypedDataField[]>
  readonly message: CommitteeDescription
}

const types: Record<string, TypedDataField[]> = {
  TrusteeCommittee: [
    { name: 'session', type: 'bytes32' },
    { name: 'trustees', type: 'address[]' },
    { name: 'threshold', type: 'uint8' },
    { name: 'capacity', type: 'uint8' },
    { name: 'keysHashes', type: 'uint256[]' },
    { name: 'verificationKeysHashes', type: 'uint256[]' },
    { name: 'commitmentsHash', type: 'bytes32' },
  ],
}

/**
 * Returns a committee as it is registered, with the hashes of all its keys computed from its
 * commitments.
 * @throws {@link CommitteeMalformedError} when its commitments give no keys.
 */
export function describeCommittee(committee: RegisteredCommittee): CommitteeDescription {
  const keys = deriveCommitteeKeys(committee)
  return {
    session: committee.session,
    trustees: committee.trustees,
    threshold: committee.threshold,
    capacity: keys.capacity,
    keysHashes: [...keys.keysHashes.values()],
    verificationKeysHashes: keys.verificationKeysHashes.flatMap((hashes) => [...hashes.values()]),
    commitmentsHash: solidityPackedKeccak256(['uint256[]'], [encodeCommitments(committee)]),
  }
}

/**
 * Returns the words of a committee's commitments as registering takes them: for each option position
 * the coordinates x, y of each commitment, the constant first.
 */
export function encodeCommitments({
  commitments,
}: Pick<RegisteredCommittee, 'commitments'>): bigint[] {
  return commitments.flat().flatMap(({ x, y }) => [x, y])
}

/**
 * Returns what a trustee signs to confirm the committee that came out.
 * Source: EIP-712; the struct is that of `ITrusteeCommittees`.
 * @throws {@link CommitteeMalformedError} when its commitments give no keys.
 * @example
 * const { domain, types, message } = committeeTypedData({ committee, chainId: 1, registry })
 * const signature = await trustee.signTypedData(domain, types, message)
 */
export function committeeTypedData({
  committee,
  chainId,
  registry,
}: CommitteeTypedDataParameters): CommitteeTypedData {
  return {
    domain: {
      name: 'TrusteeCommittees',
      version: '1',
      chainId: BigInt(chainId),
      verifyingContract: registry.toLowerCase(),
    },
    types,
    message: describeCommittee(committee),
  }
}

/**
 * Returns a committee's id, in hex: EIP-712's hash of the struct, the same on every chain.
 * @throws {@link CommitteeMalformedError} when its commitments give no keys.
 */
export function hashCommittee(committee: RegisteredCommittee): string {
  return hashCommitteeDescription(describeCommittee(committee))
}

/** Returns the id of whatever a committee was registered with: {@link hashCommittee} of one whose keys nobody has computed. */
export function hashCommitteeDescription(description: CommitteeDescription): string {
  return TypedDataEncoder.hashStruct('TrusteeCommittee', types, description)
}

/** Returns a trustee's signature of the committee that came out. */
export async function confirmCommittee({
  signer,
  ...parameters
}: ConfirmCommitteeParameters): Promise<string> {
  const { domain, types: fields, message } = committeeTypedData(parameters)
  return signer.signTypedData(domain, fields, message)
}

/**
 * Returns the position of the trustee who signed a confirmation. Accounts that are contracts confirm
 * as well (ERC-1271), but only the chain can tell.
 * @throws {@link CommitteeMessageRefusedError} when no trustee of this committee signed it.
 * @throws {@link CommitteeMalformedError} when its commitments give no keys.
 */
export function recoverConfirmation({
  signature,
  ...parameters
}: RecoverConfirmationParameters): number {
  const { domain, types: fields, message } = committeeTypedData(parameters)
  const digest = () => TypedDataEncoder.hash(domain, fields, message)
  const signer = recoverSigner({ digest, signature })
  if (signer.address === null) throw new CommitteeMessageRefusedError({ reason: signer.reason })
  const index = parameters.committee.trustees.indexOf(signer.address)
  if (index === -1) {
    throw new CommitteeMessageRefusedError({ reason: 'no trustee of this committee signed it' })
  }
  return index + 1
}
