import { proposalScope } from '../../ballot/proposalScope.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { ArchivedSecretBallot, SecretArchive } from '../wireArchive.ts'
import { countOf, createCheck, listFaults } from './createCheck.ts'
import { holdBallots, type VerifySecretBallots } from './holdSecretProofs.ts'

const messages = createCheck('messages')
const proofs = createCheck('proofs')
const costs = createCheck('costs')

/** What {@link checkSecretProofs} takes beside the election. */
export interface CheckSecretProofsParameters {
  readonly verifySecretBallots?: VerifySecretBallots | undefined
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What {@link checkSecretProofs} found. */
export interface CheckedSecretProofs {
  readonly checks: readonly [messages: AuditCheck, proofs: AuditCheck, costs: AuditCheck]
  /** The ballots whose proofs hold: what they say is points of the group. */
  readonly holding: ReadonlySet<ArchivedSecretBallot>
}

type ProvenBallot = ArchivedSecretBallot & { proof: NonNullable<ArchivedSecretBallot['proof']> }

/**
 * Each ballot that the box counted was brought with a proof that holds for exactly these ciphertexts. The proof says that they
 * are votes of a member's within the voice credits, which for an open ballot is checked by itself.
 */
export async function checkSecretProofs(
  { chainId, governor, proposal, ballots, outcome, secrecy }: SecretArchive,
  { verifySecretBallots, onProgress, signal }: CheckSecretProofsParameters,
): Promise<CheckedSecretProofs> {
  const proven = ballots.filter((ballot): ballot is ProvenBallot => ballot.proof !== null)
  const missing = ballots
    .filter(({ proof }) => proof === null)
    .map((ballot) => ({ ballot, reason: 'its proof was not found' }))
  const holds = await holdBallots({
    ballots: proven,
    scope: proposalScope({ chainId, governor, proposalId: proposal.id }),
    electorate: outcome,
    proposal,
    registration: secrecy.committee,
    key: secrecy.keys.ballot,
    verify: verifySecretBallots,
    onProgress,
    signal,
  })
  const holding = new Set(proven.filter((_, index) => holds?.[index] === true))
  const invalid = proven
    .filter((ballot) => !holding.has(ballot))
    .map((ballot) => ({ ballot, reason: 'its proof does not hold' }))
  const say = (): AuditCheck => {
    if (holds === null) return proofs.leave('Not checked: the verification key cannot be used.')
    if (invalid.length > 0) {
      const summary = `${countOf(invalid.length, 'ballot')} counted without a proof that holds.`
      return proofs.refute(summary, listFaults(invalid))
    }
    if (missing.length > 0) {
      const summary = `The proofs of ${countOf(missing.length, 'ballot')} were not found.`
      return proofs.leave(summary, listFaults(missing))
    }
    return proofs.confirm(`The proofs of ${countOf(ballots.length, 'ballot')} hold.`)
  }
  const proof = say()
  const { voiceCredits } = proposal
  const rests = proof.verdict === 'confirmed'
  return {
    checks: [
      rests
        ? messages.confirm(
            'The ballots are encrypted, and their ciphertexts are those of the proofs.',
          )
        : messages.leave('The ballots are encrypted: what would tell are the proofs.'),
      proof,
      rests
        ? costs.confirm(
            `No ballot costs more than ${voiceCredits} voice credits: the proofs say so without opening them.`,
            { voiceCredits },
          )
        : costs.leave('What the ballots cost only their proofs say.', { voiceCredits }),
    ],
    holding,
  }
}
