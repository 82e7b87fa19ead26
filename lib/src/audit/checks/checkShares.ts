import type { AuditCheck } from '../AuditReport.ts'
import type { ArchivedShare, SecretArchive } from '../wireArchive.ts'
import { countOf, createCheck } from './createCheck.ts'
import { holdShares, type VerifyDecryptionShares } from './holdSecretProofs.ts'

const { confirm, refute, leave } = createCheck('shares')

/** What {@link checkShares} takes beside the election. */
export interface CheckSharesParameters {
  readonly verifyDecryptionShares?: VerifyDecryptionShares | undefined
  readonly signal?: AbortSignal | undefined
}

type ProvenShare = ArchivedShare & { proof: NonNullable<ArchivedShare['proof']> }

/** Each decryption share is that of its trustee, for these sums. */
export async function checkShares(
  { proposal, secrecy: { closed, shares, committee, keys } }: SecretArchive,
  { verifyDecryptionShares, signal }: CheckSharesParameters,
): Promise<AuditCheck> {
  const positions = shares.map(({ position }) => position)
  const facts = { positions, threshold: committee.threshold }
  if (closed === null) {
    return shares.length === 0
      ? leave('No trustee has decrypted anything: there are no sums yet.', facts)
      : refute('Trustees decrypted before the sums were closed.', facts)
  }
  if (new Set(positions).size !== positions.length) {
    return refute('A trustee has more than one share.', facts)
  }
  const proven = shares.filter((share): share is ProvenShare => share.proof !== null)
  const holds = await holdShares({
    shares: proven,
    sums: closed.sums,
    proposal,
    registration: committee,
    key: keys.share,
    verify: verifyDecryptionShares,
    signal,
  })
  if (holds === null) return leave('Not checked: the verification key cannot be used.', facts)
  const wrong = proven.flatMap(({ position }, index) => (holds[index] === true ? [] : [position]))
  if (wrong.length > 0) {
    return refute(`${countOf(wrong.length, 'share')} without a proof that holds.`, {
      ...facts,
      wrong,
    })
  }
  if (proven.length < shares.length) {
    const missing = countOf(shares.length - proven.length, 'share')
    return leave(`The proofs of ${missing} were not found.`, facts)
  }
  if (closed.voters === 0) return confirm('Nobody voted, so there is nothing to decrypt.', facts)
  if (shares.length < committee.threshold) {
    return leave(
      `${shares.length} of the ${committee.threshold} shares that it takes are there.`,
      facts,
    )
  }
  return confirm(`The proofs of ${countOf(shares.length, 'decryption share')} hold.`, facts)
}
