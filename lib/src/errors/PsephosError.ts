/**
 * Every way in which Psephos refuses or fails. The wire, the library and the decoded contract
 * errors share this list.
 */
export const errorCodes = [
  // Ballots
  'BALLOT_BATCH_PROOF_INVALID',
  'BALLOT_MALFORMED',
  'BALLOT_MESSAGE_MISMATCH',
  'BALLOT_PROOF_INVALID',
  'BALLOT_REPLACEMENT_MISMATCH',
  'BALLOT_SCOPE_MISMATCH',
  'BALLOT_SNAPSHOT_MISMATCH',
  'BALLOT_UNKNOWN',
  'FIELD_ELEMENT_OUT_OF_RANGE',
  'RECEIPT_INVALID',
  'RECEIPT_MISMATCH',
  'REVISION_NOT_HIGHER',
  'VOICE_CREDITS_EXCEEDED',
  'VOTES_OUT_OF_RANGE',
  'VOTING_NOT_OPEN',
  // Audits
  'ARCHIVE_MALFORMED',
  'ARCHIVE_MISMATCH',
  'CHAIN_EVENTS_MISSING',
  'CHAIN_MISMATCH',
  'CHAIN_REORGANIZED',
  'GOVERNOR_UNKNOWN',
  // Enrolment
  'ATTESTATION_INVALID',
  'COMMITMENT_ALREADY_ENROLLED',
  'COMMITMENT_RETIRED',
  'CREDENTIAL_MALFORMED',
  'ELIGIBILITY_REQUIRED',
  'NOT_A_MEMBER',
  'PERSON_ALREADY_ENROLLED',
  'WORLD_ID_PROOF_INVALID',
  'WORLD_ID_REQUEST_EXPIRED',
  'WORLD_ID_REQUEST_SPENT',
  'WORLD_ID_REQUEST_UNKNOWN',
  'WORLD_ID_RESULT_MISMATCH',
  'WORLD_ID_UNAVAILABLE',
  // Groups
  'GROUP_BUCKET_MALFORMED',
  'GROUP_PATH_STALE',
  'GROUP_PLACE_OUT_OF_RANGE',
  'GROUP_ROOT_MISMATCH',
  'GROUP_ROOT_UNKNOWN',
  'GROUP_SIZE_OUT_OF_RANGE',
  // Identities and what keeps them
  'IDENTITY_FILE_ALTERED',
  'IDENTITY_FILE_FOREIGN',
  'IDENTITY_FILE_TOO_NEW',
  'IDENTITY_FILE_TRUNCATED',
  'IDENTITY_SIGNATURE_DECLINED',
  'IDENTITY_SIGNATURE_INVALID',
  'IDENTITY_SIGNATURE_UNSTABLE',
  'IDENTITY_SIGNER_FAILED',
  'IDENTITY_SIGNER_UNSUPPORTED',
  'PASSKEY_CANCELLED',
  'PASSKEY_ORIGIN_REFUSED',
  'PASSKEY_PRF_UNSUPPORTED',
  'PASSKEY_RESULT_INVALID',
  'PASSKEY_UNAVAILABLE',
  'PASSPHRASE_UNFIT',
  'PASSPHRASE_WRONG',
  // Proposals and their metadata
  'DRAFT_OUTDATED',
  'DRAFT_UNKNOWN',
  'MEMBERS_ONLY',
  'MEMBER_PROOF_INVALID',
  'METADATA_MALFORMED',
  'METADATA_MISMATCH',
  'METADATA_UNKNOWN',
  'PROPOSAL_MALFORMED',
  'PROPOSAL_SLOT_OUT_OF_RANGE',
  'PROPOSAL_SLOT_SPENT',
  'PROPOSAL_UNKNOWN',
  // The prover
  'PROVER_FAILED',
  // Secret ballots and their trustees
  'COMMITTEE_DEALERS_MISSING',
  'COMMITTEE_MALFORMED',
  'COMMITTEE_MESSAGE_REFUSED',
  'COMMITTEE_SHARE_WRONG',
  'CURVE_POINT_INVALID',
  'DECRYPTION_SHARES_MISSING',
  'NOT_A_TRUSTEE',
  'TOTALS_NOT_FOUND',
  'TRUSTEE_FILE_UNUSABLE',
  // Spaces and their webhooks
  'LIMIT_REACHED',
  'SPACE_ADMIN_REQUIRED',
  'SPACE_CONTRACTS_MISMATCH',
  'SPACE_ID_TAKEN',
  'SPACE_REGISTRATION_CLOSED',
  'SPACE_REQUEST_EXPIRED',
  'SPACE_REQUEST_REPLAYED',
  'SPACE_SIGNATURE_INVALID',
  'WEBHOOK_UNKNOWN',
  'WEBHOOK_URL_REFUSED',
  // The server and what it stands on
  'BACKUP_UNUSABLE',
  'CHAIN_REVERTED',
  'CHAIN_UNAVAILABLE',
  'CONFIGURATION_INVALID',
  'INTERNAL',
  'METHOD_NOT_ALLOWED',
  'NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'RELAY_PAUSED',
  'REQUEST_MALFORMED',
  'SERVER_BUSY',
  'SERVER_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
] as const

/** One way in which Psephos refuses or fails. */
export type ErrorCode = (typeof errorCodes)[number]

/** Facts about a failure that may be logged and shown: never a secret, never a proof. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/**
 * The base of every error that Psephos throws on purpose; `code` says which, `details` carries the
 * facts.
 */
export class PsephosError extends Error {
  override readonly name: string = 'PsephosError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
