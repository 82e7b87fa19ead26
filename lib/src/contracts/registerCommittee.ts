import type { Signer } from 'ethers'
import { TrusteeCommittees__factory } from '../generated/index.ts'
import {
  describeCommittee,
  encodeCommitments,
  hashCommittee,
} from '../secret/committee/committeeTypedData.ts'
import type { RegisteredCommittee } from '../wire/secrecy.ts'

/** What {@link registerCommittee} takes. */
export interface RegisterCommitteeParameters {
  /** Who pays. Anybody may register a committee that its trustees confirmed. */
  readonly signer: Signer
  /** The address of `TrusteeCommittees`. */
  readonly registry: string
  readonly committee: RegisteredCommittee
  /** Trustees' signatures (`confirmCommittee`), by position; at least as many as the threshold. */
  readonly confirmations: ReadonlyMap<number, string>
}

/**
 * Registers a committee on-chain, where proposals can name it, and returns its id. One that is registered already is left as it is.
 * @throws ethers' errors when the transaction fails; `decodeRevert` says why.
 */
export async function registerCommittee({
  signer,
  registry,
  committee,
  confirmations,
}: RegisterCommitteeParameters): Promise<string> {
  const contract = TrusteeCommittees__factory.connect(registry, signer)
  const { trustees, keysHashes, verificationKeysHashes, ...rest } = describeCommittee(committee)
  const response = await contract.register(
    {
      ...rest,
      trustees: [...trustees],
      keysHashes: [...keysHashes],
      verificationKeysHashes: [...verificationKeysHashes],
    },
    encodeCommitments(committee),
    [...confirmations]
      .map(([position, signature]) => ({ position, signature }))
      .sort((one, other) => one.position - other.position),
  )
  await response.wait()
  return hashCommittee(committee)
}
