import {
  type CommitteeTranscript,
  deriveSecretShares,
  generateDecryptionShare,
  openTranscript,
  PersonhoodGovernor__factory,
  SecretBallotBox__factory,
  toCurvePoint,
  type WireDecryptionShare,
} from '@psephos/lib'
import type { Provider } from 'ethers'

/** What {@link proveAsTrustee} takes. */
export interface ProveAsTrusteeParameters {
  readonly provider: Provider
  readonly governor: string
  readonly proposalId: bigint
  /** 32 bytes, with which they took part in the key generation. */
  readonly seed: Uint8Array
  /** All that was said in it. */
  readonly transcript: CommitteeTranscript
  /** Of the circuit `decryption-share` of the proposal's class. */
  readonly artifacts: { readonly wasm: string; readonly zkey: string }
}

/**
 * Returns a pretend trustee's share of the decryption of a closed proposal. A trustee whose keys matter looks closer at where the sums come
 * from: `psephos trustee share`.
 */
export async function proveAsTrustee({
  provider,
  governor: address,
  proposalId,
  seed,
  transcript,
  artifacts,
}: ProveAsTrusteeParameters): Promise<WireDecryptionShare> {
  const governor = PersonhoodGovernor__factory.connect(address, provider)
  const box = SecretBallotBox__factory.connect(await governor.secretBallotBox(), provider)
  const { closed, sums } = await box.electionOf(address, proposalId)
  const [x, y] = sums
  if (!closed || x === undefined || y === undefined)
    throw new RangeError('There are no sums to decrypt.')
  const { position, secretShares } = deriveSecretShares({ ...openTranscript(transcript), seed })
  return generateDecryptionShare({
    position,
    r: toCurvePoint({ x, y }),
    secretShares,
    optionCount: sums.length / 2 - 1,
    artifacts,
  })
}
