import * as z from 'zod'
import type { wireError } from '../wire/error.ts'
import * as audit from './auditErrors.ts'
import * as ballot from './ballotErrors.ts'
import * as draft from './draftErrors.ts'
import * as enrolment from './enrolmentErrors.ts'
import * as group from './groupErrors.ts'
import * as identity from './identityErrors.ts'
import { type ErrorCode, type ErrorDetails, PsephosError } from './PsephosError.ts'
import * as proposal from './proposalErrors.ts'
import * as prover from './proverErrors.ts'
import * as secret from './secretErrors.ts'
import * as server from './serverErrors.ts'
import * as space from './spaceErrors.ts'

/** Rebuilds one class of error from details, or answers null when they are not its facts. */
type Rebuild = (details: ErrorDetails) => PsephosError | null

// Not `ZodType`, with which comparing each schema takes the compiler many seconds.
function rebuildWith<Facts>(
  facts: z.core.$ZodType<Facts>,
  create: (facts: Facts) => PsephosError,
): Rebuild {
  return (details) => {
    const parsed = z.safeParse(facts, details)
    return parsed.success ? create(parsed.data) : null
  }
}

function rebuild<Facts>(
  ErrorClass: (new (facts: Facts) => PsephosError) & { facts: z.core.$ZodType<Facts> },
): Rebuild {
  return rebuildWith(ErrorClass.facts, (facts) => new ErrorClass(facts))
}

/** For errors that carry no facts: their constructors take none. */
function rebuildPlain(ErrorClass: new () => PsephosError): Rebuild {
  return () => new ErrorClass()
}

