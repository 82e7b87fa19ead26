// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {Ballot, IGovernorPersonhood} from "../interfaces/IGovernorPersonhood.sol";
import {IPersonhoodGroup} from "../interfaces/IPersonhoodGroup.sol";

/// @title GovernorPersonhood
/// @notice Decides who may vote and that each person counts once. What a ballot says is counted by another extension.
/// @dev What is kept of a ballot is one slot: the first 240 bits of its message above its 16-bit revision. A replacement
/// brings the old words along, which are checked against those bits, so changing one's vote needs no second slot.
/// No call leaves this contract but static ones to the verifier and the group.
abstract contract GovernorPersonhood is Governor, IGovernorPersonhood {
    /// @dev What every ballot of one proposal is proved against.
    struct Statement {
        uint256 root;
        uint256 scopeHash;
        uint256 proofDepth;
    }

    uint256 private constant SMALL_GROUP_SIZE = 1 << 20;
    uint256 private constant SMALL_PROOF_DEPTH = 20;
    uint256 private constant LARGE_PROOF_DEPTH = 32;
    uint256 private constant REVISION_BITS = 16;

    /// @inheritdoc IGovernorPersonhood
    IPersonhoodGroup public immutable override group;
    /// @notice The verifier of Semaphore's proofs.
    ISemaphoreVerifier public immutable ballotVerifier;

    mapping(uint256 proposalId => mapping(uint256 nullifier => uint256 record)) private _ballots;

    /// @notice Binds the governor to its group, for good.
    /// @param group_ Whose members vote.
    /// @param ballotVerifier_ The verifier of Semaphore's proofs.
    constructor(IPersonhoodGroup group_, ISemaphoreVerifier ballotVerifier_) {
        group = group_;
        ballotVerifier = ballotVerifier_;
    }

    /// @inheritdoc IGovernorPersonhood
    function castBallot(uint256 proposalId, Ballot calldata ballot) external override {
        Statement memory statement = _activeStatement(proposalId);
        uint256 record = _ballots[proposalId][ballot.nullifier];
        if (_isStale(record, ballot.revision)) {
            revert BallotRevisionNotHigher(ballot.nullifier, uint16(record), ballot.revision);
        }
        if (!_matchesReplaced(record, ballot.replacedWords))
            revert BallotReplacedWordsMismatch(ballot.nullifier);
        _verifyAndCount(proposalId, statement, record, ballot);
        _tallyUpdated(proposalId);
    }

    /// @inheritdoc IGovernorPersonhood
    function castBallots(
        uint256 proposalId,
        Ballot[] calldata ballots
    ) external override returns (uint256 counted) {
        if (ballots.length == 0) revert BallotBatchEmpty();
        Statement memory statement = _activeStatement(proposalId);
        for (uint256 i = 0; i < ballots.length; ++i) {
            Ballot calldata ballot = ballots[i];
            uint256 record = _ballots[proposalId][ballot.nullifier];
            if (_isStale(record, ballot.revision)) {
                emit BallotSkipped(
                    proposalId,
                    ballot.nullifier,
                    ballot.revision,
                    SkipReason.RevisionNotHigher
                );
            } else if (!_matchesReplaced(record, ballot.replacedWords)) {
                emit BallotSkipped(
                    proposalId,
                    ballot.nullifier,
                    ballot.revision,
                    SkipReason.ReplacedBallotMismatch
                );
            } else {
                _verifyAndCount(proposalId, statement, record, ballot);
                ++counted;
            }
        }
        _tallyUpdated(proposalId);
    }

    /// @inheritdoc IGovernorPersonhood
    function ballotOf(
        uint256 proposalId,
        uint256 nullifier
    ) external view override returns (bool counted, uint16 revision, bytes30 digest) {
        uint256 record = _ballots[proposalId][nullifier];
        return (record != 0, uint16(record), bytes30(bytes32(record)));
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
        (root, , size) = group.getPastGroup(proposalSnapshot(proposalId));
        proofDepth = size > SMALL_GROUP_SIZE ? LARGE_PROOF_DEPTH : SMALL_PROOF_DEPTH;
    }

    /// @dev Counts a ballot's votes; reverts if they are malformed or cost too much.
    function _countBallot(uint256 proposalId, uint256[] calldata words) internal virtual;

    /// @dev Takes back the votes of a counted ballot. The words are those that were counted.
    function _uncountBallot(uint256 proposalId, uint256[] calldata words) internal virtual;

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

    function _verifyAndCount(
        uint256 proposalId,
        Statement memory statement,
        uint256 record,
        Ballot calldata ballot
    ) private {
        uint256 message = _ballotMessage(ballot.revision, ballot.words);
        _verifyProof(statement, message, ballot);

        _ballots[proposalId][ballot.nullifier] =
            ((message >> REVISION_BITS) << REVISION_BITS) | ballot.revision;
        if (record != 0) {
            _uncountBallot(proposalId, ballot.replacedWords);
            _countBallot(proposalId, ballot.words);
            emit BallotReplaced(
                proposalId,
                ballot.nullifier,
                uint16(record),
                ballot.revision,
                ballot.words
            );
        } else {
            _countBallot(proposalId, ballot.words);
            emit BallotCast(proposalId, ballot.nullifier, ballot.revision, ballot.words);
        }
    }

    function _verifyProof(
        Statement memory statement,
        uint256 message,
        Ballot calldata ballot
    ) private view {
        if (ballot.nullifier >= SNARK_SCALAR_FIELD)
            revert BallotNullifierOutOfField(ballot.nullifier);
        uint256[8] calldata p = ballot.proof;
        bool valid = ballotVerifier.verifyProof(
            [p[0], p[1]],
            [[p[2], p[3]], [p[4], p[5]]],
            [p[6], p[7]],
            [statement.root, ballot.nullifier, _semaphoreHash(message), statement.scopeHash],
            statement.proofDepth
        );
        if (!valid) revert BallotProofInvalid(ballot.nullifier);
    }

    function _activeStatement(
        uint256 proposalId
    ) private view returns (Statement memory statement) {
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Active));
        (statement.root, , statement.proofDepth) = proposalElectorate(proposalId);
        // Semaphore's circuit computes root 0 for a path that claims to be longer than its depth,
        // so anybody could prove to be a member of an empty group, as often as they like.
        if (statement.root == 0) revert GovernorElectorateEmpty(proposalId);
        statement.scopeHash = _semaphoreHash(proposalScope(proposalId));
    }

    function _isStale(uint256 record, uint16 revision) private pure returns (bool) {
        return record != 0 && revision <= uint16(record);
    }

    /// @dev A first ballot replaces nothing; a later one must bring the very words that are counted.
    function _matchesReplaced(
        uint256 record,
        uint256[] calldata replacedWords
    ) private pure returns (bool) {
        if (record == 0) return replacedWords.length == 0;
        return
            _ballotMessage(uint16(record), replacedWords) >> REVISION_BITS ==
            record >> REVISION_BITS;
    }

    function _ballotMessage(
        uint16 revision,
        uint256[] calldata words
    ) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(revision, words)));
    }

    /// @dev Semaphore v4's hash to the field, of messages and scopes.
    function _semaphoreHash(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(value))) >> 8;
    }
}
