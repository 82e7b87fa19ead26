import { describe, expect, test } from 'vitest'
import { wireError } from '../wire/error.ts'
import * as audit from './auditErrors.ts'
import * as ballot from './ballotErrors.ts'
import { createErrorFromWire } from './createErrorFromWire.ts'
import * as draft from './draftErrors.ts'
import * as enrolment from './enrolmentErrors.ts'
import * as group from './groupErrors.ts'
import * as identity from './identityErrors.ts'
import { errorCodes, PsephosError } from './PsephosError.ts'
import * as proposal from './proposalErrors.ts'
import * as prover from './proverErrors.ts'
import * as secret from './secretErrors.ts'
import * as server from './serverErrors.ts'
import * as space from './spaceErrors.ts'

const thrown = [
  new audit.ArchiveMalformedError({ path: 'ballots.3', reason: 'a field is missing' }),
  new audit.ArchiveMismatchError({ field: 'proposalId', value: '7', expected: '8' }),
  new audit.ChainEventsMissingError({ event: 'PersonEnrolled', fromBlock: 5, toBlock: 9 }),
  new audit.ChainMismatchError({ chainId: 10, expectedChainId: 1 }),
  new audit.ChainReorganizedError({ block: 7, hash: `0x${'a'.repeat(64)}` }),
  new audit.GovernorUnknownError({ governor: `0x${'a'.repeat(40)}`, reason: 'it has no code' }),
  new ballot.BallotBatchProofInvalidError({ ballots: 12 }),
  new ballot.BallotMalformedError({ reason: 'it has no options' }),
  new ballot.BallotMessageMismatchError(),
  new ballot.BallotProofInvalidError(),
  new ballot.BallotReplacementMismatchError(),
  new ballot.BallotScopeMismatchError({ scope: 1n, expectedScope: 1n << 255n }),
  new ballot.BallotSnapshotMismatchError({
    root: 1n,
    expectedRoot: 1n << 250n,
    proofDepth: 20,
    expectedProofDepth: 32,
  }),
  new ballot.BallotUnknownError(),
  new ballot.FieldElementOutOfRangeError({ name: 'nullifier', minimum: 0n, maximum: 9n }),
  new ballot.ReceiptInvalidError({ reason: 'somebody else signed it' }),
  new ballot.ReceiptMismatchError({ field: 'nullifier' }),
  new ballot.RevisionNotHigherError({ revision: 1, heldRevision: 1 }),
  new ballot.VoiceCreditsExceededError({ cost: 101, voiceCredits: 100 }),
  new ballot.VotesOutOfRangeError({ option: 3 }),
  new ballot.VotingNotOpenError({ proposal: 7n, state: 'pending' }),
  new enrolment.AttestationInvalidError({ reason: 'nobody signed it' }),
  new enrolment.CommitmentAlreadyEnrolledError({ commitment: 5n }),
  new enrolment.CommitmentRetiredError({ commitment: 5n }),
  new enrolment.CredentialMalformedError({ reason: 'it is too short' }),
  new enrolment.EligibilityRequiredError({ policy: `0x${'a'.repeat(40)}` }),
  new enrolment.NotAMemberError(),
  new enrolment.PersonAlreadyEnrolledError(),
  new enrolment.WorldIdProofInvalidError({ reason: 'ProofInvalid' }),
  new enrolment.WorldIdRequestExpiredError({ expiredAt: 1_800_000_000 }),
  new enrolment.WorldIdRequestSpentError(),
  new enrolment.WorldIdRequestUnknownError(),
  new enrolment.WorldIdResultMismatchError({ field: 'nonce' }),
  new group.GroupBucketMalformedError({ bytes: 31, expectedBytes: 32 }),
  new enrolment.WorldIdUnavailableError({ baseUrl: 'https://w.example', reason: 'it is gone' }),
  new prover.ProverFailedError({ reason: 'it was closed' }),
  new group.GroupPathStaleError({ reason: 'it leads to another root' }),
  new group.GroupPlaceOutOfRangeError({ of: 'bucket', place: 3, count: 3 }),
  new group.GroupRootMismatchError({ root: 1n, expectedRoot: 2n }),
  new group.GroupRootUnknownError({ root: 1n << 250n }),
  new group.GroupSizeOutOfRangeError({ size: 2 ** 33, maximum: 2 ** 32 }),
  new identity.IdentityFileAlteredError({ reason: 'it is odd' }),
  new identity.IdentityFileForeignError(),
  new identity.IdentityFileTooNewError({ version: 2, supported: 1 }),
  new identity.IdentityFileTruncatedError(),
  new identity.IdentitySignatureDeclinedError(),
  new identity.IdentitySignatureInvalidError({ reason: 'it is odd' }),
  new identity.IdentitySignatureUnstableError(),
  new identity.IdentitySignerFailedError(),
  new identity.IdentitySignerUnsupportedError({ reason: 'it is odd' }),
  new identity.PasskeyCancelledError(),
  new identity.PasskeyOriginRefusedError(),
  new identity.PasskeyPrfUnsupportedError(),
  new identity.PasskeyResultInvalidError({ reason: 'it is odd' }),
  new identity.PasskeyUnavailableError({ reason: 'it is odd' }),
  new identity.PassphraseUnfitError({ minimum: 12, maximum: 1_024 }),
  new identity.PassphraseWrongError(),
  new proposal.MembersOnlyError(),
  new proposal.MemberProofInvalidError(),
  new proposal.MetadataMalformedError({ reason: 'it is not JSON' }),
  new proposal.MetadataMismatchError({ cid: 'bafkreia', expectedCid: 'bafkreib' }),
  new proposal.MetadataUnknownError({ cid: 'bafkreia' }),
  new proposal.ProposalMalformedError({ reason: 'it has no call' }),
  new proposal.ProposalSlotOutOfRangeError({ slot: 3, limit: 3 }),
  new proposal.ProposalSlotSpentError(),
  new proposal.ProposalUnknownError({ proposal: 7n }),
  new secret.CommitteeDealersMissingError({ qualified: 1, threshold: 2 }),
  new secret.CommitteeMalformedError({ reason: 'nobody is in it' }),
  new secret.CommitteeMessageRefusedError({ reason: 'somebody else signed it' }),
  new secret.CommitteeShareWrongError({ dealer: 3 }),
  new secret.CurvePointInvalidError({ reason: 'it is not on the curve' }),
  new secret.DecryptionSharesMissingError({ shares: 1, threshold: 2 }),
  new secret.NotATrusteeError(),
  new secret.TotalsNotFoundError({ option: 3 }),
  new secret.TrusteeFileUnusableError({ reason: 'it is odd' }),
  new server.ChainRevertedError({ reason: 'GovernorUnexpectedProposalState' }),
  new server.ChainUnavailableError({ chainId: 1 }),
  new server.ConfigurationInvalidError({ setting: 'PORT', reason: 'must be a number' }),
  new server.InternalError(),
  new server.NotFoundError({ path: '/nowhere' }),
  new server.BackupUnusableError({ reason: 'is no backup' }),
  new server.MethodNotAllowedError({ method: 'POST', allowed: 'GET, HEAD' }),
  new server.PayloadTooLargeError({ limit: 100_000 }),
  new server.RelayPausedError({ reason: 'SPENDING_CAP' }),
  new server.RequestMalformedError({ path: 'proof.points.3', reason: 'must be text' }),
  new server.ServerBusyError({ retryAfter: 3 }),
  new server.ServerUnavailableError({ baseUrl: 'https://vote.example', reason: 'it is gone' }),
  new server.TooManyRequestsError({ retryAfter: 30 }),
  new draft.DraftOutdatedError({ revision: 1, heldRevision: 2 }),
  new draft.DraftUnknownError(),
  new space.LimitReachedError({ of: 'drafts of a space', limit: 200 }),
  new space.SpaceAdminRequiredError({ space: 'garden', signer: `0x${'a'.repeat(40)}` }),
  new space.SpaceContractsMismatchError({ space: 'garden', reason: 'has no governor' }),
  new space.SpaceIdTakenError({ space: 'garden' }),
  new space.SpaceRegistrationClosedError(),
  new space.SpaceRequestExpiredError({ issuedAt: 1, expiresAt: 2 }),
  new space.SpaceRequestReplayedError({ issuedAt: 1 }),
  new space.SpaceSignatureInvalidError({ signer: `0x${'a'.repeat(40)}` }),
  new space.WebhookUnknownError({ webhook: 'wh_1' }),
  new space.WebhookUrlRefusedError({ reason: 'is of this network' }),
]

