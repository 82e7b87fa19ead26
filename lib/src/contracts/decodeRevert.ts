import { type ErrorDescription, Interface, isError } from 'ethers'
import {
  BallotBatchProofInvalidError,
  BallotMalformedError,
  BallotProofInvalidError,
  BallotReplacementMismatchError,
  FieldElementOutOfRangeError,
  RevisionNotHigherError,
  VoiceCreditsExceededError,
} from '../errors/ballotErrors.ts'
import {
  AttestationInvalidError,
  CommitmentAlreadyEnrolledError,
  CommitmentRetiredError,
  CredentialMalformedError,
  EligibilityRequiredError,
  NotAMemberError,
  PersonAlreadyEnrolledError,
  WorldIdProofInvalidError,
} from '../errors/enrolmentErrors.ts'
import { GroupPathStaleError } from '../errors/groupErrors.ts'
import type { PsephosError } from '../errors/PsephosError.ts'
import {
  MemberProofInvalidError,
  MembersOnlyError,
  ProposalMalformedError,
  ProposalSlotOutOfRangeError,
  ProposalSlotSpentError,
} from '../errors/proposalErrors.ts'
import { ChainRevertedError } from '../errors/serverErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import {
  AttestedIssuer__factory,
  DevelopmentWorldIDVerifier__factory,
  Groth16BatchVerifier__factory,
  PersonhoodGovernor__factory,
  PersonhoodGroup__factory,
  SecretBallotBox__factory,
  SemaphoreBatchVerifier__factory,
  TimelockController__factory,
  TrusteeCommittees__factory,
  WorldIDIssuer__factory,
  WorldIDLegacyIssuer__factory,
} from '../generated/index.ts'

/** Every custom error that a call to one of our contracts can end in. World ID's verifiers share theirs. */
const errors = new Interface([
  // World ID 3's router, which answers through our issuer and of which we have no bindings.
  'error NonExistentRoot()',
  'error ExpiredRoot()',
  ...[
    PersonhoodGovernor__factory.abi,
    PersonhoodGroup__factory.abi,
    SemaphoreBatchVerifier__factory.abi,
    WorldIDIssuer__factory.abi,
    WorldIDLegacyIssuer__factory.abi,
    AttestedIssuer__factory.abi,
    TimelockController__factory.abi,
    DevelopmentWorldIDVerifier__factory.abi,
    SecretBallotBox__factory.abi,
    TrusteeCommittees__factory.abi,
    Groth16BatchVerifier__factory.abi,
  ].flatMap((abi) => abi.filter(({ type }) => type === 'error')),
])

const fieldElement = (name: string): PsephosError =>
  new FieldElementOutOfRangeError({ name, minimum: 0n, maximum: SNARK_SCALAR_FIELD - 1n })

const malformedProposal = (reason: string): PsephosError => new ProposalMalformedError({ reason })

const malformedCredential = (length: bigint): PsephosError =>
  new CredentialMalformedError({ reason: `the issuer takes none of ${length} bytes` })

