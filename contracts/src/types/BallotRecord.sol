// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SkipReason} from "./SkipReason.sol";

/// @notice What is kept of a person's ballot.
/// @param word The first 240 bits of its message above its revision; 0 while none is counted.
struct BallotRecord {
    uint256 word;
}

/// @title BallotRecords
/// @notice How a ballot is kept in one slot, and when it may take the place of the one that is counted.
/// @dev A replacement brings the old words along, which are checked against the record, so changing one's vote needs no
/// second slot. What the words say is not looked at here: votes, or the points of a secret ballot.
library BallotRecords {
    uint256 private constant REVISION_BITS = 16;

    /// @notice Returns the message of a ballot.
    /// @param revision Its revision.
    /// @param words Its words.
    /// @return message keccak256(abi.encodePacked(revision, words)).
    function hash(
        uint16 revision,
        uint256[] calldata words
    ) internal pure returns (uint256 message) {
        // Without a copy that stays in memory.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, shl(240, revision))
            let size := mul(words.length, 32)
            calldatacopy(add(data, 2), words.offset, size)
            message := keccak256(data, add(size, 2))
        }
    }

    /// @notice Returns what is kept of a ballot.
    /// @param revision Its revision.
    /// @param message Its message.
    /// @return The record's word.
    function pack(uint16 revision, uint256 message) internal pure returns (uint256) {
        return ((message >> REVISION_BITS) << REVISION_BITS) | revision;
    }

    /// @notice Returns what a record's word says of the ballot that is counted.
    /// @param word The word.
    /// @return counted Whether one is counted.
    /// @return revision Its revision.
    /// @return digest The first 240 bits of its message.
    function unpack(
        uint256 word
    ) internal pure returns (bool counted, uint16 revision, bytes30 digest) {
        return (word != 0, uint16(word), bytes30(bytes32(word)));
    }

    /// @notice Tells whether a ballot takes the place of the one that is counted.
    /// @dev Not asked where none is counted: most ballots are people's first, and cost less without the call.
    /// @param word What is kept of the counted ballot.
    /// @param revision The revision of the one that would be counted.
    /// @param replaced The words of the ballot that this one says it replaces.
    /// @return True if its revision is higher and those words are the ones that are counted.
    function isReplacedBy(
        uint256 word,
        uint16 revision,
        uint256[] calldata replaced
    ) internal pure returns (bool) {
        uint16 counted = uint16(word);
        // The record of what is replaced, made anew from the words that the ballot says are counted.
        return revision > counted && pack(counted, hash(counted, replaced)) == word;
    }

    /// @notice Says why a ballot is not counted: it does not replace the one that is, or replaces one where none is.
    /// @param word What is kept of the counted ballot; 0 if there is none.
    /// @param revision The revision of the one that is not.
    /// @return The reason.
    function reasonAgainst(uint256 word, uint16 revision) internal pure returns (SkipReason) {
        return
            word != 0 && revision <= uint16(word)
                ? SkipReason.RevisionNotHigher
                : SkipReason.ReplacedBallotMismatch;
    }
}