/** What a server sends for an error, and what arrives. */
function send({ code, message, details }: PsephosError) {
  return wireError.parse(JSON.parse(JSON.stringify({ error: { code, message, details } })))
}

describe('the errors', () => {
  test('have one class for every code', () => {
    expect(thrown.map(({ code }) => code).sort()).toEqual([...errorCodes].sort())
    expect(new Set(thrown.map(({ name }) => name)).size).toBe(errorCodes.length)
  })

  test.each(thrown)('$name says what is wrong in one sentence', ({ message }) => {
    expect(message).toMatch(/^[A-Z][^\n]*[^.]\.$/)
  })
})

describe('createErrorFromWire', () => {
  test.each(thrown)('gives back $name', (error) => {
    const received = createErrorFromWire(send(error))
    expect(received.constructor).toBe(error.constructor)
    const { name, code, message, details } = received
    expect({ name, code, message, details }).toEqual({
      name: error.name,
      code: error.code,
      message: error.message,
      details: error.details,
    })
  })

  test('keeps code, sentence and details when the facts are not those of the class', () => {
    const facts = { cost: 'much', new: true }
    const error = new PsephosError('VOICE_CREDITS_EXCEEDED', 'Too dear.', facts)
    expect(createErrorFromWire(send(error))).toEqual(error)
  })
})
