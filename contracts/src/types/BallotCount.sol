// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a batch of ballots does to its proposal's tally, before it is stored: a batch reads and writes each
/// option once, however many ballots it holds.
/// @param optionCount How many options the proposal has, 1 to 128.
/// @param wordCount How many words a ballot has.
/// @param unusedBits The bits of its last word that belong to no option.
/// @param voiceCredits The budget of each ballot, 1 to 65 535.
/// @param replacements How many ballots replace an earlier one of the same person.
/// @param changes For each option, what its packed tally changes by, modulo 2^256; with room for as many options as fit
/// into the words.
struct BallotCount {
    uint256 optionCount;
    uint256 wordCount;
    uint256 unusedBits;
    uint256 voiceCredits;
    uint256 replacements;
    uint256[] changes;
}
