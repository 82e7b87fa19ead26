import type { WireDecryptionShare } from '@psephos/lib'
import { developmentTrustees } from '../development/developmentTrustees.ts'
import { proveAsTrustee } from '../development/proveAsTrustee.ts'
import { type TestSpace, testCommittee } from './startTestSpace.ts'

/** What {@link proveTestShare} takes. */
export interface ProveTestShareParameters {
  readonly dao: Pick<TestSpace, 'chain' | 'space' | 'circuits' | 'secret'>
  readonly proposalId: bigint
  /** The trustee's, from 1. */
  readonly position: number
}

/** Makes the share of a pretend trustee of the decryption of what the box has, with a proof. */
export async function proveTestShare({
  dao: { chain, space, circuits, secret },
  proposalId,
  position,
}: ProveTestShareParameters): Promise<WireDecryptionShare> {
  const seed = developmentTrustees(testCommittee.trustees)[position - 1]?.seed
  const [wasm, zkey] = ['wasm', 'zkey'].map((end) =>
    circuits.files.get(`decryption-share-4.${end}`),
  )
  if (!seed || !wasm || !zkey || !secret) throw new Error('There is nobody who decrypts.')
  const { transcript } = secret
  const { governor } = space
  const artifacts = { wasm, zkey }
  const { provider } = chain
  return proveAsTrustee({ provider, governor, proposalId, seed, transcript, artifacts })
}