const decoders: Readonly<Record<string, (error: ErrorDescription) => PsephosError>> = {
  BallotBatchProofInvalid: ({ args }) =>
    new BallotBatchProofInvalidError({ ballots: Number(args['ballots']) }),
  BallotNullifierOutOfField: () => fieldElement('nullifier'),
  BallotProofInvalid: () => new BallotProofInvalidError(),
  BallotReplacedWordsMismatch: () => new BallotReplacementMismatchError(),
  BallotRevisionNotHigher: ({ args }) =>
    new RevisionNotHigherError({
      revision: Number(args['given']),
      heldRevision: Number(args['counted']),
    }),
  BallotUnusedBitsSet: () => new BallotMalformedError({ reason: 'an unused bit is set' }),
  BallotVoiceCreditsExceeded: ({ args }) =>
    new VoiceCreditsExceededError({
      cost: Number(args['cost']),
      voiceCredits: Number(args['voiceCredits']),
    }),
  BallotWordCountMismatch: ({ args }) =>
    new BallotMalformedError({
      reason: `it has ${args['given']} words instead of ${args['expected']}`,
    }),
  CommitteeUnknown: () => malformedProposal('its committee is not registered'),
  ExpirationTooOld: () =>
    new WorldIdProofInvalidError({ reason: 'the credential expires too early' }),
  ExpiredRoot: () => new WorldIdProofInvalidError({ reason: 'its Merkle root is too old' }),
  GovernorBallotsSecret: () =>
    new BallotMalformedError({ reason: 'the proposal takes secret ballots only' }),
  GovernorCallOptionsMismatch: ({ args }) =>
    malformedProposal(`it has ${args['calls']} calls, and options for ${args['callOptions']}`),
  GovernorCommitteeNotApproved: () =>
    malformedProposal('it names a committee that the DAO has not approved'),
  GovernorElectorateEmpty: () => new NotAMemberError(),
  GovernorEpochWithoutMembers: () => new NotAMemberError(),
  GovernorInvalidCallOption: ({ args }) =>
    malformedProposal(`call ${args['call']} belongs to option ${args['option']}, which is none`),
  GovernorInvalidMaxWinners: ({ args }) =>
    malformedProposal(`${args['maxWinners']} of its ${args['optionCount']} options may win`),
  GovernorInvalidOptionCount: ({ args }) =>
    malformedProposal(`it has ${args['optionCount']} options, not 1 to 128`),
  GovernorInvalidProposalLength: () => malformedProposal('no option has a call'),
  GovernorInvalidVoiceCredits: ({ args }) =>
    malformedProposal(`it gives ${args['voiceCredits']} voice credits, not 1 to 65 535`),
  GovernorMemberProofInvalid: () => new MemberProofInvalidError(),
  GovernorProposalNullifierOutOfField: () => fieldElement('nullifier'),
  GovernorMembersOnly: () => new MembersOnlyError(),
  GovernorProposalSlotOutOfRange: ({ args }) =>
    new ProposalSlotOutOfRangeError({ slot: Number(args['slot']), limit: Number(args['limit']) }),
  GovernorProposalSlotSpent: () => new ProposalSlotSpentError(),
  GovernorReservedDescription: () =>
    malformedProposal('its description ends as only that of one with options may'),
  // Of a secret ballot: a coordinate of its points.
  Groth16InputOutOfField: () => fieldElement('public input'),
  GroupCommitmentAlreadyEnrolled: ({ args }) =>
    new CommitmentAlreadyEnrolledError({ commitment: args['commitment'] }),
  GroupCommitmentOutOfField: () => fieldElement('commitment'),
  GroupCommitmentRetired: ({ args }) =>
    new CommitmentRetiredError({ commitment: args['commitment'] }),
  // To rotate to what one has already is done, as enrolling it again is.
  GroupCommitmentUnchanged: ({ args }) =>
    new CommitmentAlreadyEnrolledError({ commitment: args['commitment'] }),
  GroupCommitmentUnknown: () => new NotAMemberError(),
  GroupEligibilityRequired: ({ args }) =>
    new EligibilityRequiredError({ policy: String(args['policy']).toLowerCase() }),
  GroupPersonAlreadyEnrolled: () => new PersonAlreadyEnrolledError(),
  GroupPersonUnknown: () => new NotAMemberError(),
  GroupSiblingCountMismatch: ({ args }) =>
    new GroupPathStaleError({
      reason: `it has ${args['given']} siblings instead of ${args['expected']}`,
    }),
  GroupSiblingOutOfField: () => fieldElement('sibling'),
  GroupSiblingsStale: () => new GroupPathStaleError({ reason: 'it leads to another root' }),
  InvalidAction: () => new WorldIdProofInvalidError({ reason: 'the action is unknown' }),
  InvalidMerkleRoot: () =>
    new WorldIdProofInvalidError({ reason: 'its Merkle root is unknown or too old' }),
  IssuerAttestationExpired: () => new AttestationInvalidError({ reason: 'it has expired' }),
  IssuerCredentialLengthMismatch: ({ args }) => malformedCredential(args['given']),
  // By its place: by its name, `length`, it would be the number of arguments.
  IssuerCredentialMalformed: ({ args }) => malformedCredential(args[0]),
  IssuerNullifierOutOfField: () => fieldElement('nullifier'),
  IssuerPersonOutOfField: () => fieldElement('person'),
  IssuerSignatureInvalid: () => new AttestationInvalidError({ reason: 'a signature is nobody’s' }),
  IssuerSignaturesTooFew: ({ args }) =>
    new AttestationInvalidError({
      reason: `it has ${args['given']} signatures instead of ${args['threshold']}`,
    }),
  IssuerSignerUnknown: () =>
    new AttestationInvalidError({ reason: 'somebody signed who is no attester' }),
  IssuerSignersNotAscending: () =>
    new AttestationInvalidError({ reason: 'its signatures are not in the order of their signers' }),
  SecretBallotBatchProofInvalid: ({ args }) =>
    new BallotBatchProofInvalidError({ ballots: Number(args['ballots']) }),
  SecretBallotNullifierOutOfField: () => fieldElement('nullifier'),
  SecretBallotPointsMismatch: ({ args }) =>
    new BallotMalformedError({
      reason: `its points have ${args['given']} words instead of ${args['expected']}`,
    }),
  SecretBallotProofInvalid: () => new BallotProofInvalidError(),
  SecretBallotReplacedPointsMismatch: () => new BallotReplacementMismatchError(),
  SecretBallotRevisionNotHigher: ({ args }) =>
    new RevisionNotHigherError({
      revision: Number(args['given']),
      heldRevision: Number(args['counted']),
    }),
  SecretElectorateEmpty: () => new NotAMemberError(),
  SecretOptionCountUnsupported: ({ args }) =>
    malformedProposal(`ballots of ${args['optionCount']} options cannot be secret there`),
  SecretOptionsExceedCapacity: ({ args }) =>
    malformedProposal(
      `it has ${args['optionCount']} options, and its committee keys for ${args['capacity']}`,
    ),
  SecretProposalOpen: () =>
    new BallotMalformedError({ reason: 'the proposal takes open ballots only' }),
  SemaphoreNullifierOutOfField: () => fieldElement('nullifier'),
  SemaphoreRootOutOfField: () => fieldElement('root'),
  NonExistentRoot: () => new WorldIdProofInvalidError({ reason: 'its Merkle root is unknown' }),
  ProofInvalid: () => new WorldIdProofInvalidError({ reason: 'it does not verify' }),
  UnregisteredIssuerSchemaId: () =>
    new WorldIdProofInvalidError({ reason: 'the kind of credential is not registered' }),
}

