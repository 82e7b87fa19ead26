// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OptionTally} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {Ballot} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot, createRevision, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice Three sums share a slot: nothing that people cast, however many and however much, moves one by way of
/// another. What billions of others cast is written into storage.
contract GovernorTallyExtremesTest is GovernorFixture {
    /// @dev As many people as a group can have that Semaphore proves membership of, but the one who votes here.
    uint256 private constant OTHERS = 2 ** 32 - 1;
    int256 private constant HIGHEST = 255;

    uint256 private id;
    bytes32 private slot;
    uint256 private nullifiers;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(1);
        Proposal memory proposal = _callProposal(_payee(0), "");
        _proposeOptions(proposal, OptionsLayout(2, 1, 65_535, new uint8[](1), 0));
        id = proposal.id;
        _open(id);
        slot = _findTally();
    }

    function test_HoldsTheHighestVotesOfTheLargestGroup() public {
        OptionTally memory others = _tally(OTHERS * 255, 0, OTHERS * 65_025);
        _requireCounts(others, HIGHEST, 2 ** 40 - 2 ** 32, 0);
        others = _tally(0, OTHERS * 255, OTHERS * 65_025);
        _requireCounts(others, -HIGHEST, 0, 2 ** 40 - 2 ** 32);
        others = _tally(OTHERS * 255, OTHERS * 255, OTHERS * 65_025);
        _requireCounts(others, HIGHEST, 2 ** 40 - 2 ** 32, OTHERS * 255);
    }

    /// @dev Far beyond any group: what each part can hold.
    function test_FillsEachPartToItsLastBit() public {
        uint256 lane = type(uint64).max;
        _requireCounts(_tally(lane - 255, lane, 0), HIGHEST, lane, lane);
        _requireCounts(_tally(lane, lane - 255, 0), -HIGHEST, lane, lane);
    }

    /// @dev Every change of a vote, where there are no votes to borrow from and where all parts are at their highest.
    function test_ReplacesEveryVoteByEveryOther() public {
        int256[7] memory votes = [int256(-255), -254, -1, 0, 1, 254, 255];
        for (uint256 i = 0; i < votes.length; ++i) {
            for (uint256 j = 0; j < votes.length; ++j) {
                _requireReplaces(_tally(0, 0, 0), votes[i], votes[j]);
                _requireReplaces(_tally(2 ** 40, 2 ** 40, 2 ** 48), votes[i], votes[j]);
            }
        }
    }

    /// @dev In a batch, whose changes are summed up before they meet the tally: most of them are below 0 in one part.
    function test_TakesBackABatchOfHighestVotes() public {
        Ballot[] memory first = new Ballot[](24);
        Ballot[] memory second = new Ballot[](24);
        Ballot[] memory third = new Ballot[](24);
        for (uint256 i = 0; i < first.length; ++i) {
            first[i] = createBallot(1_000 + i, votesOf(255, 0));
            second[i] = createRevision(first[i], votesOf(-255, 0));
            third[i] = createRevision(second[i], votesOf(0, -1));
        }
        governor.castBallots(id, first);
        _requireTally(0, _tally(24 * 255, 0, 24 * 65_025));
        governor.castBallots(id, second);
        _requireTally(0, _tally(0, 24 * 255, 24 * 65_025));
        governor.castBallots(id, third);
        _requireTally(0, _tally(0, 0, 0));
        _requireTally(1, _tally(0, 24, 24));
    }

    /// @dev The best and the worst margins that there can be are still told apart.
    function test_RanksTheHighestMargins() public {
        governor.castBallot(id, createBallot(1, votesOf(0, 255)));
        _write(_tally(OTHERS * 255, 0, OTHERS * 65_025));
        _requirePassing(true, false);
        _write(_tally(254, 0, 254 * 254));
        _requirePassing(false, true);
        _write(_tally(2 ** 40, 2 ** 40 - 255, 0));
        _requirePassing(true, false);
        _write(_tally(0, OTHERS * 255, OTHERS * 65_025));
        _requirePassing(false, true);
    }

    /// @dev Anybody's vote on top of anything that others can have cast, and then another in its place.
    function testFuzz_AddsAndTakesBackInEveryPart(
        uint40 votesFor,
        uint40 votesAgainst,
        uint48 credits,
        uint8 first,
        uint8 second,
        bool firstAgainst,
        bool secondAgainst
    ) public {
        int256 vote = firstAgainst ? -int256(uint256(first)) : int256(uint256(first));
        int256 next = secondAgainst ? -int256(uint256(second)) : int256(uint256(second));
        _requireReplaces(_tally(votesFor, votesAgainst, credits), vote, next);
    }

    /// @dev Casts a vote beside those of others.
    function _requireCounts(
        OptionTally memory others,
        int256 vote,
        uint256 votesFor,
        uint256 votesAgainst
    ) private {
        _write(others);
        governor.castBallot(id, createBallot(++nullifiers, votesOf(vote, 0)));
        uint256 credits = others.creditsSpent + uint256(vote * vote);
        _requireTally(0, _tally(votesFor, votesAgainst, credits));
    }

    /// @dev Replaces a vote by another beside those of others.
    function _requireReplaces(OptionTally memory others, int256 vote, int256 next) private {
        _write(others);
        Ballot memory ballot = createBallot(++nullifiers, votesOf(vote, 0));
        governor.castBallot(id, ballot);
        _requireTally(0, _with(others, vote));
        governor.castBallot(id, createRevision(ballot, votesOf(next, 0)));
        _requireTally(0, _with(others, next));
    }

    /// @dev Gives option 0 a tally.
    function _write(OptionTally memory tally) private {
        uint256 word = tally.votesFor;
        word += uint256(tally.votesAgainst) * 2 ** 64;
        word += uint256(tally.creditsSpent) * 2 ** 128;
        vm.store(address(governor), slot, bytes32(word));
        _requireTally(0, tally);
    }

    /// @dev The slot of option 0: the one that says so when it is written.
    function _findTally() private returns (bytes32) {
        for (uint256 i = 0; i < 64; ++i) {
            bytes32 found = keccak256(abi.encode(0, keccak256(abi.encode(id, i))));
            if (vm.load(address(governor), found) != 0) continue;
            vm.store(address(governor), found, bytes32(uint256(7)));
            (, OptionTally[] memory options) = governor.proposalTally(id);
            vm.store(address(governor), found, 0);
            if (options[0].votesFor == 7) return found;
        }
        revert("no such slot");
    }

    function _requireTally(uint256 option, OptionTally memory expected) private view {
        (, OptionTally[] memory options) = governor.proposalTally(id);
        require(keccak256(abi.encode(options[option])) == keccak256(abi.encode(expected)), "tally");
    }

    function _requirePassing(bool first, bool second) private view {
        bool[] memory passing = governor.passingOptions(id);
        require(passing[0] == first && passing[1] == second, "passing");
    }

    function _with(
        OptionTally memory others,
        int256 vote
    ) private pure returns (OptionTally memory) {
        uint256 forIt = vote > 0 ? uint256(vote) : 0;
        uint256 against = vote < 0 ? uint256(-vote) : 0;
        return
            _tally(
                others.votesFor + forIt,
                others.votesAgainst + against,
                others.creditsSpent + uint256(vote * vote)
            );
    }

    function _tally(
        uint256 votesFor,
        uint256 votesAgainst,
        uint256 credits
    ) private pure returns (OptionTally memory) {
        return OptionTally(uint64(votesFor), uint64(votesAgainst), uint128(credits));
    }
}
