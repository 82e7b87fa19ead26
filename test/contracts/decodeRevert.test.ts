import {
  AttestedIssuer__factory,
  DevelopmentWorldIDVerifier__factory,
  decodeRevert,
  type ErrorDetails,
  PersonhoodGovernor__factory,
  PersonhoodGroup__factory,
  SecretBallotBox__factory,
  SemaphoreBatchVerifier__factory,
  SNARK_SCALAR_FIELD,
  TimelockController__factory,
  TrusteeCommittees__factory,
  WorldIDIssuer__factory,
  WorldIDLegacyIssuer__factory,
} from '@psephos/lib'
import { concat, dataLength, Interface, toBeHex, ZeroHash } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, openChain } from './support/openChain.ts'
import { readRevert } from './support/readRevert.ts'

const CONTRACT = '0x00000000000000000000000000000000000000cc'
const NULLIFIER = 7n
const errors = new Interface([
  'error NonExistentRoot()',
  'error ExpiredRoot()',
  // Of the verifiers of secret ballots, whose bindings are not for others.
  'error Groth16InputOutOfField(uint256 input)',
  ...[
    PersonhoodGovernor__factory.abi,
    PersonhoodGroup__factory.abi,
    SemaphoreBatchVerifier__factory.abi,
    AttestedIssuer__factory.abi,
    WorldIDIssuer__factory.abi,
    WorldIDLegacyIssuer__factory.abi,
    TimelockController__factory.abi,
    DevelopmentWorldIDVerifier__factory.abi,
    SecretBallotBox__factory.abi,
    TrusteeCommittees__factory.abi,
  ].flatMap((abi) => abi.filter(({ type }) => type === 'error')),
])

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain.close())

/** Calls a contract that reverts with `data`. */
async function callReverting(data: string): Promise<string> {
  const length = toBeHex(dataLength(data), 2)
  // CODECOPY what follows these 14 bytes to 0, and REVERT with it.
  const code = concat(['0x61', length, '0x600e60003961', length, '0x6000fd', data])
  await chain.provider.send('anvil_setCode', [CONTRACT, code])
  return chain.provider.call({ to: CONTRACT })
}

