// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {BabyJubjub} from "../crypto/BabyJubjub.sol";
import {IGovernorOptions, OptionsLayout} from "../interfaces/IGovernorOptions.sol";
import {IGovernorPersonhood} from "../interfaces/IGovernorPersonhood.sol";
import {IGovernorSecretBallots} from "../interfaces/IGovernorSecretBallots.sol";
import {IGroth16BatchVerifier} from "../interfaces/IGroth16BatchVerifier.sol";
import {ISecretBallotBox, SecretBallot} from "../interfaces/ISecretBallotBox.sol";
import {ITrusteeCommittees} from "../interfaces/ITrusteeCommittees.sol";
import {BallotRecord, BallotRecords} from "../types/BallotRecord.sol";
import {SkipReason} from "../types/SkipReason.sol";
import {SHARE_INPUTS, SecretCircuits} from "./SecretCircuits.sol";
import {SecretProofBatch} from "./SecretProofBatch.sol";
import {SecretTally} from "./SecretTally.sol";

/// @title SecretBallotBox
/// @notice Casts, adds up and reveals the secret ballots of any governor that names it.
/// @dev Ballots are recorded and added up first and verified last, all at once: if one proof does not hold, the whole call
/// reverts. What is added up is points only if the proofs hold, which is why they are not looked at before.
/// Governors are strangers: what they answer decides about what stands under their own address alone. They are asked
/// statically; {finalise} alone calls one, last, when it can change nothing any more.
contract SecretBallotBox is SecretCircuits {
    /// @notice What is kept of a secret proposal.
    /// @param voters How many people's ballots are counted.
    /// @param closed Whether it is closed.
    /// @param final_ Whether its totals are known.
    /// @param sums x and y of ΣR, then of ΣC for each option; all 0 while there are no ballots.
    /// @param records For each nullifier what is kept of its ballot.
    /// @param shares For each position keccak256 of its share's points, or 0.
    struct Election {
        uint32 voters;
        bool closed;
        bool final_;
        uint256[34] sums;
        mapping(uint256 nullifier => BallotRecord record) records;
        mapping(uint256 position => bytes32 hash) shares;
    }

    /// @notice What a proposal's governor says of it.
    /// @param optionCount How many options it has, 1 to 16.
    /// @param voiceCredits The budget of a ballot.
    /// @param committee Whose trustees decrypt its totals.
    /// @param deadline The last moment of voting.
    /// @param active Whether it is open, or waits for its totals.
    /// @param over Whether voting is over.
    struct Terms {
        uint256 optionCount;
        uint256 voiceCredits;
        bytes32 committee;
        uint256 deadline;
        bool active;
        bool over;
    }

    /// @notice What a batch adds up to while its ballots are read.
    /// @param pointWords How many words the points of a ballot have.
    /// @param newVoters How many of them are people's first.
    /// @param sums The encrypted sums, as projective points.
    /// @param proofs The call of the verifier.
    struct Batch {
        uint256 pointWords;
        uint256 newVoters;
        uint256[] sums;
        bytes proofs;
    }

    uint256 private constant MAX_BALLOTS = 2 ** 24;

    /// @inheritdoc ISecretBallotBox
    ITrusteeCommittees public immutable override committees;

    mapping(address governor => mapping(uint256 proposalId => Election election))
        private _elections;

    /// @notice Binds the box to its circuits, for good.
    /// @param committees_ Where committees are registered.
    /// @param ballotVerifiers Of `secret-ballot` for 2, 4, 8 and 16 options; the zero address for a class not offered.
    /// @param shareVerifiers Of `decryption-share`, for the same.
    constructor(
        ITrusteeCommittees committees_,
        IGroth16BatchVerifier[4] memory ballotVerifiers,
        IGroth16BatchVerifier[4] memory shareVerifiers
    ) SecretCircuits(ballotVerifiers, shareVerifiers) {
        committees = committees_;
    }

    /// @inheritdoc ISecretBallotBox
    function castSecretBallot(
        address governor,
        uint256 proposalId,
        SecretBallot calldata ballot
    ) external override {
        Election storage election = _elections[governor][proposalId];
        Terms memory terms = _votingTerms(governor, proposalId, election);
        Batch memory batch = _openBatch(election, terms, 1);
        (bool counted, SkipReason reason) = _count(governor, proposalId, election, ballot, batch);
        if (!counted) {
            uint256 nullifier = ballot.nullifier;
            if (reason == SkipReason.ReplacedBallotMismatch)
                revert SecretBallotReplacedPointsMismatch(nullifier);
            revert SecretBallotRevisionNotHigher(
                nullifier,
                uint16(election.records[nullifier].word),
                ballot.revision
            );
        }
        _closeBatch(proposalId, election, batch);
        if (!_verify(governor, proposalId, terms, batch))
            revert SecretBallotProofInvalid(ballot.nullifier);
    }

    /// @inheritdoc ISecretBallotBox
    function castSecretBallots(
        address governor,
        uint256 proposalId,
        SecretBallot[] calldata ballots
    ) external override returns (uint256 counted) {
        if (ballots.length == 0) revert SecretBallotBatchEmpty();
        Election storage election = _elections[governor][proposalId];
        Terms memory terms = _votingTerms(governor, proposalId, election);
        Batch memory batch = _openBatch(election, terms, ballots.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            SecretBallot calldata ballot = ballots[i];
            (bool done, SkipReason reason) = _count(governor, proposalId, election, ballot, batch);
            if (done) ++counted;
            else
                emit SecretBallotSkipped(
                    governor,
                    proposalId,
                    ballot.nullifier,
                    ballot.revision,
                    reason
                );
        }
        if (counted == 0) return 0;
        _closeBatch(proposalId, election, batch);
        if (!_verify(governor, proposalId, terms, batch)) {
            if (ballots.length == 1) revert SecretBallotProofInvalid(ballots[0].nullifier);
            revert SecretBallotBatchProofInvalid(counted);
        }
    }

    /// @inheritdoc ISecretBallotBox
    function close(address governor, uint256 proposalId) external override {
        Election storage election = _elections[governor][proposalId];
        if (election.closed) return;
        Terms memory terms = _terms(governor, proposalId);
        if (!terms.active) revert SecretProposalNotActive(proposalId);
        if (!terms.over) revert SecretVotingNotOver(proposalId, terms.deadline);
        election.closed = true;
        emit SecretBallotsClosed(
            governor,
            proposalId,
            election.voters,
            _sumsOf(election, terms.optionCount)
        );
    }

    /// @inheritdoc ISecretBallotBox
    function submitShare(
        address governor,
        uint256 proposalId,
        uint256 position,
        uint256[] calldata points,
        uint256[8] calldata proof
    ) external override {
        (Election storage election, Terms memory terms) = _closedElection(governor, proposalId);
        if (election.voters == 0) revert SecretBallotsNone(proposalId);
        if (points.length != 2 * terms.optionCount)
            revert DecryptionSharePointsMismatch(points.length, 2 * terms.optionCount);
        bytes32 hash = keccak256(abi.encodePacked(points));
        bytes32 submitted = election.shares[position];
        if (submitted == hash) return;
        if (submitted != 0) revert DecryptionShareConflict(position);
        election.shares[position] = hash;
        emit DecryptionShareSubmitted(governor, proposalId, position, points);
        if (!_verifyShare(election, terms, position, points, proof))
            revert DecryptionShareInvalid(position);
    }

    /// @inheritdoc ISecretBallotBox
    function finalise(
        address governor,
        uint256 proposalId,
        uint256[] calldata positions,
        uint256[][] calldata shares,
        uint256[] calldata totals
    ) external override {
        (Election storage election, Terms memory terms) = _closedElection(governor, proposalId);
        uint256 voters = election.voters;
        uint256 needed;
        if (voters != 0) (, needed, ) = committees.committeeOf(terms.committee);
        SecretTally.checkShares(election.shares, needed, positions, shares);
        SecretTally.checkRange(totals, terms.optionCount, terms.voiceCredits, voters);
        if (voters != 0) {
            uint256[] memory sums = _sumsOf(election, terms.optionCount);
            SecretTally.checkDecryption(sums, positions, shares, totals);
        }
        election.final_ = true;
        emit SecretTallyFinalised(governor, proposalId, voters, positions, totals);
        IGovernorSecretBallots(governor).recordSecretTally(proposalId, voters, totals);
    }

    /// @inheritdoc ISecretBallotBox
    function checkCommittee(bytes32 committee, uint256 optionCount) external view override {
        (, , uint256 capacity) = committees.committeeOf(committee);
        if (optionCount > capacity) revert SecretOptionsExceedCapacity(optionCount, capacity);
        (IGroth16BatchVerifier ballots, ) = verifiersOf(_classOf(optionCount));
        if (address(ballots) == address(0)) revert SecretOptionCountUnsupported(optionCount);
    }

    /// @inheritdoc ISecretBallotBox
    function electionOf(
        address governor,
        uint256 proposalId
    )
        external
        view
        override
        returns (uint256 voters, bool closed, bool final_, uint256[] memory sums)
    {
        Election storage election = _elections[governor][proposalId];
        (voters, closed, final_) = (election.voters, election.closed, election.final_);
        sums = _sumsOf(election, IGovernorOptions(governor).proposalLayout(proposalId).optionCount);
    }

    /// @inheritdoc ISecretBallotBox
    function secretBallotOf(
        address governor,
        uint256 proposalId,
        uint256 nullifier
    ) external view override returns (bool counted, uint16 revision, bytes30 digest) {
        return BallotRecords.unpack(_elections[governor][proposalId].records[nullifier].word);
    }

    /// @inheritdoc ISecretBallotBox
    function shareOf(
        address governor,
        uint256 proposalId,
        uint256 position
    ) external view override returns (bytes32) {
        return _elections[governor][proposalId].shares[position];
    }

    /// @dev Counts and records a ballot and leaves its proof in `batch` to be verified, or says why it does not. Reverts
    /// for a ballot that could never be counted.
    function _count(
        address governor,
        uint256 proposalId,
        Election storage election,
        SecretBallot calldata ballot,
        Batch memory batch
    ) private returns (bool counted, SkipReason reason) {
        uint256 nullifier = ballot.nullifier;
        if (nullifier >= SNARK_SCALAR_FIELD) revert SecretBallotNullifierOutOfField(nullifier);
        BallotRecord storage record = election.records[nullifier];
        uint256 replaced = record.word;
        uint16 revision = ballot.revision;
        if (
            replaced == 0
                ? ballot.replacedPoints.length != 0
                : !BallotRecords.isReplacedBy(replaced, revision, ballot.replacedPoints)
        ) return (false, BallotRecords.reasonAgainst(replaced, revision));

        uint256[] calldata points = ballot.points;
        if (points.length != batch.pointWords)
            revert SecretBallotPointsMismatch(points.length, batch.pointWords);
        SecretProofBatch.add(batch.proofs, nullifier, points, revision, ballot.proof);
        record.word = BallotRecords.pack(revision, BallotRecords.hash(revision, points));
        BabyJubjub.accumulate(batch.sums, points, false);
        if (replaced == 0) {
            ++batch.newVoters;
            emit SecretBallotCast(governor, proposalId, nullifier, revision, points);
        } else {
            BabyJubjub.accumulate(batch.sums, ballot.replacedPoints, true);
            emit SecretBallotReplaced(
                governor,
                proposalId,
                nullifier,
                uint16(replaced),
                revision,
                points
            );
        }
        return (true, reason);
    }

    /// @dev Writes the sums back, as affine points.
    function _closeBatch(
        uint256 proposalId,
        Election storage election,
        Batch memory batch
    ) private {
        uint256 voters = election.voters + batch.newVoters;
        if (voters > MAX_BALLOTS) revert SecretBallotsFull(proposalId);
        // At most 2^24.
        if (batch.newVoters != 0) election.voters = uint32(voters);
        uint256[] memory sums = BabyJubjub.normalise(batch.sums);
        for (uint256 i = 0; i < sums.length; ++i) election.sums[i] = sums[i];
    }

    /// @dev What the ballots of an active proposal are held to.
    function _votingTerms(
        address governor,
        uint256 proposalId,
        Election storage election
    ) private view returns (Terms memory terms) {
        terms = _terms(governor, proposalId);
        if (!terms.active) revert SecretProposalNotActive(proposalId);
        if (terms.over || election.closed) revert SecretVotingOver(proposalId, terms.deadline);
    }

    /// @dev What is to be decrypted, while it may be.
    function _closedElection(
        address governor,
        uint256 proposalId
    ) private view returns (Election storage election, Terms memory terms) {
        election = _elections[governor][proposalId];
        if (election.final_) revert SecretTallyFinal(proposalId);
        if (!election.closed) revert SecretBallotsNotClosed(proposalId);
        terms = _terms(governor, proposalId);
        if (!terms.active) revert SecretProposalNotActive(proposalId);
    }

    /// @dev Asks the governor; reverts as that does for an unknown proposal.
    function _terms(
        address governor,
        uint256 proposalId
    ) private view returns (Terms memory terms) {
        IGovernor.ProposalState state = IGovernor(governor).state(proposalId);
        OptionsLayout memory layout = IGovernorOptions(governor).proposalLayout(proposalId);
        if (layout.committee == 0) revert SecretProposalOpen(proposalId);
        if (address(IGovernorSecretBallots(governor).secretBallotBox()) != address(this))
            revert SecretBallotBoxNotOf(governor);
        terms.optionCount = layout.optionCount;
        terms.voiceCredits = layout.voiceCredits;
        terms.committee = layout.committee;
        terms.deadline = IGovernor(governor).proposalDeadline(proposalId);
        terms.active = state == IGovernor.ProposalState.Active;
        terms.over = IGovernor(governor).clock() > terms.deadline;
    }

    /// @dev Returns a batch of no ballots.
    function _openBatch(
        Election storage election,
        Terms memory terms,
        uint256 ballots
    ) private view returns (Batch memory batch) {
        uint256 points = 1 + terms.optionCount;
        batch.pointWords = 2 * points;
        batch.sums = BabyJubjub.identities(points);
        if (election.voters != 0) {
            for (uint256 i = 0; i < points; ++i) {
                batch.sums[3 * i] = election.sums[2 * i];
                batch.sums[3 * i + 1] = election.sums[2 * i + 1];
            }
        }
        batch.proofs = SecretProofBatch.create(
            ballots,
            terms.optionCount,
            _classOf(terms.optionCount)
        );
    }

    /// @dev Semaphore's circuit computes root 0 for a path that claims to be longer than its depth, so anybody could
    /// prove to be a member of an empty group, as often as they like.
    function _verify(
        address governor,
        uint256 proposalId,
        Terms memory terms,
        Batch memory batch
    ) private view returns (bool) {
        (uint256 root, , uint256 depth) = IGovernorPersonhood(governor).proposalElectorate(
            proposalId
        );
        if (root == 0) revert SecretElectorateEmpty(proposalId);
        uint256 optionClass = _classOf(terms.optionCount);
        uint256[6] memory shared = [
            root,
            depth,
            _scopeHash(governor, proposalId),
            terms.voiceCredits,
            terms.optionCount,
            committees.keysHashOf(terms.committee, optionClass)
        ];
        (IGroth16BatchVerifier verifier, ) = verifiersOf(optionClass);
        return SecretProofBatch.verify(batch.proofs, verifier, optionClass, shared);
    }

    function _verifyShare(
        Election storage election,
        Terms memory terms,
        uint256 position,
        uint256[] calldata points,
        uint256[8] calldata proof
    ) private view returns (bool) {
        uint256 optionClass = _classOf(terms.optionCount);
        uint256[] memory inputs = new uint256[](2 * optionClass + SHARE_INPUTS + 8);
        for (uint256 i = 0; i < points.length; ++i) inputs[i] = points[i];
        // (0, 1) where there is no option.
        for (uint256 i = points.length + 1; i < 2 * optionClass; i += 2) inputs[i] = 1;
        uint256 next = 2 * optionClass;
        inputs[next++] = election.sums[0];
        inputs[next++] = election.sums[1];
        inputs[next++] = terms.optionCount;
        inputs[next++] = committees.verificationKeysHashOf(terms.committee, position, optionClass);
        for (uint256 i = 0; i < 8; ++i) inputs[next++] = proof[i];
        (, IGroth16BatchVerifier verifier) = verifiersOf(optionClass);
        return verifier.verifyProofs(0, new uint256[](0), inputs);
    }

    /// @dev Returns the sums; none if there are no ballots.
    function _sumsOf(
        Election storage election,
        uint256 optionCount
    ) private view returns (uint256[] memory sums) {
        if (election.voters == 0) return sums;
        sums = new uint256[](2 * (1 + optionCount));
        for (uint256 i = 0; i < sums.length; ++i) sums[i] = election.sums[i];
    }

    /// @dev What the governor's own scope of its proposal would be, hashed to the field as Semaphore does. Were the
    /// governor asked, a false one could have the ballots of another cast under its own name, alone or in parts, and
    /// decrypted.
    function _scopeHash(address governor, uint256 proposalId) private view returns (uint256) {
        bytes32 scope = keccak256(
            abi.encode("psephos.ballot.v1", block.chainid, governor, proposalId)
        );
        return uint256(keccak256(abi.encode(scope))) >> 8;
    }
}
