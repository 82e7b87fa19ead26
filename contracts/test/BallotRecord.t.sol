// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {BallotRecords} from "../src/types/BallotRecord.sol";
import {SkipReason} from "../src/types/SkipReason.sol";

/// @notice What is kept of a ballot, and which ballots may take its place.
contract BallotRecordTest {
    function testFuzz_KeepsRevisionAndThirtyBytesOfTheHash(
        uint16 revision,
        uint256[] memory words
    ) public view {
        bytes32 whole = keccak256(abi.encodePacked(revision, words));
        require(this.hash(revision, words) == uint256(whole), "message");
        (bool counted, uint16 kept, bytes30 digest) = BallotRecords.unpack(
            this.recordOf(revision, words)
        );
        require(counted && kept == revision && digest == bytes30(whole), "record");
    }

    function test_SaysWhereNoneIsCounted() public pure {
        (bool counted, uint16 revision, bytes30 digest) = BallotRecords.unpack(0);
        require(!counted && revision == 0 && digest == 0, "none");
    }

    function test_SaysThatNoneIsReplacedWhereNoneIsCounted() public pure {
        _requireReason(0, 0, SkipReason.ReplacedBallotMismatch);
        _requireReason(0, 65_535, SkipReason.ReplacedBallotMismatch);
    }

    function testFuzz_TakesAHigherRevisionThatBringsTheCountedWords(
        uint16 counted,
        uint16 revision,
        uint256[] memory words
    ) public view {
        uint256 record = this.recordOf(counted, words);
        require(this.isReplacedBy(record, revision, words) == (revision > counted), "revision");
        if (revision <= counted) _requireReason(record, revision, SkipReason.RevisionNotHigher);
    }

    function test_TakesRevisionsFromTheNextOn() public view {
        uint256[] memory words = _words();
        uint256 record = this.recordOf(7, words);
        require(
            !this.isReplacedBy(record, 6, words) && !this.isReplacedBy(record, 7, words),
            "lower"
        );
        require(this.isReplacedBy(record, 8, words), "next");
        require(!this.isReplacedBy(this.recordOf(65_535, words), 65_535, words), "last");
    }

    function test_TakesNoOtherWordsForTheCountedOnes() public view {
        uint256[] memory words = _words();
        uint256 record = this.recordOf(7, words);
        uint256[] memory other = _words();
        other[1] += 1;
        require(!this.isReplacedBy(record, 8, other), "other");
        require(!this.isReplacedBy(record, 8, new uint256[](0)), "none");
        _requireReason(record, 8, SkipReason.ReplacedBallotMismatch);
        // Those of another revision are another ballot.
        require(!this.isReplacedBy(this.recordOf(6, words) + 1, 8, words), "revision");
    }

    /// @dev External, because the library takes words from calldata.
    function hash(uint16 revision, uint256[] calldata words) external pure returns (uint256) {
        return BallotRecords.hash(revision, words);
    }

    function recordOf(uint16 revision, uint256[] calldata words) external pure returns (uint256) {
        return BallotRecords.pack(revision, BallotRecords.hash(revision, words));
    }

    function isReplacedBy(
        uint256 word,
        uint16 revision,
        uint256[] calldata replaced
    ) external pure returns (bool) {
        return BallotRecords.isReplacedBy(word, revision, replaced);
    }

    function _requireReason(uint256 word, uint16 revision, SkipReason reason) private pure {
        require(BallotRecords.reasonAgainst(word, revision) == reason, "reason");
    }

    function _words() private pure returns (uint256[] memory words) {
        words = new uint256[](2);
        (words[0], words[1]) = (5, 6);
    }
}