describe('decodeRevert', () => {
  test.each<[string, readonly unknown[], string, ErrorDetails]>([
    [
      'BallotNullifierOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'nullifier' },
    ],
    [
      'GovernorBallotsSecret',
      [5],
      'BALLOT_MALFORMED',
      { reason: 'the proposal takes secret ballots only' },
    ],
    [
      'GovernorCommitteeNotApproved',
      [ZeroHash],
      'PROPOSAL_MALFORMED',
      { reason: 'it names a committee that the DAO has not approved' },
    ],
    [
      'CommitteeUnknown',
      [ZeroHash],
      'PROPOSAL_MALFORMED',
      { reason: 'its committee is not registered' },
    ],
    [
      'SecretOptionsExceedCapacity',
      [5, 4],
      'PROPOSAL_MALFORMED',
      { reason: 'it has 5 options, and its committee keys for 4' },
    ],
    [
      'SecretOptionCountUnsupported',
      [17],
      'PROPOSAL_MALFORMED',
      { reason: 'ballots of 17 options cannot be secret there' },
    ],
    [
      'SecretProposalOpen',
      [5],
      'BALLOT_MALFORMED',
      { reason: 'the proposal takes open ballots only' },
    ],
    [
      'SecretBallotPointsMismatch',
      [6, 8],
      'BALLOT_MALFORMED',
      { reason: 'its points have 6 words instead of 8' },
    ],
    [
      'Groth16InputOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'public input', minimum: '0', maximum: String(SNARK_SCALAR_FIELD - 1n) },
    ],
    ['SecretBallotProofInvalid', [NULLIFIER], 'BALLOT_PROOF_INVALID', {}],
    ['SecretBallotBatchProofInvalid', [3], 'BALLOT_BATCH_PROOF_INVALID', { ballots: 3 }],
    [
      'GovernorInvalidOptionCount',
      [129],
      'PROPOSAL_MALFORMED',
      { reason: 'it has 129 options, not 1 to 128' },
    ],
    [
      'GovernorInvalidMaxWinners',
      [3, 2],
      'PROPOSAL_MALFORMED',
      { reason: '3 of its 2 options may win' },
    ],
    [
      'GovernorInvalidVoiceCredits',
      [0],
      'PROPOSAL_MALFORMED',
      { reason: 'it gives 0 voice credits, not 1 to 65 535' },
    ],
    [
      'GovernorInvalidCallOption',
      [1, 4],
      'PROPOSAL_MALFORMED',
      { reason: 'call 1 belongs to option 4, which is none' },
    ],
    [
      'GovernorCallOptionsMismatch',
      [2, 1],
      'PROPOSAL_MALFORMED',
      { reason: 'it has 1 calls, and options for 2' },
    ],
    [
      'GovernorInvalidProposalLength',
      [0, 0, 0],
      'PROPOSAL_MALFORMED',
      { reason: 'no option has a call' },
    ],
    [
      'GovernorReservedDescription',
      [],
      'PROPOSAL_MALFORMED',
      { reason: 'its description ends as only that of one with options may' },
    ],
    ['IssuerAttestationExpired', [1, 2], 'ATTESTATION_INVALID', { reason: 'it has expired' }],
    [
      'IssuerCredentialLengthMismatch',
      [319, 320],
      'CREDENTIAL_MALFORMED',
      { reason: 'the issuer takes none of 319 bytes' },
    ],
    [
      'IssuerCredentialMalformed',
      [41],
      'CREDENTIAL_MALFORMED',
      { reason: 'the issuer takes none of 41 bytes' },
    ],
    [
      'IssuerPersonOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'person' },
    ],
    ['IssuerSignatureInvalid', [1], 'ATTESTATION_INVALID', { reason: 'a signature is nobody’s' }],
    [
      'IssuerSignaturesTooFew',
      [1, 2],
      'ATTESTATION_INVALID',
      { reason: 'it has 1 signatures instead of 2' },
    ],
    [
      'IssuerSignerUnknown',
      [CONTRACT],
      'ATTESTATION_INVALID',
      { reason: 'somebody signed who is no attester' },
    ],
    [
      'IssuerSignersNotAscending',
      [CONTRACT, CONTRACT],
      'ATTESTATION_INVALID',
      { reason: 'its signatures are not in the order of their signers' },
    ],
    ['BallotBatchProofInvalid', [12], 'BALLOT_BATCH_PROOF_INVALID', { ballots: 12 }],
    ['BallotProofInvalid', [NULLIFIER], 'BALLOT_PROOF_INVALID', {}],
    ['BallotReplacedWordsMismatch', [NULLIFIER], 'BALLOT_REPLACEMENT_MISMATCH', {}],
    [
      'BallotRevisionNotHigher',
      [NULLIFIER, 2, 1],
      'REVISION_NOT_HIGHER',
      { revision: 1, heldRevision: 2 },
    ],
    ['BallotUnusedBitsSet', [1n << 255n], 'BALLOT_MALFORMED', { reason: 'an unused bit is set' }],
    [
      'BallotVoiceCreditsExceeded',
      [101, 100],
      'VOICE_CREDITS_EXCEEDED',
      { cost: 101, voiceCredits: 100 },
    ],
    [
      'BallotWordCountMismatch',
      [3, 1],
      'BALLOT_MALFORMED',
      { reason: 'it has 3 words instead of 1' },
    ],
    ['ExpirationTooOld', [], 'WORLD_ID_PROOF_INVALID', {}],
    ['GroupCommitmentAlreadyEnrolled', [5], 'COMMITMENT_ALREADY_ENROLLED', { commitment: '5' }],
    ['GroupCommitmentOutOfField', [0], 'FIELD_ELEMENT_OUT_OF_RANGE', { name: 'commitment' }],
    ['GroupCommitmentRetired', [5], 'COMMITMENT_RETIRED', { commitment: '5' }],
    ['GroupCommitmentUnchanged', [1, 5], 'COMMITMENT_ALREADY_ENROLLED', { commitment: '5' }],
    ['GroupCommitmentUnknown', [5], 'NOT_A_MEMBER', {}],
    ['GroupEligibilityRequired', [CONTRACT], 'ELIGIBILITY_REQUIRED', { policy: CONTRACT }],
    ['GroupPersonAlreadyEnrolled', [1, 5], 'PERSON_ALREADY_ENROLLED', {}],
    ['GroupPersonUnknown', [1], 'NOT_A_MEMBER', {}],
    [
      'GroupSiblingCountMismatch',
      [3, 4],
      'GROUP_PATH_STALE',
      { reason: 'it has 3 siblings instead of 4' },
    ],
    [
      'GroupSiblingOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'sibling' },
    ],
    ['GroupSiblingsStale', [1, 2], 'GROUP_PATH_STALE', { reason: 'it leads to another root' }],
    ['InvalidAction', [], 'WORLD_ID_PROOF_INVALID', {}],
    ['InvalidMerkleRoot', [], 'WORLD_ID_PROOF_INVALID', {}],
    [
      'IssuerNullifierOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'nullifier' },
    ],
    ['ProofInvalid', [], 'WORLD_ID_PROOF_INVALID', {}],
    ['NonExistentRoot', [], 'WORLD_ID_PROOF_INVALID', {}],
    ['ExpiredRoot', [], 'WORLD_ID_PROOF_INVALID', {}],
    [
      'SemaphoreNullifierOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'nullifier' },
    ],
    [
      'SemaphoreRootOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'root' },
    ],
    [
      'SemaphoreGasInsufficient',
      [5, 6],
      'CHAIN_REVERTED',
      { reason: 'SemaphoreGasInsufficient(5, 6)' },
    ],
    [
      'GovernorProposalNullifierOutOfField',
      [SNARK_SCALAR_FIELD],
      'FIELD_ELEMENT_OUT_OF_RANGE',
      { name: 'nullifier' },
    ],
    ['UnregisteredIssuerSchemaId', [], 'WORLD_ID_PROOF_INVALID', {}],
    ['GovernorElectorateEmpty', [9], 'NOT_A_MEMBER', {}],
    ['GovernorEpochWithoutMembers', [1_800_000_000], 'NOT_A_MEMBER', {}],
    ['GovernorMemberProofInvalid', [NULLIFIER], 'MEMBER_PROOF_INVALID', {}],
    ['GovernorMembersOnly', [], 'MEMBERS_ONLY', {}],
    ['GovernorProposalSlotOutOfRange', [3, 3], 'PROPOSAL_SLOT_OUT_OF_RANGE', { slot: 3, limit: 3 }],
    ['GovernorProposalSlotSpent', [NULLIFIER], 'PROPOSAL_SLOT_SPENT', {}],
    ['GroupFutureLookup', [2, 1], 'CHAIN_REVERTED', { reason: 'GroupFutureLookup(2, 1)' }],
  ])('knows %s', async (name, args, code, details) => {
    const data = errors.encodeErrorResult(name, args)
    expect(await readRevert(callReverting(data))).toMatchObject({ code, details })
  })

  test('repeats the words of a revert without a custom error', async () => {
    const data = new Interface(['error Error(string)']).encodeErrorResult('Error', ['no luck'])
    expect(await readRevert(callReverting(data))).toMatchObject({
      code: 'CHAIN_REVERTED',
      details: { reason: 'no luck' },
    })
  })

  test('answers an error that it does not know too', async () => {
    expect(await readRevert(callReverting('0x12345678'))).toMatchObject({ code: 'CHAIN_REVERTED' })
  })

  test('answers a revert without a word, and one that names no error', async () => {
    for (const data of ['0x', '0x1234']) {
      expect(await readRevert(callReverting(data))).toMatchObject({ code: 'CHAIN_REVERTED' })
    }
  })

  test('leaves alone what is no revert', () => {
    expect(decodeRevert(new Error('nobody answers'))).toBeNull()
    expect(decodeRevert(undefined)).toBeNull()
  })
})
