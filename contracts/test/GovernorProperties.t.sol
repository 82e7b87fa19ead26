// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {OptionTally} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {Ballot} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot, encodeVotes} from "./support/ballots.sol";
import {treeSiblings} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice What holds of every count whatever is cast, by whom and when: 256 runs of 40 calls, each compared with a
/// ledger that is kept apart and adds everybody's last votes up anew.
contract GovernorPropertiesTest is GovernorFixture {
    /// @dev What the ledger knows of a person's ballot.
    struct Entry {
        bool counted;
        uint16 revision;
        int256[] votes;
    }

    /// @dev A proposal, and the electorate that it must keep once its snapshot is past.
    struct Poll {
        uint256 id;
        uint256 options;
        uint256 credits;
        uint256 snapshot;
        uint256 root;
        uint256 size;
    }

    /// @dev A ballot and what is known of it beforehand.
    struct Drawn {
        Ballot ballot;
        int256[] votes;
        bool valid;
    }

    uint256 private constant CALLS = 40;
    uint256 private constant POLLS = 3;
    /// @dev Few, so that the same ones meet again.
    uint256 private constant NULLIFIERS = 6;

    Poll[POLLS] private polls;
    mapping(uint256 poll => mapping(uint256 nullifier => Entry entry)) private ledger;
    uint256[] private leaves;
    uint256 private people;
    uint256 private time;

    /// @dev Three proposals, a day after each other, so that their windows differ and overlap.
    function setUp() public override {
        super.setUp();
        time = NOW;
        for (uint256 i = 0; i < 3; ++i) _enrolOne();
        uint8[POLLS] memory options = [1, 3, 17];
        uint8[POLLS] memory credits = [100, 60, 40];
        for (uint256 i = 0; i < POLLS; ++i) {
            Proposal memory proposal = _callProposal(_payee(i), "");
            _proposeOptions(proposal, OptionsLayout(options[i], 0, credits[i], new uint8[](1), 0));
            uint256 snapshot = governor.proposalSnapshot(proposal.id);
            polls[i] = Poll(proposal.id, options[i], credits[i], snapshot, 0, 0);
            if (i + 1 < POLLS) _moveClockTo(time + 1 days);
        }
    }

    function testFuzz_CountsEveryPersonsLastBallotAndNothingElse(uint256 seed) public {
        for (uint256 i = 0; i < CALLS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            if (random % 4 == 0) _moveClockTo(time + 1 + ((random >> 8) % 12 hours));
            uint256 kind = (random >> 32) % 16;
            if (kind == 0) _enrolOne();
            else if (kind == 1) _rotateOne(random >> 40);
            else if (kind < 9) _castOne(random >> 40);
            else _castMany(random >> 40);
        }
        for (uint256 i = 0; i < POLLS; ++i) {
            _requireCount(i);
            for (uint256 nullifier = 1; nullifier <= NULLIFIERS; ++nullifier) {
                _requireBallot(i, nullifier);
            }
        }
    }

    /// @dev What the ledger makes of ballots: reverts where the governor must. Called from outside, so that nothing of
    /// a batch stays that reverts.
    function record(uint256 index, Drawn[] memory drawn, bool alone) external returns (uint256) {
        require(_isOpen(index), "closed");
        uint256 counted;
        for (uint256 i = 0; i < drawn.length; ++i) {
            Ballot memory ballot = drawn[i].ballot;
            Entry storage entry = ledger[index][ballot.nullifier];
            bool fits = !entry.counted || ballot.revision > entry.revision;
            fits = fits && _same(ballot.replacedWords, _countedWords(entry));
            if (!fits) {
                require(!alone, "does not fit");
                continue;
            }
            require(drawn[i].valid, "invalid");
            (entry.counted, entry.revision, entry.votes) = (true, ballot.revision, drawn[i].votes);
            ++counted;
        }
        return counted;
    }

    function _castOne(uint256 random) private {
        uint256 index = _drawPoll(random);
        Drawn[] memory drawn = new Drawn[](1);
        drawn[0] = _draw(index, random >> 8);
        bool expected = _record(index, drawn, true) != type(uint256).max;
        (bool done, ) = address(governor).call(
            abi.encodeCall(governor.castBallot, (polls[index].id, drawn[0].ballot))
        );
        require(done == expected, "castBallot");
        _requireCount(index);
        if (done) _requireBallot(index, drawn[0].ballot.nullifier);
    }

    function _castMany(uint256 random) private {
        uint256 index = _drawPoll(random);
        uint256 count = 1 + ((random >> 8) % 6);
        Drawn[] memory drawn = new Drawn[](count);
        Ballot[] memory ballots = new Ballot[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(random, i)));
            drawn[i] = _draw(index, draw);
            ballots[i] = drawn[i].ballot;
            // Some follow upon a ballot of the same batch.
            for (uint256 j = 0; j < i; ++j) {
                if (draw >> 255 == 1 && ballots[j].nullifier == ballots[i].nullifier)
                    ballots[i].replacedWords = ballots[j].words;
            }
        }
        uint256 expected = _record(index, drawn, false);
        try governor.castBallots(polls[index].id, ballots) returns (uint256 counted) {
            require(counted == expected, "castBallots");
        } catch {
            require(expected == type(uint256).max, "castBallots reverts");
        }
        _requireCount(index);
    }

    /// @dev How many the ledger counted; none and the highest number if the governor must revert.
    function _record(
        uint256 index,
        Drawn[] memory drawn,
        bool alone
    ) private returns (uint256 counted) {
        try this.record(index, drawn, alone) returns (uint256 counted_) {
            return counted_;
        } catch {
            return type(uint256).max;
        }
    }

    /// @dev Enrols one more person.
    function _enrolOne() private {
        uint256 person = ++people;
        leaves.push(1_000 * person);
        group.enrol(1_000 * person, abi.encode(person));
    }

    /// @dev Gives somebody another identity.
    function _rotateOne(uint256 random) private {
        uint256 index = random % leaves.length;
        uint256 commitment = leaves[index] + 1;
        group.rotate(commitment, treeSiblings(leaves, index), abi.encode(index + 1));
        leaves[index] = commitment;
    }

    /// @dev Ends the second, and notes the group for proposals whose snapshot is past then.
    function _moveClockTo(uint256 timestamp) private {
        for (uint256 i = 0; i < POLLS; ++i) {
            Poll storage poll = polls[i];
            if (poll.snapshot < time || poll.snapshot >= timestamp) continue;
            (poll.root, poll.size) = (group.root(), group.size());
        }
        time = timestamp;
        vm.warp(timestamp);
    }

    /// @dev Most are good, whatever is counted; of the others each is spoilt in one way.
    function _draw(uint256 index, uint256 random) private view returns (Drawn memory drawn) {
        Poll storage poll = polls[index];
        drawn.votes = _drawVotes(poll.options, random >> 16);
        drawn.valid = _cost(drawn.votes) <= poll.credits;
        drawn.ballot = createBallot(1 + (random % NULLIFIERS), drawn.votes);
        Ballot memory ballot = drawn.ballot;
        Entry storage entry = ledger[index][ballot.nullifier];
        ballot.revision = uint16((random >> 4) % 4);
        if (random & 8 != 0) ballot.revision += entry.revision;
        ballot.replacedWords = _countedWords(entry);

        uint256 spoil = (random >> 8) % 32;
        if (spoil == 0) ballot.replacedWords = encodeVotes(drawn.votes);
        if (spoil > 4 || spoil == 0) return drawn;
        drawn.valid = false;
        if (spoil == 1) ballot.proof[0] = 1;
        else if (spoil == 2) ballot.words[ballot.words.length - 1] |= 1 << 255;
        else if (spoil == 3) ballot.words = new uint256[](ballot.words.length + 1);
        else {
            ballot.nullifier += SNARK_SCALAR_FIELD;
            ballot.replacedWords = new uint256[](0);
        }
    }

    function _requireCount(uint256 index) private view {
        Poll storage poll = polls[index];
        uint256 voters;
        OptionTally[] memory sums = new OptionTally[](poll.options);
        for (uint256 nullifier = 1; nullifier <= NULLIFIERS; ++nullifier) {
            Entry storage entry = ledger[index][nullifier];
            if (!entry.counted) continue;
            ++voters;
            _addVotes(sums, entry.votes, poll.credits);
        }
        (uint256 actualVoters, OptionTally[] memory tallies) = governor.proposalTally(poll.id);
        require(actualVoters == voters, "voters");
        require(keccak256(abi.encode(tallies)) == keccak256(abi.encode(sums)), "tally");
        if (time <= poll.snapshot) {
            require(voters == 0, "too early");
            return;
        }
        (uint256 root, uint256 size, ) = governor.proposalElectorate(poll.id);
        require(root == poll.root && size == poll.size, "electorate");
    }

    function _requireBallot(uint256 index, uint256 nullifier) private view {
        Entry storage entry = ledger[index][nullifier];
        (bool counted, uint16 revision, bytes30 digest) = governor.ballotOf(
            polls[index].id,
            nullifier
        );
        require(counted == entry.counted && revision == entry.revision, "ballot");
        if (!counted) return;
        bytes memory message = abi.encodePacked(revision, encodeVotes(entry.votes));
        require(digest == bytes30(keccak256(message)), "digest");
    }

    function _isOpen(uint256 index) private view returns (bool) {
        uint256 snapshot = polls[index].snapshot;
        return time > snapshot && time <= snapshot + VOTING_PERIOD;
    }

    function _countedWords(Entry storage entry) private view returns (uint256[] memory) {
        return entry.counted ? encodeVotes(entry.votes) : new uint256[](0);
    }

    function _addVotes(
        OptionTally[] memory sums,
        int256[] memory votes,
        uint256 credits
    ) private pure {
        require(_cost(votes) <= credits, "cost");
        for (uint256 i = 0; i < votes.length; ++i) {
            if (votes[i] > 0) sums[i].votesFor += uint64(uint256(votes[i]));
            else sums[i].votesAgainst += uint64(uint256(-votes[i]));
            sums[i].creditsSpent += uint128(uint256(votes[i] * votes[i]));
        }
    }

    /// @dev Seldom the one of many options, which takes long.
    function _drawPoll(uint256 random) private pure returns (uint256) {
        uint256 index = random % 8;
        return
            index < 3
                ? 0
                : index < 7
                    ? 1
                    : 2;
    }

    /// @dev The fewer options, the higher; some cost more than there are credits.
    function _drawVotes(
        uint256 options,
        uint256 random
    ) private pure returns (int256[] memory votes) {
        int256 highest =
            options == 1
                ? int256(11)
                : options == 3
                    ? int256(5)
                    : int256(2);
        votes = new int256[](options);
        for (uint256 i = 0; i < options; ++i) {
            uint256 draw = (random >> (8 * i)) % 256;
            votes[i] = int256(draw % uint256(2 * highest + 1)) - highest;
        }
    }

    function _cost(int256[] memory votes) private pure returns (uint256 cost) {
        for (uint256 i = 0; i < votes.length; ++i) cost += uint256(votes[i] * votes[i]);
    }

    function _same(uint256[] memory a, uint256[] memory b) private pure returns (bool) {
        return keccak256(abi.encodePacked(a)) == keccak256(abi.encodePacked(b));
    }
}