const rebuilders = {
  ATTESTATION_INVALID: rebuild(enrolment.AttestationInvalidError),
  ARCHIVE_MALFORMED: rebuild(audit.ArchiveMalformedError),
  ARCHIVE_MISMATCH: rebuild(audit.ArchiveMismatchError),
  BACKUP_UNUSABLE: rebuild(server.BackupUnusableError),
  BALLOT_BATCH_PROOF_INVALID: rebuild(ballot.BallotBatchProofInvalidError),
  BALLOT_MALFORMED: rebuild(ballot.BallotMalformedError),
  BALLOT_MESSAGE_MISMATCH: rebuildPlain(ballot.BallotMessageMismatchError),
  BALLOT_PROOF_INVALID: rebuildPlain(ballot.BallotProofInvalidError),
  BALLOT_REPLACEMENT_MISMATCH: rebuildPlain(ballot.BallotReplacementMismatchError),
  BALLOT_SCOPE_MISMATCH: rebuild(ballot.BallotScopeMismatchError),
  BALLOT_SNAPSHOT_MISMATCH: rebuild(ballot.BallotSnapshotMismatchError),
  BALLOT_UNKNOWN: rebuildPlain(ballot.BallotUnknownError),
  CHAIN_EVENTS_MISSING: rebuild(audit.ChainEventsMissingError),
  CHAIN_MISMATCH: rebuild(audit.ChainMismatchError),
  CHAIN_REORGANIZED: rebuild(audit.ChainReorganizedError),
  CHAIN_REVERTED: rebuild(server.ChainRevertedError),
  CHAIN_UNAVAILABLE: rebuild(server.ChainUnavailableError),
  COMMITMENT_ALREADY_ENROLLED: rebuild(enrolment.CommitmentAlreadyEnrolledError),
  COMMITMENT_RETIRED: rebuild(enrolment.CommitmentRetiredError),
  COMMITTEE_DEALERS_MISSING: rebuild(secret.CommitteeDealersMissingError),
  COMMITTEE_MALFORMED: rebuild(secret.CommitteeMalformedError),
  COMMITTEE_MESSAGE_REFUSED: rebuild(secret.CommitteeMessageRefusedError),
  COMMITTEE_SHARE_WRONG: rebuild(secret.CommitteeShareWrongError),
  CONFIGURATION_INVALID: rebuild(server.ConfigurationInvalidError),
  CREDENTIAL_MALFORMED: rebuild(enrolment.CredentialMalformedError),
  CURVE_POINT_INVALID: rebuild(secret.CurvePointInvalidError),
  DECRYPTION_SHARES_MISSING: rebuild(secret.DecryptionSharesMissingError),
  DRAFT_OUTDATED: rebuild(draft.DraftOutdatedError),
  DRAFT_UNKNOWN: rebuildPlain(draft.DraftUnknownError),
  ELIGIBILITY_REQUIRED: rebuild(enrolment.EligibilityRequiredError),
  FIELD_ELEMENT_OUT_OF_RANGE: rebuild(ballot.FieldElementOutOfRangeError),
  GROUP_BUCKET_MALFORMED: rebuild(group.GroupBucketMalformedError),
  GOVERNOR_UNKNOWN: rebuild(audit.GovernorUnknownError),
  GROUP_PATH_STALE: rebuild(group.GroupPathStaleError),
  GROUP_PLACE_OUT_OF_RANGE: rebuild(group.GroupPlaceOutOfRangeError),
  GROUP_ROOT_MISMATCH: rebuild(group.GroupRootMismatchError),
  GROUP_ROOT_UNKNOWN: rebuild(group.GroupRootUnknownError),
  GROUP_SIZE_OUT_OF_RANGE: rebuild(group.GroupSizeOutOfRangeError),
  IDENTITY_FILE_ALTERED: rebuild(identity.IdentityFileAlteredError),
  IDENTITY_FILE_FOREIGN: rebuildPlain(identity.IdentityFileForeignError),
  IDENTITY_FILE_TOO_NEW: rebuild(identity.IdentityFileTooNewError),
  IDENTITY_FILE_TRUNCATED: rebuildPlain(identity.IdentityFileTruncatedError),
  IDENTITY_SIGNATURE_DECLINED: rebuildPlain(identity.IdentitySignatureDeclinedError),
  IDENTITY_SIGNATURE_INVALID: rebuild(identity.IdentitySignatureInvalidError),
  IDENTITY_SIGNATURE_UNSTABLE: rebuildPlain(identity.IdentitySignatureUnstableError),
  IDENTITY_SIGNER_FAILED: rebuildPlain(identity.IdentitySignerFailedError),
  IDENTITY_SIGNER_UNSUPPORTED: rebuild(identity.IdentitySignerUnsupportedError),
  INTERNAL: rebuildPlain(server.InternalError),
  LIMIT_REACHED: rebuild(space.LimitReachedError),
  MEMBERS_ONLY: rebuildPlain(proposal.MembersOnlyError),
  MEMBER_PROOF_INVALID: rebuildPlain(proposal.MemberProofInvalidError),
  METADATA_MALFORMED: rebuild(proposal.MetadataMalformedError),
  METADATA_MISMATCH: rebuild(proposal.MetadataMismatchError),
  METADATA_UNKNOWN: rebuild(proposal.MetadataUnknownError),
  METHOD_NOT_ALLOWED: rebuild(server.MethodNotAllowedError),
  NOT_A_MEMBER: rebuildPlain(enrolment.NotAMemberError),
  NOT_A_TRUSTEE: rebuildPlain(secret.NotATrusteeError),
  NOT_FOUND: rebuild(server.NotFoundError),
  PASSKEY_CANCELLED: rebuildPlain(identity.PasskeyCancelledError),
  PASSKEY_ORIGIN_REFUSED: rebuildPlain(identity.PasskeyOriginRefusedError),
  PASSKEY_PRF_UNSUPPORTED: rebuildPlain(identity.PasskeyPrfUnsupportedError),
  PASSKEY_RESULT_INVALID: rebuild(identity.PasskeyResultInvalidError),
  PASSKEY_UNAVAILABLE: rebuild(identity.PasskeyUnavailableError),
  PASSPHRASE_UNFIT: rebuild(identity.PassphraseUnfitError),
  PASSPHRASE_WRONG: rebuildPlain(identity.PassphraseWrongError),
  PAYLOAD_TOO_LARGE: rebuild(server.PayloadTooLargeError),
  RELAY_PAUSED: rebuild(server.RelayPausedError),
  PERSON_ALREADY_ENROLLED: rebuildPlain(enrolment.PersonAlreadyEnrolledError),
  PROPOSAL_MALFORMED: rebuild(proposal.ProposalMalformedError),
  PROPOSAL_SLOT_OUT_OF_RANGE: rebuild(proposal.ProposalSlotOutOfRangeError),
  PROPOSAL_SLOT_SPENT: rebuildPlain(proposal.ProposalSlotSpentError),
  PROPOSAL_UNKNOWN: rebuild(proposal.ProposalUnknownError),
  PROVER_FAILED: rebuild(prover.ProverFailedError),
  REQUEST_MALFORMED: rebuild(server.RequestMalformedError),
  RECEIPT_INVALID: rebuild(ballot.ReceiptInvalidError),
  RECEIPT_MISMATCH: rebuild(ballot.ReceiptMismatchError),
  REVISION_NOT_HIGHER: rebuild(ballot.RevisionNotHigherError),
  SERVER_BUSY: rebuild(server.ServerBusyError),
  SERVER_UNAVAILABLE: rebuild(server.ServerUnavailableError),
  SPACE_ADMIN_REQUIRED: rebuild(space.SpaceAdminRequiredError),
  SPACE_CONTRACTS_MISMATCH: rebuild(space.SpaceContractsMismatchError),
  SPACE_ID_TAKEN: rebuild(space.SpaceIdTakenError),
  SPACE_REGISTRATION_CLOSED: rebuildPlain(space.SpaceRegistrationClosedError),
  SPACE_REQUEST_EXPIRED: rebuild(space.SpaceRequestExpiredError),
  SPACE_REQUEST_REPLAYED: rebuild(space.SpaceRequestReplayedError),
  SPACE_SIGNATURE_INVALID: rebuild(space.SpaceSignatureInvalidError),
  TOO_MANY_REQUESTS: rebuild(server.TooManyRequestsError),
  TOTALS_NOT_FOUND: rebuild(secret.TotalsNotFoundError),
  TRUSTEE_FILE_UNUSABLE: rebuild(secret.TrusteeFileUnusableError),
  VOICE_CREDITS_EXCEEDED: rebuild(ballot.VoiceCreditsExceededError),
  VOTES_OUT_OF_RANGE: rebuild(ballot.VotesOutOfRangeError),
  VOTING_NOT_OPEN: rebuild(ballot.VotingNotOpenError),
  WEBHOOK_UNKNOWN: rebuild(space.WebhookUnknownError),
  WEBHOOK_URL_REFUSED: rebuild(space.WebhookUrlRefusedError),
  WORLD_ID_PROOF_INVALID: rebuild(enrolment.WorldIdProofInvalidError),
  WORLD_ID_REQUEST_EXPIRED: rebuild(enrolment.WorldIdRequestExpiredError),
  WORLD_ID_REQUEST_SPENT: rebuildPlain(enrolment.WorldIdRequestSpentError),
  WORLD_ID_REQUEST_UNKNOWN: rebuildPlain(enrolment.WorldIdRequestUnknownError),
  WORLD_ID_RESULT_MISMATCH: rebuild(enrolment.WorldIdResultMismatchError),
  WORLD_ID_UNAVAILABLE: rebuild(enrolment.WorldIdUnavailableError),
} satisfies Record<ErrorCode, Rebuild>

/**
 * Returns the error that a server's answer stands for: of the same class as the server threw, with
 * the sentence made here from its facts. When the facts are not those of the class (a server of
 * another version), a plain {@link PsephosError} with the server's code, sentence and details.
 * @example
 * const error = { code: 'NOT_A_MEMBER', message: '…', details: {} } as const
 * createErrorFromWire({ error }) instanceof NotAMemberError // true
 */
export function createErrorFromWire({ error }: z.output<typeof wireError>): PsephosError {
  return (
    rebuilders[error.code](error.details) ??
    new PsephosError(error.code, error.message, error.details)
  )
}
