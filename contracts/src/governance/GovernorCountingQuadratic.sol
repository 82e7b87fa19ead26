// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {GovernorPersonhood} from "./GovernorPersonhood.sol";
import {
    IGovernorCountingQuadratic,
    OptionTally
} from "../interfaces/IGovernorCountingQuadratic.sol";
import {BallotCount} from "../types/BallotCount.sol";

/// @title GovernorCountingQuadratic
/// @notice Counts ballots and decides which options pass.
/// @dev An option's tally is one slot: votes for in the lowest 64 bits, votes against in the next 64, credits spent in
/// the upper 128. |vote| ≤ 255, because its square is at most the 65 535 voice credits, and a group that Semaphore can
/// prove has at most 2^32 members, of whom each has one ballot counted. So votes stay below 2^40 and credits below 2^48:
/// no part overflows into the next, and sums and differences of whole slots are those of their parts.
abstract contract GovernorCountingQuadratic is GovernorPersonhood, IGovernorCountingQuadratic {
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant OPTIONS_PER_WORD = 16;
    uint256 private constant VOTE_BITS = 16;
    uint256 private constant AGAINST_SHIFT = 64;
    uint256 private constant CREDITS_SHIFT = 128;
    uint256 private constant TOTAL_BITS = 32;
    /// @dev 1 + 2^64: what a negative vote is taken so many times from itself to stand above those for.
    uint256 private constant AGAINST_FACTOR = 0x10000000000000001;
    uint256 private constant QUORUM_DENOMINATOR = 10_000;

    mapping(uint256 proposalId => uint256 count) private _voters;
    mapping(uint256 proposalId => mapping(uint256 option => uint256 tally)) private _tallies;
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
        for (uint256 i = 0; i < optionCount; ++i) options[i] = _optionTally(proposalId, i);
        voters = _voters[proposalId];
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function proposalVotes(
        uint256 proposalId
    )
        external
        view
        override
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        (uint256 optionCount, , ) = _ballotRules(proposalId);
        if (optionCount != 1) revert GovernorProposalHasOptions(proposalId, optionCount);
        OptionTally memory tally = _optionTally(proposalId, 0);
        return (tally.votesAgainst, tally.votesFor, 0);
    }

    /// @inheritdoc IGovernorCountingQuadratic
    function passingOptions(
        uint256 proposalId
    ) external view override returns (bool[] memory passing) {
        (uint256 optionCount, , ) = _ballotRules(proposalId);
        uint256 bitmap = _passingBitmap(proposalId);
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
    function quorumDenominator() external pure override returns (uint256) {
        return QUORUM_DENOMINATOR;
    }

    /// @notice Returns how many people must vote for a proposal whose snapshot is `timepoint`.
    /// @param timepoint A past timepoint.
    /// @return The quorum fraction of the group's size then, rounded up.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        (, , uint256 size) = group.getPastGroup(timepoint);
        return Math.ceilDiv(size * quorumNumerator(timepoint), QUORUM_DENOMINATOR);
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() external pure override returns (string memory) {
        return "support=quadratic&quorum=persons";
    }

    /// @dev How the ballots of a proposal are counted; reverts for an unknown one.
    /// @return optionCount 1 to 128.
    /// @return voiceCredits 1 to 65 535.
    /// @return maxWinners 0 for no limit.
    function _ballotRules(
        uint256 proposalId
    ) internal view virtual returns (uint256 optionCount, uint256 voiceCredits, uint256 maxWinners);

    /// @dev Bit i is set if option i passes.
    function _passingBitmap(uint256 proposalId) internal view returns (uint256 passing) {
        if (!_quorumReached(proposalId)) return 0;
        (uint256 optionCount, , uint256 maxWinners) = _ballotRules(proposalId);
        uint256[] memory ahead = new uint256[](optionCount);
        uint256 candidates;
        for (uint256 i = 0; i < optionCount; ++i) {
            uint256 margin = _margin(proposalId, i);
            // Sorts by margin, and of equal margins the lower index as the greater.
            if (margin != 0) ahead[candidates++] = (margin << 8) | (optionCount - i);
        }
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(ahead, candidates)
        }
        uint256 first;
        if (maxWinners != 0 && candidates > maxWinners) {
            Arrays.sort(ahead);
            first = candidates - maxWinners;
        }
        for (uint256 i = first; i < candidates; ++i)
            passing |= 1 << (optionCount - (ahead[i] & 0xff));
    }

    /// @inheritdoc GovernorPersonhood
    function _openCount(
        uint256 proposalId
    ) internal view virtual override returns (BallotCount memory count) {
        (count.optionCount, count.voiceCredits, ) = _ballotRules(proposalId);
        count.wordCount = Math.ceilDiv(count.optionCount, OPTIONS_PER_WORD);
        count.changes = new uint256[](count.wordCount * OPTIONS_PER_WORD);
        uint256 used = (count.optionCount % OPTIONS_PER_WORD) * VOTE_BITS;
        if (used != 0) count.unusedBits = type(uint256).max << used;
    }

    /// @inheritdoc GovernorPersonhood
    function _countBallot(
        BallotCount memory count,
        uint256[] calldata words
    ) internal pure override {
        if (words.length != count.wordCount)
            revert BallotWordCountMismatch(words.length, count.wordCount);
        (uint256 cost, uint256 last) = _addVotes(count, words, 1);
        if (last & count.unusedBits != 0) revert BallotUnusedBitsSet(last);
        if (cost > count.voiceCredits) revert BallotVoiceCreditsExceeded(cost, count.voiceCredits);
    }

    /// @inheritdoc GovernorPersonhood
    function _uncountBallot(
        BallotCount memory count,
        uint256[] calldata words
    ) internal pure override {
        _addVotes(count, words, type(uint256).max);
    }

    /// @inheritdoc GovernorPersonhood
    function _closeCount(
        uint256 proposalId,
        BallotCount memory count,
        uint256 newVoters
    ) internal override {
        _voters[proposalId] += newVoters;
        mapping(uint256 option => uint256 tally) storage tallies = _tallies[proposalId];
        for (uint256 i = 0; i < count.optionCount; ++i) {
            uint256 change = count.changes[i];
            if (change == 0) continue;
            // Wraps around where votes were taken back; the sum is a tally again.
            unchecked {
                tallies[i] += change;
            }
        }
    }

    /// @dev Sets the whole tally of a proposal on which no ballot was counted here. `_tallyUpdated` is not called: voting
    /// is over, and whoever prolongs it when a quorum is reached must not do so now. A total is votes for + 2^32 · votes
    /// against; credits are not known, and stay 0.
    function _recordTally(uint256 proposalId, uint256 voters, uint256[] calldata totals) internal {
        _voters[proposalId] = voters;
        for (uint256 i = 0; i < totals.length; ++i) {
            uint256 votesAgainst = uint32(totals[i] >> TOTAL_BITS);
            _tallies[proposalId][i] = uint32(totals[i]) | (votesAgainst << AGAINST_SHIFT);
        }
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

    /// @dev Adds `times` (1, or −1 modulo 2^256) each vote to the changes, and returns what the ballot costs and its last
    /// word. There are as many words as a ballot of the proposal has.
    function _addVotes(
        BallotCount memory count,
        uint256[] calldata words,
        uint256 times
    ) private pure returns (uint256 cost, uint256 last) {
        uint256[] memory changes = count.changes;
        // For each vote, lowest first: cost += vote², changes[i] += times · (vote² in its part + |vote| in its part).
        // |vote| ≤ 2^15 and at most 128 options, so no square, sum or shift overflows; changes wrap around on purpose,
        // and there is one for whatever bit is set. A vote has the rest of its word above it, which `signextend` drops.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let ballot := 0
            let changesOfWord := add(changes, 32)
            let end := add(words.offset, shl(5, words.length))
            for {
                let word := words.offset
            } lt(word, end) {
                word := add(word, 32)
                changesOfWord := add(changesOfWord, 512)
            } {
                last := calldataload(word)
                let at := changesOfWord
                for {
                    let rest := last
                } rest {
                    rest := shr(VOTE_BITS, rest)
                    at := add(at, 32)
                } {
                    let vote := signextend(1, rest)
                    if vote {
                        // 1, or for a negative vote −2^64, which moves what is against to its part.
                        let factor := sub(1, mul(slt(vote, 0), AGAINST_FACTOR))
                        let change := mul(vote, add(shl(CREDITS_SHIFT, vote), factor))
                        ballot := add(ballot, change)
                        mstore(at, add(mload(at), mul(times, change)))
                    }
                }
            }
            cost := shr(CREDITS_SHIFT, ballot)
        }
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

    function _optionTally(
        uint256 proposalId,
        uint256 option
    ) private view returns (OptionTally memory) {
        uint256 tally = _tallies[proposalId][option];
        return
            OptionTally({
                votesFor: uint64(tally),
                votesAgainst: uint64(tally >> AGAINST_SHIFT),
                creditsSpent: uint128(tally >> CREDITS_SHIFT)
            });
    }

    /// @dev By how much an option is ahead; 0 if it is not.
    function _margin(uint256 proposalId, uint256 option) private view returns (uint256) {
        OptionTally memory tally = _optionTally(proposalId, option);
        return Math.saturatingSub(tally.votesFor, tally.votesAgainst);
    }
}
