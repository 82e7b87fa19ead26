// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {GovernorPersonhood} from "./GovernorPersonhood.sol";
import {
    IGovernorCountingQuadratic,
    OptionTally
} from "../interfaces/IGovernorCountingQuadratic.sol";

/// @title GovernorCountingQuadratic
/// @notice Counts ballots and decides which options pass.
abstract contract GovernorCountingQuadratic is GovernorPersonhood, IGovernorCountingQuadratic {
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant OPTIONS_PER_WORD = 16;
    uint256 private constant VOTE_BITS = 16;
    uint256 private constant QUORUM_DENOMINATOR = 10_000;

    mapping(uint256 proposalId => uint256 count) private _voters;
    mapping(uint256 proposalId => mapping(uint256 option => OptionTally tally)) private _tallies;
    Checkpoints.Trace208 private _quorumNumerators;

    /// @notice Sets the first quorum.
    /// @param quorumNumerator_ How many of the group's people must vote, of {quorumDenominator}.
    constructor(uint256 quorumNumerator_) {
        _setQuorumNumerator(quorumNumerator_);
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function updateQuorumNumerator(uint256 newNumerator) external override onlyGovernance {
        _setQuorumNumerator(newNumerator);
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function proposalTally(
        uint256 proposalId
    ) external view override returns (uint256 voters, OptionTally[] memory options) {
        (uint256 optionCount, , ) = _ballotRules(proposalId);
        options = new OptionTally[](optionCount);
        for (uint256 i = 0; i < optionCount; ++i) options[i] = _tallies[proposalId][i];
        voters = _voters[proposalId];
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function passingOptions(
        uint256 proposalId
    ) external view override returns (bool[] memory passing) {
        uint256 bitmap = _passingBitmap(proposalId);
        (uint256 optionCount, , ) = _ballotRules(proposalId);
        passing = new bool[](optionCount);
        for (uint256 i = 0; i < optionCount; ++i) passing[i] = (bitmap >> i) & 1 == 1;
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function quorumNumerator() external view override returns (uint256) {
        return _quorumNumerators.latest();
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function quorumNumerator(uint256 timepoint) public view override returns (uint256) {
        return _quorumNumerators.upperLookupRecent(SafeCast.toUint48(timepoint));
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function quorumDenominator() public pure override returns (uint256) {
        return QUORUM_DENOMINATOR;
    }

    /// @notice Returns how many people must vote for a proposal whose snapshot is `timepoint`.
    /// @param timepoint A past timepoint.
    /// @return The quorum fraction of the group's size then, rounded up.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        (, , uint256 size) = group.getPastGroup(timepoint);
        return Math.ceilDiv(size * quorumNumerator(timepoint), QUORUM_DENOMINATOR);
    }

    /// @notice Ballots are anonymous: nobody can tell whether an address has voted.
    /// @return Always false.
    function hasVoted(uint256, address) external pure override returns (bool) {
        return false;
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() external pure override returns (string memory) {
        return "support=quadratic&quorum=persons";
    }

    /// @dev How the ballots of a proposal are counted; all zero for an unknown one.
    /// @return optionCount 1 to 128.
    /// @return voiceCredits 1 to 65 535.
    /// @return maxWinners 0 for no limit.
    function _ballotRules(
        uint256 proposalId
    ) internal view virtual returns (uint256 optionCount, uint256 voiceCredits, uint256 maxWinners);

    /// @dev Bit i is set if option i passes. The k best are found by counting for each candidate how many are better:
    /// at most 128² comparisons, and only for proposals that limit their winners.
    function _passingBitmap(uint256 proposalId) internal view returns (uint256 passing) {
        if (!_quorumReached(proposalId)) return 0;
        (uint256 optionCount, , uint256 maxWinners) = _ballotRules(proposalId);
        uint256[] memory margins = new uint256[](optionCount);
        uint256 candidates;
        for (uint256 i = 0; i < optionCount; ++i) {
            margins[i] = _margin(proposalId, i);
            if (margins[i] != 0) {
                passing |= 1 << i;
                ++candidates;
            }
        }
        if (maxWinners == 0 || candidates <= maxWinners) return passing;
        for (uint256 i = 0; i < optionCount; ++i) {
            if (margins[i] != 0 && _rank(margins, i) >= maxWinners) passing &= ~(1 << i);
        }
    }

    /// @inheritdoc GovernorPersonhood
    function _countBallot(uint256 proposalId, uint256[] calldata words) internal override {
        (uint256 optionCount, uint256 voiceCredits, ) = _ballotRules(proposalId);
        _checkWords(words, optionCount);
        uint256 cost;
        for (uint256 i = 0; i < optionCount; ++i) {
            (uint64 magnitude, bool negative) = _voteOn(words, i);
            if (magnitude == 0) continue;
            // |vote| ≤ 2^15, so 128 squares stay below 2^37.
            uint256 credits = uint256(magnitude) * magnitude;
            cost += credits;
            OptionTally storage tally = _tallies[proposalId][i];
            if (negative) tally.votesAgainst += magnitude;
            else tally.votesFor += magnitude;
            tally.creditsSpent += uint128(credits);
        }
        if (cost > voiceCredits) revert BallotVoiceCreditsExceeded(cost, voiceCredits);
        ++_voters[proposalId];
    }

    /// @inheritdoc GovernorPersonhood
    function _uncountBallot(uint256 proposalId, uint256[] calldata words) internal override {
        (uint256 optionCount, , ) = _ballotRules(proposalId);
        for (uint256 i = 0; i < optionCount; ++i) {
            (uint64 magnitude, bool negative) = _voteOn(words, i);
            if (magnitude == 0) continue;
            OptionTally storage tally = _tallies[proposalId][i];
            if (negative) tally.votesAgainst -= magnitude;
            else tally.votesFor -= magnitude;
            tally.creditsSpent -= uint128(uint256(magnitude) * magnitude);
        }
        --_voters[proposalId];
    }

    /// @dev An empty group has no quorum to reach: nobody can speak for it.
    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        uint256 voters = _voters[proposalId];
        return voters != 0 && voters >= quorum(proposalSnapshot(proposalId));
    }

    /// @dev The best option passes whatever the limit of winners, so any option that is ahead will do.
    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        (uint256 optionCount, , ) = _ballotRules(proposalId);
        for (uint256 i = 0; i < optionCount; ++i) {
            if (_margin(proposalId, i) != 0) return true;
        }
        return false;
    }

    function _setQuorumNumerator(uint256 newNumerator) private {
        if (newNumerator > QUORUM_DENOMINATOR)
            revert GovernorInvalidQuorumFraction(newNumerator, QUORUM_DENOMINATOR);
        (uint208 oldNumerator, ) = _quorumNumerators.push(
            clock(),
            SafeCast.toUint208(newNumerator)
        );
        emit QuorumNumeratorUpdated(oldNumerator, newNumerator);
    }

    /// @dev By how much an option is ahead; 0 if it is not.
    function _margin(uint256 proposalId, uint256 option) private view returns (uint256) {
        OptionTally storage tally = _tallies[proposalId][option];
        (uint256 votesFor, uint256 votesAgainst) = (tally.votesFor, tally.votesAgainst);
        return votesFor > votesAgainst ? votesFor - votesAgainst : 0;
    }

    /// @dev How many options are better than `option`: a wider margin, or the same and a lower index.
    function _rank(uint256[] memory margins, uint256 option) private pure returns (uint256 rank) {
        for (uint256 i = 0; i < margins.length; ++i) {
            if (margins[i] > margins[option] || (margins[i] == margins[option] && i < option))
                ++rank;
        }
    }

    function _checkWords(uint256[] calldata words, uint256 optionCount) private pure {
        uint256 expected = Math.ceilDiv(optionCount, OPTIONS_PER_WORD);
        if (words.length != expected) revert BallotWordCountMismatch(words.length, expected);
        uint256 used = optionCount % OPTIONS_PER_WORD;
        uint256 last = words[expected - 1];
        if (used != 0 && last >> (used * VOTE_BITS) != 0) revert BallotUnusedBitsSet(last);
    }

    function _voteOn(
        uint256[] calldata words,
        uint256 option
    ) private pure returns (uint64 magnitude, bool negative) {
        uint256 word = words[option / OPTIONS_PER_WORD];
        int256 vote = int16(uint16(word >> ((option % OPTIONS_PER_WORD) * VOTE_BITS)));
        negative = vote < 0;
        magnitude = uint64(uint256(negative ? -vote : vote));
    }
}