/**
 * Returns the error that a reverted call stands for, or null when `error` is no revert (the node did not answer, the
 * account cannot pay …), which is the caller's to name.
 * @example
 * decodeRevert(error)?.code // 'PERSON_ALREADY_ENROLLED'
 */
export function decodeRevert(error: unknown): PsephosError | null {
  if (!isError(error, 'CALL_EXCEPTION')) return null
  // A revert without a word has the data `0x`; what is no selector of four bytes names no error.
  const data = error.data ?? '0x'
  const description = parseError(data)
  if (description === null) {
    return new ChainRevertedError(
      { reason: error.reason ?? 'it gives no reason' },
      { cause: error },
    )
  }
  // Solidity's own `Error(string)` is its sentence, and nothing else.
  if (description.signature === 'Error(string)') {
    return new ChainRevertedError({ reason: String(description.args[0]) }, { cause: error })
  }
  const decode = decoders[description.name]
  if (decode !== undefined) return decode(description)
  const reason = `${description.name}(${description.args.map(String).join(', ')})`
  return new ChainRevertedError({ reason }, { cause: error })
}

/** Null also for a known selector before words that are not its arguments: a contract says what it likes. */
function parseError(data: string): ErrorDescription | null {
  if (data.length < 10) return null
  try {
    const description = errors.parseError(data)
    // What is wrong inside is thrown when it is read.
    description?.args.toArray(true)
    return description
  } catch {
    return null
  }
}
