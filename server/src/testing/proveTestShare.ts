import {
  deriveSecretShares,
  generateDecryptionShare,
  openTranscript,
  toCurvePoint,
  type WireDecryptionShare,
} from '@psephos/lib'
import { developmentTrustees } from '../development/developmentTrustees.ts'
import { type TestSpace, testCommittee } from './startTestSpace.ts'

/** What {@link proveTestShare} takes. */
export interface ProveTestShareParameters {
  readonly dao: Pick<TestSpace, 'chain' | 'space' | 'circuits' | 'secret'>
  readonly proposalId: bigint
  /** At most four. */
  readonly optionCount: number
  /** The trustee's, from 1. */
  readonly position: number
}

/** Makes the share of a pretend trustee of the decryption of what the box has, with a proof. */
export async function proveTestShare({
  dao: { chain, space, circuits, secret },
  proposalId,
  optionCount,
  position,
}: ProveTestShareParameters): Promise<WireDecryptionShare> {
  const seed = developmentTrustees(testCommittee.trustees)[position - 1]?.seed
  const [wasm, zkey] = ['wasm', 'zkey'].map((end) =>
    circuits.files.get(`decryption-share-4.${end}`),
  )
  const found = await chain.box(space)
  const [x, y] = (await found?.box.electionOf(space.governor, proposalId))?.sums ?? []
  if (!seed || !wasm || !zkey || !secret || x === undefined || y === undefined)
    throw new Error('There is nothing to decrypt, or nobody who does.')
  const opened = openTranscript(secret.transcript)
  const { secretShares } = deriveSecretShares({ ...opened, seed })
  const artifacts = { wasm, zkey }
  return generateDecryptionShare({
    ...{ position, r: toCurvePoint({ x, y }), secretShares, optionCount, artifacts },
  })
}
