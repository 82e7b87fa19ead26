export * from './audit/AuditReport.ts'
export * from './audit/auditProposal.ts'
export type { VerifyProofs } from './audit/checks/checkProofs.ts'
export type { VerifySecretBallots } from './audit/checks/holdSecretProofs.ts'
export { encodeArchive } from './audit/encodeArchive.ts'
export * from './audit/exportArchive.ts'
export type { MetadataSource } from './audit/findMetadata.ts'
export * from './audit/parseArchive.ts'
export * from './audit/wireArchive.ts'
export * from './ballot/ballotCost.ts'
export * from './ballot/ballotLimits.ts'
export * from './ballot/ballotMessage.ts'
export * from './ballot/ballotNullifier.ts'
export { type BallotRules, checkBallot, type VerifiedBallot } from './ballot/checkBallot.ts'
export * from './ballot/createBallotReader.ts'
export * from './ballot/decodeBallot.ts'
export * from './ballot/encodeBallot.ts'
export * from './ballot/fromReceivedBallot.ts'
export * from './ballot/generateBallotProof.ts'
export * from './ballot/Nullifier.ts'
export * from './ballot/proposalScope.ts'
export * from './ballot/Scope.ts'
export * from './ballot/semaphoreArtifactUrls.ts'
export * from './ballot/toWireBallot.ts'
export * from './ballot/verifyBallot.ts'
export * from './ballot/verifyBallots.ts'
export type { SearchProposalsParameters } from './client/calls/createProposalCalls.ts'
export type { Authorized, RequestOptions } from './client/calls/RequestOptions.ts'
export * from './client/createServerClient.ts'
export * from './client/getMembershipTree.ts'
export type { ReadChainOptions } from './contracts/ChainReader.ts'
export * from './contracts/castBallotDirectly.ts'
export * from './contracts/castSecretBallotDirectly.ts'
export * from './contracts/createRequestProvider.ts'
export * from './contracts/decodeRevert.ts'
export * from './contracts/deployContract.ts'
export * from './contracts/deployPersonhoodDao.ts'
export * from './contracts/deploySecretBallotBox.ts'
export * from './contracts/encodeOptionCalls.ts'
export * from './contracts/hashTimelockOperation.ts'
export * from './contracts/publishProposal.ts'
export type { VerifierKey } from './contracts/readCircuitKeys.ts'
export { type ReadCommitteeParameters, readCommittee } from './contracts/readCommittee.ts'
export * from './contracts/readCountedBallots.ts'
export * from './contracts/readCountedSecretBallots.ts'
export * from './contracts/readDecryptionTask.ts'
export * from './contracts/readElectorate.ts'
export * from './contracts/readGroupAt.ts'
export * from './contracts/readMemberNullifiers.ts'
export { type MembersAt, type ReadMembersParameters, readMembers } from './contracts/readMembers.ts'
export {
  type ProposalCall,
  type PublishedProposal,
  type ReadProposalParameters,
  readDescriptionText,
  readProposal,
} from './contracts/readProposal.ts'
export * from './contracts/readSecretBallotContracts.ts'
export {
  type ReadSecretRulesParameters,
  readSecretRules,
  type SecretRules,
} from './contracts/readSecretRules.ts'
export * from './contracts/registerCommittee.ts'
export * from './contracts/toContractBallot.ts'
export * from './contracts/toContractSecretBallot.ts'
export * from './errors/auditErrors.ts'
export * from './errors/ballotErrors.ts'
export * from './errors/createErrorFromWire.ts'
export * from './errors/draftErrors.ts'
export * from './errors/enrolmentErrors.ts'
export * from './errors/groupErrors.ts'
export * from './errors/identityErrors.ts'
export * from './errors/PsephosError.ts'
export * from './errors/proposalErrors.ts'
export * from './errors/proverErrors.ts'
export * from './errors/secretErrors.ts'
export * from './errors/serverErrors.ts'
export * from './errors/spaceErrors.ts'
export * from './field/snarkScalarField.ts'
export type {
  AttestedIssuer,
  PersonhoodGovernor,
  PersonhoodGroup,
  SecretBallotBox,
  TrusteeCommittees,
  WorldIDIssuer,
  WorldIDLegacyIssuer,
} from './generated/index.ts'
export {
  AttestedIssuer__factory,
  DevelopmentWorldIDVerifier__factory,
  PersonhoodGovernor__factory,
  PersonhoodGroup__factory,
  SecretBallotBox__factory,
  SemaphoreBatchVerifier__factory,
  TimelockController__factory,
  TrusteeCommittees__factory,
  WorldIDIssuer__factory,
  WorldIDLegacyIssuer__factory,
} from './generated/index.ts'
export * from './group/BucketTree.ts'
export * from './group/createGroup.ts'
export { type EncodeGroupBucketParameters, encodeGroupBucket } from './group/encodeGroupBucket.ts'
export * from './group/GroupBucket.ts'
export * from './group/groupBuckets.ts'
export * from './group/MembershipTree.ts'
export * from './group/proofDepth.ts'
export * from './group/verifyGroup.ts'
export * from './identity/Commitment.ts'
export * from './identity/createIdentity.ts'
export * from './identity/createPasskeyIdentity.ts'
export * from './identity/exportIdentity.ts'
export * from './identity/identityDomain.ts'
export * from './identity/identityFromPasskey.ts'
export * from './identity/identityFromSignature.ts'
export * from './identity/identityTypedData.ts'
export * from './identity/importIdentity.ts'
export { passkeySalt } from './identity/passkeySalt.ts'
export type { PasskeyContainer, PasskeyIdentity } from './identity/readPasskey.ts'
export * from './json/parseUntrustedJson.ts'
export { type CircuitKey, parseCircuitKey } from './proof/CircuitKey.ts'
export type { VerificationProgress } from './proof/verifyGroth16Proofs.ts'
export {
  type MembershipProof,
  type VerifyProofsParameters,
  verifyProofs,
} from './proof/verifyProofs.ts'
export * from './proposal/appendOptionsLayout.ts'
export * from './proposal/createProposalDescription.ts'
export * from './proposal/createRawCid.ts'
export * from './proposal/encodeProposalMetadata.ts'
export * from './proposal/generateMemberProposalProof.ts'
export * from './proposal/hashProposal.ts'
export * from './proposal/memberProposalScope.ts'
export * from './proposal/optionsLayout.ts'
export * from './proposal/parseProposalDescription.ts'
export * from './proposal/parseProposalMetadata.ts'
export * from './proposal/readProposalCommittee.ts'
export * from './proposal/splitOptionsLayout.ts'
export * from './proposal/toContractLayout.ts'
export * from './proposal/verifyProposalMetadata.ts'
export * from './prover/answerProver.ts'
export * from './prover/createArtifactStore.ts'
export * from './prover/createBallotProver.ts'
export type { BallotProofJob, BallotProofProgress, PreparedBallot } from './prover/prepareBallot.ts'
export type {
  ProverAnswer,
  ProverEvent,
  ProverRequest,
  ProverScope,
  ProverWorker,
} from './prover/proverMessages.ts'
export * from './receipt/receiptTypedData.ts'
export * from './receipt/verifyReceipt.ts'
export { type AffinePoint, BABYJUBJUB_ORDER, type ExtendedPoint } from './secret/babyJubjub.ts'
export {
  checkSecretBallot,
  type VerifiedSecretBallot,
} from './secret/ballot/checkSecretBallot.ts'
export * from './secret/ballot/fromReceivedSecretBallot.ts'
export {
  type GenerateSecretBallotParameters,
  generateSecretBallot,
} from './secret/ballot/generateSecretBallot.ts'
export type { SecretBallotJob } from './secret/ballot/prepareSecretBallot.ts'
export * from './secret/ballot/secretBallotMessage.ts'
export * from './secret/ballot/toWireSecretBallot.ts'
export * from './secret/ballot/verifySecretBallots.ts'
export * from './secret/ballot/verifySecretProofs.ts'
export { type CurvePoint, toCurvePoint } from './secret/CurvePoint.ts'
export * from './secret/circuitUrls.ts'
export * from './secret/combineShares.ts'
export { type CheckDealsParameters, checkDeals } from './secret/committee/checkDeals.ts'
export * from './secret/committee/committeeTypedData.ts'
export * from './secret/committee/concludeTranscript.ts'
export { type CreateDealParameters, createDeal } from './secret/committee/createDeal.ts'
export * from './secret/committee/deriveCommitteeKeys.ts'
export * from './secret/committee/deriveSecretShares.ts'
export * from './secret/committee/encodeContent.ts'
export { type FormCommitteeParameters, formCommittee } from './secret/committee/formCommittee.ts'
export * from './secret/committee/isKeyGenerationOver.ts'
export * from './secret/committee/judgeDeals.ts'
export * from './secret/committee/keyGenerationRequest.ts'
export * from './secret/committee/openComplaint.ts'
export {
  type DealFault,
  type DealPoints,
  type OpenDealParameters,
  type OpenedDeal,
  openDeal,
} from './secret/committee/openDeal.ts'
export * from './secret/committee/openInvitation.ts'
export * from './secret/committee/openTranscript.ts'
export * from './secret/committee/readStanding.ts'
export type { Content } from './secret/committee/toJson.ts'
export * from './secret/committee/trusteeKey.ts'
export {
  type SignTrusteeMessageParameters,
  signTrusteeMessage,
  type TrusteeMessage,
  type TrusteeMessageTypedData,
  trusteeMessageTypedData,
} from './secret/committee/trusteeMessage.ts'
export * from './secret/committee/trusteeState.ts'
export * from './secret/EncryptedVotes.ts'
export * from './secret/encodeEncryptedVotes.ts'
export { AGAINST_SHIFT } from './secret/encodeVotes.ts'
export * from './secret/encryptVotes.ts'
export * from './secret/generateDecryptionPoints.ts'
export * from './secret/keysHash.ts'
export * from './secret/lagrangeWeights.ts'
export * from './secret/optionClass.ts'
export {
  addPoints,
  equalPoints,
  type MultiplyPointParameters,
  multiplyPoint,
  subtractPoints,
} from './secret/pointArithmetic.ts'
export * from './secret/share/generateDecryptionShare.ts'
export * from './secret/share/verifyDecryptionShares.ts'
export {
  type BoundTotalsParameters,
  boundTotals,
  type TotalsBounds,
} from './secret/totals/boundTotals.ts'
export type { OptionTotals } from './secret/totals/searchBox.ts'
export * from './secret/totals/solveTotals.ts'
export * from './space/encodeSpaceAuthorization.ts'
export * from './space/recoverSpaceSigner.ts'
export * from './space/signSpaceProfile.ts'
export * from './space/signSpaceRequest.ts'
export * from './space/spaceRequestTypedData.ts'
export * from './tally/tallyBallots.ts'
export * from './tally/tallySums.ts'
export * from './wire/ballot.ts'
export {
  type BallotSet,
  ballotSets,
  type WireBallotList,
  type WireReceivedBallot,
  type WireSettledBallot,
  wireBallotList,
  wireReceivedBallot,
  wireSettledBallot,
} from './wire/ballotList.ts'
export * from './wire/chainQuestion.ts'
export * from './wire/committee.ts'
export * from './wire/dao.ts'
export * from './wire/decryptionShare.ts'
export * from './wire/draft.ts'
export * from './wire/enrolment.ts'
export * from './wire/error.ts'
export * from './wire/group.ts'
export * from './wire/keyGeneration.ts'
export * from './wire/page.ts'
export * from './wire/proposal.ts'
export * from './wire/receipt.ts'
export * from './wire/results.ts'
export * from './wire/rules.ts'
export * from './wire/scalars.ts'
export * from './wire/secrecy.ts'
export * from './wire/secretBallot.ts'
export * from './wire/secretBallotList.ts'
export * from './wire/space.ts'
export * from './wire/text.ts'
export * from './wire/transactions.ts'
export * from './wire/webhook.ts'
export * from './world-id/attestEnrolment.ts'
export * from './world-id/attestedCredential.ts'
export * from './world-id/commitmentSignal.ts'
export * from './world-id/credentialIdentifiers.ts'
export * from './world-id/deployDevelopmentWorldIdVerifier.ts'
export * from './world-id/encodeRpMessage.ts'
export * from './world-id/enrolmentAction.ts'
export * from './world-id/enrolmentAttestation.ts'
export * from './world-id/hashAction.ts'
export * from './world-id/hashSignal.ts'
export * from './world-id/hashToField.ts'
export * from './world-id/legacyExternalNullifier.ts'
export * from './world-id/recoverAttester.ts'
export * from './world-id/rpIdToUint64.ts'
export * from './world-id/verifyWorldIdLegacyResult.ts'
export * from './world-id/verifyWorldIdProof.ts'
export * from './world-id/verifyWorldIdResult.ts'
export * from './world-id/worldIdCredential.ts'
export * from './world-id/worldIdLegacyCredential.ts'
