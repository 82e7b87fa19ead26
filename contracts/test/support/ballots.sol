// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ballot} from "../../src/interfaces/IGovernorPersonhood.sol";

/// @dev Encodes votes as DESIGN says, independently of the contracts.
function encodeVotes(int256[] memory votes) pure returns (uint256[] memory words) {
    words = new uint256[]((votes.length + 15) / 16);
    for (uint256 i = 0; i < votes.length; ++i) {
        uint256 bits = votes[i] < 0 ? uint256(65_536 + votes[i]) : uint256(votes[i]);
        words[i / 16] += bits * 2 ** (16 * (i % 16));
    }
}

/// @dev A first ballot, with a proof that says nothing.
function createBallot(
    uint256 nullifier,
    int256[] memory votes
) pure returns (Ballot memory ballot) {
    ballot.nullifier = nullifier;
    ballot.words = encodeVotes(votes);
}

/// @dev The same person's next ballot.
function createRevision(
    Ballot memory replaced,
    int256[] memory votes
) pure returns (Ballot memory ballot) {
    ballot = createBallot(replaced.nullifier, votes);
    ballot.revision = replaced.revision + 1;
    ballot.replacedWords = replaced.words;
}

function votesOf(int256 a) pure returns (int256[] memory votes) {
    votes = new int256[](1);
    votes[0] = a;
}

function votesOf(int256 a, int256 b) pure returns (int256[] memory votes) {
    votes = new int256[](2);
    (votes[0], votes[1]) = (a, b);
}

function votesOf(int256 a, int256 b, int256 c) pure returns (int256[] memory votes) {
    votes = new int256[](3);
    (votes[0], votes[1], votes[2]) = (a, b, c);
}
