import { ballotMessage } from '../../ballot/ballotMessage.ts'
import { proposalScope } from '../../ballot/proposalScope.ts'
import { SNARK_SCALAR_FIELD } from '../../field/snarkScalarField.ts'
import type { VerifyProofsParameters } from '../../proof/verifyProofs.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { ArchivedBallot, OpenArchive } from '../wireArchive.ts'
import { countOf, createCheck, type Fault, listFaults } from './createCheck.ts'

const messages = createCheck('messages')
const proofs = createCheck('proofs')

/** Tells of each proof whether it holds, as {@link verifyProofs} does. */
export type VerifyProofs = (parameters: VerifyProofsParameters) => Promise<readonly boolean[]>

/** What {@link checkProofs} takes beside the election. */
export interface CheckProofsParameters {
  readonly verifyProofs: VerifyProofs
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

type ProvenBallot = ArchivedBallot & { proof: NonNullable<ArchivedBallot['proof']> }

/** Each ballot that the governor counted was brought with these votes and a proof that holds. */
export async function checkProofs(
  { chainId, governor, proposal, ballots, outcome }: OpenArchive,
  { verifyProofs, onProgress, signal }: CheckProofsParameters,
): Promise<[AuditCheck, AuditCheck]> {
  const proven = ballots.filter((ballot): ballot is ProvenBallot => ballot.proof !== null)
  const missing = ballots
    .filter(({ proof }) => proof === null)
    .map((ballot) => ({ ballot, reason: 'its proof was not found' }))
  const altered = proven
    .filter(({ proof, revision, words }) => proof.message !== ballotMessage({ revision, words }))
    .map((ballot) => ({ ballot, reason: 'its votes are not those of its proof' }))
  const scope = proposalScope({ chainId, governor, proposalId: proposal.id })
  const verifiable = proven.filter(({ nullifier }) => nullifier < SNARK_SCALAR_FIELD)
  // Anybody can prove to be in an empty group: its root is what the circuit gives for a path too long.
  const valid =
    outcome.root === 0n || outcome.root >= SNARK_SCALAR_FIELD || verifiable.length === 0
      ? []
      : await verifyProofs({
          proofs: verifiable.map(({ nullifier, proof: { message, points } }) => ({
            nullifier,
            message,
            points,
          })),
          root: outcome.root,
          scope,
          proofDepth: outcome.proofDepth,
          onProgress,
          signal,
        })
  const holding = new Set(verifiable.filter((_, index) => valid[index] === true))
  const invalid = proven
    .filter((ballot) => !holding.has(ballot))
    .map((ballot) => ({ ballot, reason: 'its proof does not hold' }))
  return [
    judge(messages, {
      faults: altered,
      missing,
      refuted: 'counted with other votes than were proved',
      confirmed: `The votes of ${countOf(ballots.length, 'ballot')} are those that were proved.`,
    }),
    judge(proofs, {
      faults: invalid,
      missing,
      refuted: 'counted without a proof that holds',
      confirmed: `The proofs of ${countOf(ballots.length, 'ballot')} hold.`,
    }),
  ]
}

function judge(
  check: ReturnType<typeof createCheck>,
  {
    faults,
    missing,
    refuted,
    confirmed,
  }: { faults: readonly Fault[]; missing: readonly Fault[]; refuted: string; confirmed: string },
): AuditCheck {
  if (faults.length > 0) {
    return check.refute(`${countOf(faults.length, 'ballot')} ${refuted}.`, listFaults(faults))
  }
  if (missing.length > 0) {
    return check.leave(
      `The proofs of ${countOf(missing.length, 'ballot')} were not found.`,
      listFaults(missing),
    )
  }
  return check.confirm(confirmed)
}
