// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {Ballot, IGovernorPersonhood} from "../interfaces/IGovernorPersonhood.sol";
import {IPersonhoodGroup} from "../interfaces/IPersonhoodGroup.sol";
import {ISemaphoreBatchVerifier} from "../interfaces/ISemaphoreBatchVerifier.sol";
import {BallotCount} from "../types/BallotCount.sol";
import {BallotRecord, BallotRecords} from "../types/BallotRecord.sol";
import {SkipReason} from "../types/SkipReason.sol";
import {ProofBatch} from "../verifiers/ProofBatch.sol";

/// @title GovernorPersonhood
/// @notice Decides who may vote and that each person counts once. What a ballot says is counted by another extension.
/// @dev Ballots are recorded ({BallotRecords}) and counted first and verified last, all at once: if one proof does not
/// hold, the whole call reverts. No call leaves this contract but static ones to the verifier and the group.
abstract contract GovernorPersonhood is Governor, IGovernorPersonhood {
    using ProofBatch for bytes;

    /// @inheritdoc IGovernorPersonhood
    IPersonhoodGroup public immutable override group;
    /// @inheritdoc IGovernorPersonhood
    ISemaphoreBatchVerifier public immutable override ballotVerifier;

    mapping(uint256 proposalId => mapping(uint256 nullifier => BallotRecord record))
        private _records;

    /// @notice Binds the governor to its group, for good.
    /// @param group_ Whose members vote.
    /// @param ballotVerifier_ The verifier of Semaphore's proofs.
    constructor(IPersonhoodGroup group_, ISemaphoreBatchVerifier ballotVerifier_) {
        group = group_;
        ballotVerifier = ballotVerifier_;
    }

    /// @inheritdoc IGovernorPersonhood
    function castBallot(uint256 proposalId, Ballot calldata ballot) external override {
        (uint256 root, uint256 proofDepth) = _activeElectorate(proposalId);
        mapping(uint256 nullifier => BallotRecord record) storage records = _records[proposalId];
        BallotCount memory count = _openCount(proposalId);
        bytes memory proofs = ProofBatch.create(1);
        if (!_count(proposalId, records, ballot, count, proofs)) {
            (uint256 nullifier, uint16 revision) = (ballot.nullifier, ballot.revision);
            uint256 word = records[nullifier].word;
            if (BallotRecords.reasonAgainst(word, revision) == SkipReason.ReplacedBallotMismatch)
                revert BallotReplacedWordsMismatch(nullifier);
            revert BallotRevisionNotHigher(nullifier, uint16(word), revision);
        }
        _closeCount(proposalId, count, 1 - count.replacements);
        _tallyUpdated(proposalId);
        if (!proofs.verify(ballotVerifier, root, proposalScope(proposalId), proofDepth))
            revert BallotProofInvalid(ballot.nullifier);
    }

    /// @inheritdoc IGovernorPersonhood
    function castBallots(
        uint256 proposalId,
        Ballot[] calldata ballots
    ) external override returns (uint256 counted) {
        if (ballots.length == 0) revert BallotBatchEmpty();
        (uint256 root, uint256 proofDepth) = _activeElectorate(proposalId);
        mapping(uint256 nullifier => BallotRecord record) storage records = _records[proposalId];
        BallotCount memory count = _openCount(proposalId);
        bytes memory proofs = ProofBatch.create(ballots.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            Ballot calldata ballot = ballots[i];
            if (_count(proposalId, records, ballot, count, proofs)) continue;
            (uint256 nullifier, uint16 revision) = (ballot.nullifier, ballot.revision);
            SkipReason reason = BallotRecords.reasonAgainst(records[nullifier].word, revision);
            emit BallotSkipped(proposalId, nullifier, revision, reason);
        }
        counted = proofs.count();
        if (counted == 0) return 0;
        _closeCount(proposalId, count, counted - count.replacements);
        _tallyUpdated(proposalId);
        if (!proofs.verify(ballotVerifier, root, proposalScope(proposalId), proofDepth)) {
            if (ballots.length == 1) revert BallotProofInvalid(ballots[0].nullifier);
            revert BallotBatchProofInvalid(counted);
        }
    }

    /// @inheritdoc IGovernorPersonhood
    function ballotOf(
        uint256 proposalId,
        uint256 nullifier
    ) external view override returns (bool counted, uint16 revision, bytes30 digest) {
        return BallotRecords.unpack(_records[proposalId][nullifier].word);
    }

    /// @inheritdoc IGovernorPersonhood
    function proposalScope(uint256 proposalId) public view override returns (uint256) {
        return
            uint256(
                keccak256(abi.encode("psephos.ballot.v1", block.chainid, address(this), proposalId))
            );
    }

    /// @inheritdoc IGovernorPersonhood
    function proposalElectorate(
        uint256 proposalId
    ) public view override returns (uint256 root, uint256 size, uint256 proofDepth) {
        uint256 snapshot = proposalSnapshot(proposalId);
        if (snapshot == 0) revert GovernorNonexistentProposal(proposalId);
        (root, proofDepth, size) = group.getPastGroup(snapshot);
    }

    /// @notice Ballots are anonymous: nobody can tell whether an address has voted.
    /// @return Always false.
    function hasVoted(uint256, address) external pure override returns (bool) {
        return false;
    }

    /// @dev Returns a count of no ballots; reads what every ballot of the proposal is held to.
    function _openCount(
        uint256 proposalId
    ) internal view virtual returns (BallotCount memory count);

    /// @dev Adds a ballot's votes to `count`; reverts if they are malformed or cost too much.
    function _countBallot(BallotCount memory count, uint256[] calldata words) internal pure virtual;

    /// @dev Takes the votes of a counted ballot back. The words are those that were counted.
    function _uncountBallot(
        BallotCount memory count,
        uint256[] calldata words
    ) internal pure virtual;

    /// @dev Stores what was counted; `newVoters` of the ballots are people's first.
    function _closeCount(
        uint256 proposalId,
        BallotCount memory count,
        uint256 newVoters
    ) internal virtual;

    /// @dev Addresses hold no votes.
    function _getVotes(address, uint256, bytes memory) internal pure override returns (uint256) {
        return 0;
    }

    /// @dev Every `castVote…` of the Governor ends here.
    function _countVote(
        uint256,
        address,
        uint8,
        uint256,
        bytes memory
    ) internal pure override returns (uint256) {
        revert GovernorAddressVotingDisabled();
    }

    /// @dev Counts and records a ballot and leaves its proof in `proofs` to be verified, or tells that it does not. Reverts
    /// for a ballot that could never be counted.
    function _count(
        uint256 proposalId,
        mapping(uint256 nullifier => BallotRecord record) storage records,
        Ballot calldata ballot,
        BallotCount memory count,
        bytes memory proofs
    ) private returns (bool counted) {
        uint256 nullifier = ballot.nullifier;
        if (nullifier >= SNARK_SCALAR_FIELD) revert BallotNullifierOutOfField(nullifier);
        BallotRecord storage record = records[nullifier];
        uint256 replaced = record.word;
        uint16 revision = ballot.revision;
        uint256[] calldata replacedWords = ballot.replacedWords;
        if (
            replaced == 0
                ? replacedWords.length != 0
                : !BallotRecords.isReplacedBy(replaced, revision, replacedWords)
        ) return false;

        uint256[] calldata words = ballot.words;
        uint256 message = BallotRecords.hash(revision, words);
        proofs.add(nullifier, message, ballot.proof);
        record.word = BallotRecords.pack(revision, message);
        _countBallot(count, words);
        if (replaced == 0) emit BallotCast(proposalId, nullifier, revision, words);
        else {
            ++count.replacements;
            _uncountBallot(count, replacedWords);
            emit BallotReplaced(proposalId, nullifier, uint16(replaced), revision, words);
        }
        return true;
    }

    /// @dev Semaphore's circuit computes root 0 for a path that claims to be longer than its depth, so anybody could
    /// prove to be a member of an empty group, as often as they like.
    function _activeElectorate(
        uint256 proposalId
    ) private view returns (uint256 root, uint256 proofDepth) {
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Active));
        (root, , proofDepth) = proposalElectorate(proposalId);
        if (root == 0) revert GovernorElectorateEmpty(proposalId);
    }
}
