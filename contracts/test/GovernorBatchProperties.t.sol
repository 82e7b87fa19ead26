// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OptionTally} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {Ballot, IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot, votesOf} from "./support/ballots.sol";

/// @notice How ballots are put into batches changes nothing: 256 runs of 32 ballots, in any order and any partition,
/// beside the same ballots one by one.
contract GovernorBatchPropertiesTest is GovernorFixture {
    uint256 private constant BALLOTS = 32;
    /// @dev Few, so that most ballots meet another of the same person.
    uint256 private constant PEOPLE = 9;

    uint256 private single;
    uint256 private batched;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(PEOPLE);
        single = _proposePayments(3, 1).id;
        batched = _proposePayments(3, 2).id;
        _open(batched);
    }

    function testFuzz_CountsBatchesAsTheirBallotsOneByOne(uint256 seed) public {
        Ballot[] memory ballots = _shuffledBallots(seed);
        uint256 calls;
        for (uint256 start = 0; start < BALLOTS; ++calls) {
            uint256 size = 1 + (uint256(keccak256(abi.encode(seed, "size", start))) % 8);
            if (start + size > BALLOTS) size = BALLOTS - start;
            Ballot[] memory batch = new Ballot[](size);
            uint256 expected;
            for (uint256 i = 0; i < size; ++i) {
                batch[i] = ballots[start + i];
                if (_castSingle(batch[i])) ++expected;
            }
            require(governor.castBallots(batched, batch) == expected, "counted");
            require(_tallyHash(single) == _tallyHash(batched), "tally");
            start += size;
        }
        require(calls >= 4, "calls");
        for (uint256 person = 1; person <= PEOPLE; ++person) {
            require(_ballotHash(single, person) == _ballotHash(batched, person), "ballot");
        }
    }

    /// @dev Alone, a ballot that a batch would pass over reverts, and for no other reason here.
    function _castSingle(Ballot memory ballot) private returns (bool done) {
        bytes memory reason;
        (done, reason) = address(governor).call(
            abi.encodeCall(governor.castBallot, (single, ballot))
        );
        if (done) return true;
        bytes4 selector = bytes4(reason);
        require(
            selector == IGovernorPersonhood.BallotRevisionNotHigher.selector ||
                selector == IGovernorPersonhood.BallotReplacedWordsMismatch.selector,
            "reason"
        );
    }

    /// @dev Everybody's chain of revisions, some forked from the same ballot, one after the other, and then some of
    /// them in each other's place.
    function _shuffledBallots(uint256 seed) private pure returns (Ballot[] memory ballots) {
        ballots = new Ballot[](BALLOTS);
        Ballot[PEOPLE] memory last;
        for (uint256 i = 0; i < BALLOTS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 person = random % PEOPLE;
            ballots[i] = createBallot(person + 1, _drawVotes(random));
            ballots[i].revision = uint16(last[person].revision + ((random >> 40) % 3));
            ballots[i].replacedWords = last[person].words;
            if ((random >> 48) % 4 != 0) last[person] = ballots[i];
        }
        // From none of them moved to nearly all of them moved.
        uint256 swaps = uint256(keccak256(abi.encode(seed))) % BALLOTS;
        for (uint256 i = 0; i < swaps; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, "swap", i)));
            (uint256 a, uint256 b) = (random % BALLOTS, (random >> 128) % BALLOTS);
            (ballots[a], ballots[b]) = (ballots[b], ballots[a]);
        }
    }

    /// @dev From −5 to 5 for each option, which all ballots can pay.
    function _drawVotes(uint256 random) private pure returns (int256[] memory) {
        return
            votesOf(
                int256((random >> 64) % 11) - 5,
                int256((random >> 72) % 11) - 5,
                int256((random >> 80) % 11) - 5
            );
    }

    function _tallyHash(uint256 id) private view returns (bytes32) {
        (uint256 voters, OptionTally[] memory options) = governor.proposalTally(id);
        return keccak256(abi.encode(voters, options));
    }

    function _ballotHash(uint256 id, uint256 nullifier) private view returns (bytes32) {
        (bool counted, uint16 revision, bytes30 digest) = governor.ballotOf(id, nullifier);
        return keccak256(abi.encode(counted, revision, digest));
    }
}
