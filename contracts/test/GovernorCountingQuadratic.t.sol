// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {
    IGovernorCountingQuadratic,
    OptionTally
} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {Ballot, IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot, createRevision, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice The tally is the sum of what counts, and its best options pass.
contract GovernorCountingQuadraticTest is GovernorFixture {
    uint256 private constant FUZZ_OPTIONS = 6;

    function test_SumsVotesForAndAgainst() public {
        uint256 id = _openPayments(3, 0);
        _cast(id, 1, votesOf(3, -4, 0));
        _cast(id, 2, votesOf(-1, -2, 5));
        (uint256 voters, OptionTally[] memory options) = governor.proposalTally(id);
        require(voters == 2 && options.length == 3, "shape");
        _requireOption(options[0], 3, 1, 10);
        _requireOption(options[1], 0, 6, 20);
        _requireOption(options[2], 5, 0, 25);
    }

    function test_KnowsNoTallyOfAnUnknownProposal() public {
        bytes memory unknown = abi.encodeWithSelector(
            IGovernor.GovernorNonexistentProposal.selector,
            7
        );
        vm.expectRevert(unknown);
        governor.proposalTally(7);
        vm.expectRevert(unknown);
        governor.passingOptions(7);
    }

    function test_TakesABallotThatCostsAllVoiceCreditsAndNoneBeyond() public {
        uint256 id = _openPayments(2, 0);
        _cast(id, 1, votesOf(6, -8));
        _cast(id, 2, votesOf(-10, 0));
        _expectCost(101, 100);
        _cast(id, 3, votesOf(10, -1));
        _expectCost(121, 100);
        _cast(id, 3, votesOf(0, 11));
    }

    function test_CountsTheExtremesOfAnInt16AgainstTheBudget() public {
        uint256 id = _openPayments(2, 0);
        _expectCost(2_147_418_113, 100);
        _cast(id, 1, votesOf(32_767, -32_768));
        _expectCost(1 << 30, 100);
        _cast(id, 1, votesOf(-32_768, 0));
    }

    function test_CannotOverflowTheCostOf128Options() public {
        uint256 id = _openOptions(128, 65_535);
        int256[] memory votes = new int256[](128);
        for (uint256 i = 0; i < 128; ++i) votes[i] = -32_768;
        _expectCost(137_438_953_472, 65_535);
        _cast(id, 1, votes);
    }

    function test_CountsThe128thOption() public {
        uint256 id = _openOptions(128, 65_535);
        int256[] memory votes = new int256[](128);
        (votes[0], votes[127]) = (-1, 255);
        _cast(id, 1, votes);
        (, OptionTally[] memory options) = governor.proposalTally(id);
        _requireOption(options[0], 0, 1, 1);
        _requireOption(options[127], 255, 0, 65_025);
        require(governor.passingOptions(id)[127], "passes");
    }

    function test_TakesOneWordForEvery16Options() public {
        uint8[4] memory counts = [1, 16, 17, 128];
        uint8[4] memory expected = [1, 1, 2, 8];
        for (uint256 i = 0; i < counts.length; ++i) {
            uint256 id = _openOptions(counts[i], 100);
            Ballot memory ballot = createBallot(1, votesOf(0));
            for (uint256 words = 0; words <= 9; ++words) {
                if (words == expected[i]) continue;
                ballot.words = new uint256[](words);
                vm.expectRevert(
                    abi.encodeWithSelector(
                        IGovernorCountingQuadratic.BallotWordCountMismatch.selector,
                        words,
                        expected[i]
                    )
                );
                governor.castBallot(id, ballot);
            }
            ballot.words = new uint256[](expected[i]);
            governor.castBallot(id, ballot);
        }
    }

    function test_RefusesABitThatBelongsToNoOption() public {
        uint256 id = _openPayments(2, 0);
        uint256[3] memory words = [uint256(1) << 32, 1 << 255, type(uint256).max];
        for (uint256 i = 0; i < words.length; ++i) {
            Ballot memory ballot = createBallot(1, votesOf(0));
            ballot.words[0] = words[i];
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorCountingQuadratic.BallotUnusedBitsSet.selector,
                    words[i]
                )
            );
            governor.castBallot(id, ballot);
        }
    }

    function test_LeavesNoBitUnusedWith16Options() public {
        uint256 id = _openOptions(16, 100);
        int256[] memory votes = new int256[](16);
        votes[15] = -1;
        _cast(id, 1, votes);
        (, OptionTally[] memory options) = governor.proposalTally(id);
        _requireOption(options[15], 0, 1, 1);
    }

    function test_RoundsTheQuorumUp() public {
        uint256[4] memory sizes = [uint256(1), 4, 5, 9];
        uint256[4] memory expected = [uint256(1), 1, 2, 3];
        require(governor.quorum(_now() - 1) == 0, "empty");
        for (uint256 i = 0; i < sizes.length; ++i) {
            _enrolUpTo(sizes[i]);
            vm.warp(_now() + 1);
            require(governor.quorum(_now() - 1) == expected[i], "quorum");
        }
        require(governor.quorumDenominator() == 10_000, "denominator");
    }

    function test_PassesFromTheQuorumOn() public {
        _enrolUpTo(5);
        uint256 id = _openPayments(2, 0);
        _cast(id, 1, votesOf(1, 0));
        require(!governor.passingOptions(id)[0], "one of five");
        _cast(id, 2, votesOf(0, 0));
        require(governor.passingOptions(id)[0], "two of five, one abstains");
        _close(id);
        _requireState(id, IGovernor.ProposalState.Succeeded);
    }

    function test_IsDefeatedBelowTheQuorum() public {
        _enrolUpTo(5);
        uint256 id = _openPayments(2, 0);
        _cast(id, 1, votesOf(1, 0));
        _close(id);
        _requireState(id, IGovernor.ProposalState.Defeated);
    }

    function test_DoesNotCountAChangedVoteTwiceForTheQuorum() public {
        _enrolUpTo(5);
        uint256 id = _openPayments(2, 0);
        Ballot memory first = createBallot(1, votesOf(1, 0));
        governor.castBallot(id, first);
        governor.castBallot(id, createRevision(first, votesOf(2, 0)));
        _close(id);
        _requireState(id, IGovernor.ProposalState.Defeated);
    }

    function test_TakesTheQuorumOfTheSnapshot() public {
        _enrolUpTo(4);
        uint256 early = _openPayments(2, 0);
        uint256 snapshot = governor.proposalSnapshot(early);
        _carryGovernorCall(
            abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (10_000))
        );
        vm.warp(_now() + 1);
        require(governor.quorumNumerator(snapshot) == QUORUM_NUMERATOR, "then");
        require(governor.quorumNumerator() == 10_000, "now");
        require(governor.quorum(snapshot) == 1, "quorum then");
        require(governor.quorum(_now() - 1) == 4, "quorum now");
    }

    function test_RefusesAQuorumAboveOne() public {
        Proposal memory proposal = _proposeCall(
            address(governor),
            abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (10_001))
        );
        _enrolUpTo(1);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1));
        _close(proposal.id);
        _queue(proposal);
        vm.warp(_now() + TIMELOCK_DELAY);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.GovernorInvalidQuorumFraction.selector,
                10_001,
                10_000
            )
        );
        _execute(proposal);
    }

    function test_TakesNoBallotsOfAnEmptyGroup() public {
        Proposal memory proposal = _proposePayments(2, 0);
        _open(proposal.id);
        _enrolUpTo(3);
        Ballot memory ballot = createBallot(1, votesOf(1, 0));
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorPersonhood.GovernorElectorateEmpty.selector,
                proposal.id
            )
        );
        governor.castBallot(proposal.id, ballot);
        Ballot[] memory ballots = new Ballot[](1);
        ballots[0] = ballot;
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorPersonhood.GovernorElectorateEmpty.selector,
                proposal.id
            )
        );
        governor.castBallots(proposal.id, ballots);
        _close(proposal.id);
        _requireState(proposal.id, IGovernor.ProposalState.Defeated);
        require(!governor.passingOptions(proposal.id)[0], "passing");
    }

    function test_IsDefeatedWhenNobodyVotes() public {
        _enrolUpTo(5);
        _carryGovernorCall(abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (0)));
        uint256 id = _openPayments(2, 0);
        require(governor.quorum(_now() - 1) == 0, "quorum");
        _close(id);
        _requireState(id, IGovernor.ProposalState.Defeated);
    }

    function test_PassesNothingThatIsNotAhead() public {
        uint256 id = _openPayments(2, 0);
        _cast(id, 1, votesOf(3, -3));
        _cast(id, 2, votesOf(-3, 0));
        bool[] memory passing = governor.passingOptions(id);
        require(!passing[0] && !passing[1], "a tie with oneself, and against");
        _close(id);
        _requireState(id, IGovernor.ProposalState.Defeated);
    }

    function test_PassesTheBestWhereWinnersAreLimited() public {
        uint256 id = _openPayments(3, 2);
        _cast(id, 1, votesOf(1, 3, 2));
        _requirePassing(id, false, true, true);
    }

    function test_PassesTheLowerIndexOfATie() public {
        uint256 id = _openPayments(3, 1);
        _cast(id, 1, votesOf(0, 2, 2));
        _requirePassing(id, false, true, false);
        _cast(id, 2, votesOf(2, 0, 0));
        _requirePassing(id, true, false, false);
        uint256 two = _openPayments(3, 2);
        _cast(two, 1, votesOf(2, 2, 2));
        _requirePassing(two, true, true, false);
    }

    function test_RanksByTheDifferenceNotByTheVotesFor() public {
        uint256 id = _openPayments(3, 1);
        _cast(id, 1, votesOf(8, 2, 0));
        _cast(id, 2, votesOf(-7, 0, 0));
        _requirePassing(id, false, true, false);
    }

    function test_PassesFewerThanTheLimitWhenFewerAreAhead() public {
        uint256 id = _openPayments(3, 2);
        _cast(id, 1, votesOf(0, -1, 1));
        _requirePassing(id, false, false, true);
    }

    function test_SaysHowItCounts() public view {
        require(
            keccak256(bytes(governor.COUNTING_MODE())) ==
                keccak256("support=quadratic&quorum=persons"),
            "mode"
        );
    }

    /// @dev Ten ballots of at most five people, each of whom changes their vote when they come
    /// again; the reference keeps everybody's last votes and adds them up at the end.
    function testFuzz_TalliesTheLastBallotOfEverybody(
        uint8[10] calldata people,
        int8[6][10] calldata votes
    ) public {
        uint256 id = _openOptions(uint8(FUZZ_OPTIONS), 65_535);
        Ballot[5] memory last;
        int256[][5] memory counted;
        for (uint256 i = 0; i < people.length; ++i) {
            uint256 person = people[i] % 5;
            int256[] memory wanted = new int256[](FUZZ_OPTIONS);
            for (uint256 j = 0; j < FUZZ_OPTIONS; ++j) wanted[j] = int256(votes[i][j]) / 2;
            last[person] =
                counted[person].length == 0
                    ? createBallot(person + 1, wanted)
                    : createRevision(last[person], wanted);
            counted[person] = wanted;
            governor.castBallot(id, last[person]);
        }
        _requireSums(id, counted);
    }

    /// @dev The reference takes the best option that is ahead, k times over.
    function testFuzz_PassesTheBestOptions(
        int8[6][3] calldata votes,
        uint8 limit,
        bool coarse
    ) public {
        uint8 maxWinners = uint8(limit % (FUZZ_OPTIONS + 1));
        uint256 id = _openPayments(uint8(FUZZ_OPTIONS), maxWinners);
        int256[FUZZ_OPTIONS] memory margins;
        for (uint256 i = 0; i < votes.length; ++i) {
            int256[] memory wanted = new int256[](FUZZ_OPTIONS);
            for (uint256 j = 0; j < FUZZ_OPTIONS; ++j) {
                // Coarse votes make ties; none cost more than 6 · 4².
                wanted[j] = int256(votes[i][j]) / (coarse ? int256(64) : int256(32));
                margins[j] += wanted[j];
            }
            _cast(id, i + 1, wanted);
        }
        bool[] memory passing = governor.passingOptions(id);
        bool[FUZZ_OPTIONS] memory expected;
        uint256 winners = maxWinners == 0 ? FUZZ_OPTIONS : maxWinners;
        for (uint256 round = 0; round < winners; ++round) {
            uint256 best = FUZZ_OPTIONS;
            for (uint256 j = 0; j < FUZZ_OPTIONS; ++j) {
                if (expected[j] || margins[j] <= 0) continue;
                if (best == FUZZ_OPTIONS || margins[j] > margins[best]) best = j;
            }
            if (best < FUZZ_OPTIONS) expected[best] = true;
        }
        bool any;
        for (uint256 j = 0; j < FUZZ_OPTIONS; ++j) {
            require(passing[j] == expected[j], "passing");
            any = any || expected[j];
        }
        _close(id);
        _requireState(
            id,
            any ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Defeated
        );
    }

    /// @dev Any group size and fraction: as many voters as are needed, not one fewer.
    function testFuzz_RoundsTheQuorumUp(uint8 size, uint16 numerator) public {
        uint256 people = 1 + (size % 20);
        numerator = numerator % 10_001;
        _enrolUpTo(people);
        _carryGovernorCall(
            abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (numerator))
        );
        vm.warp(_now() + 1);
        uint256 quorum = governor.quorum(_now() - 1);
        require(quorum * 10_000 >= people * numerator, "enough");
        require(quorum == 0 || (quorum - 1) * 10_000 < people * numerator, "not one more");
    }

    /// @dev Compares a proposal's tally with the sum of `counted`, one entry for each person.
    function _requireSums(uint256 id, int256[][5] memory counted) private view {
        (uint256 voters, OptionTally[] memory options) = governor.proposalTally(id);
        uint256 expectedVoters;
        for (uint256 i = 0; i < counted.length; ++i) {
            if (counted[i].length != 0) ++expectedVoters;
        }
        require(voters == expectedVoters, "voters");
        for (uint256 j = 0; j < FUZZ_OPTIONS; ++j) {
            uint256 votesFor;
            uint256 votesAgainst;
            uint256 credits;
            for (uint256 i = 0; i < counted.length; ++i) {
                if (counted[i].length == 0) continue;
                int256 vote = counted[i][j];
                if (vote > 0) votesFor += uint256(vote);
                else votesAgainst += uint256(-vote);
                credits += uint256(vote * vote);
            }
            _requireOption(options[j], votesFor, votesAgainst, credits);
        }
    }

    /// @dev A proposal that people can vote on; at least one person is enrolled.
    function _openPayments(uint8 optionCount, uint8 maxWinners) private returns (uint256 id) {
        _enrolUpTo(1);
        id = _proposePayments(optionCount, maxWinners).id;
        _open(id);
    }

    /// @dev The same with one call only and any budget.
    function _openOptions(uint8 optionCount, uint16 voiceCredits) private returns (uint256) {
        _enrolUpTo(1);
        Proposal memory proposal = _callProposal(_payee(0), "");
        OptionsLayout memory layout = OptionsLayout(
            optionCount,
            0,
            voiceCredits,
            new uint8[](1),
            0
        );
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        return proposal.id;
    }

    /// @dev Has everybody vote for a call of the governor to itself, and carries it out.
    function _carryGovernorCall(bytes memory data) private {
        Proposal memory proposal = _proposeCall(address(governor), data);
        _open(proposal.id);
        for (uint256 i = 1; i <= group.size(); ++i) _cast(proposal.id, i, votesOf(1));
        _carryOut(proposal);
    }

    function _expectCost(uint256 cost, uint256 voiceCredits) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.BallotVoiceCreditsExceeded.selector,
                cost,
                voiceCredits
            )
        );
    }

    function _requirePassing(uint256 id, bool first, bool second, bool third) private view {
        bool[] memory passing = governor.passingOptions(id);
        require(passing[0] == first, "first");
        require(passing[1] == second, "second");
        require(passing[2] == third, "third");
    }

    function _requireOption(
        OptionTally memory option,
        uint256 votesFor,
        uint256 votesAgainst,
        uint256 creditsSpent
    ) private pure {
        require(option.votesFor == votesFor, "votes for");
        require(option.votesAgainst == votesAgainst, "votes against");
        require(option.creditsSpent == creditsSpent, "credits spent");
    }
}
