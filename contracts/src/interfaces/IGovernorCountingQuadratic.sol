// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What one option has gathered.
/// @param votesFor The sum of the positive votes.
/// @param votesAgainst The sum of the magnitudes of the negative votes.
/// @param creditsSpent The sum of the squares of the votes.
struct OptionTally {
    uint64 votesFor;
    uint64 votesAgainst;
    uint128 creditsSpent;
}

/// @title Counting quadratic ballots
/// @notice Votes are signed and cost their square from equal voice credits. An option passes when it has more votes for
/// than against, enough people voted, and it is among the best where the proposal limits its winners.
interface IGovernorCountingQuadratic {
    /// @notice The quorum changed.
    /// @param oldNumerator The numerator before, of {quorumDenominator}.
    /// @param newNumerator The numerator now.
    event QuorumNumeratorUpdated(uint256 oldNumerator, uint256 newNumerator);

    /// @notice The quorum is not a fraction between 0 and 1.
    /// @param numerator The numerator given.
    /// @param denominator The denominator.
    error GovernorInvalidQuorumFraction(uint256 numerator, uint256 denominator);

    /// @notice The proposal has more than one option: {proposalTally} tells each option's votes.
    /// @param proposalId The proposal.
    /// @param optionCount How many options it has.
    error GovernorProposalHasOptions(uint256 proposalId, uint256 optionCount);

    /// @notice The ballot has the wrong number of words for the proposal's options.
    /// @param given How many words it has.
    /// @param expected How many it must have.
    error BallotWordCountMismatch(uint256 given, uint256 expected);

    /// @notice A bit of the ballot that belongs to no option is set.
    /// @param word The ballot's last word.
    error BallotUnusedBitsSet(uint256 word);

    /// @notice The ballot costs more than its voice credits.
    /// @param cost The sum of the squares of its votes.
    /// @param voiceCredits The budget.
    error BallotVoiceCreditsExceeded(uint256 cost, uint256 voiceCredits);

    /// @notice Returns what a proposal has gathered.
    /// @param proposalId The proposal; reverts for an unknown one.
    /// @return voters How many people's ballots are counted, abstentions included.
    /// @return options The tally of each option, in order.
    function proposalTally(
        uint256 proposalId
    ) external view returns (uint256 voters, OptionTally[] memory options);

    /// @notice Returns what a proposal with one option has gathered, as tools that read Governors ask for it.
    /// @dev Votes, not people: a vote of 3 counts 3. An abstention is a ballot without votes.
    /// @param proposalId The proposal; reverts with {GovernorProposalHasOptions} if it has more than one option.
    /// @return againstVotes The sum of the magnitudes of the negative votes.
    /// @return forVotes The sum of the positive votes.
    /// @return abstainVotes Always 0.
    function proposalVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    /// @notice Tells which options would pass if voting ended now: none, while nobody has voted.
    /// @param proposalId The proposal; reverts for an unknown one.
    /// @return passing For each option, whether it passes.
    function passingOptions(uint256 proposalId) external view returns (bool[] memory passing);

    /// @notice Returns the current quorum, as a numerator of {quorumDenominator}.
    /// @return The numerator.
    function quorumNumerator() external view returns (uint256);

    /// @notice Returns the quorum at a past or present timepoint, as a numerator of {quorumDenominator}.
    /// @param timepoint The timepoint.
    /// @return The numerator.
    function quorumNumerator(uint256 timepoint) external view returns (uint256);

    /// @notice Returns what {quorumNumerator} is a fraction of.
    /// @return 10 000.
    function quorumDenominator() external pure returns (uint256);

    /// @notice Changes the quorum for proposals whose snapshot comes later. Governance only.
    /// @param newNumerator The new numerator, at most {quorumDenominator}.
    function updateQuorumNumerator(uint256 newNumerator) external;
}
