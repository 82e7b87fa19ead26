// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {
    IGovernorCountingQuadratic,
    OptionTally
} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {Ballot, IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot, createRevision, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice What a function cannot take it refuses by name and value, and leaves everything as it was.
contract GovernorBadInputTest is GovernorFixture {
    uint256 private constant UNKNOWN = 7;

    uint256 private id;
    Ballot private counted;

    /// @dev A proposal of two options, with one ballot counted.
    function setUp() public override {
        super.setUp();
        _enrolUpTo(3);
        id = _proposePayments(2, 0).id;
        _open(id);
        counted = createBallot(1, votesOf(3, -4));
        counted.revision = 2;
        governor.castBallot(id, counted);
    }

    // Proposals that there are not

    function test_TellsNothingOfAnUnknownProposal() public {
        uint256[3] memory unknown = [uint256(0), UNKNOWN, id + 1];
        for (uint256 i = 0; i < unknown.length; ++i) {
            _expectUnknown(unknown[i]);
            governor.proposalTally(unknown[i]);
            _expectUnknown(unknown[i]);
            governor.passingOptions(unknown[i]);
            _expectUnknown(unknown[i]);
            governor.proposalVotes(unknown[i]);
            _expectUnknown(unknown[i]);
            governor.proposalElectorate(unknown[i]);
            _expectUnknown(unknown[i]);
            governor.state(unknown[i]);
            (bool isCounted, , ) = governor.ballotOf(unknown[i], 1);
            require(!isCounted, "ballot");
        }
    }

    function test_TakesNoBallotOnAnUnknownProposal() public {
        Ballot memory ballot = createBallot(2, votesOf(1, 0));
        _expectUnknown(UNKNOWN);
        governor.castBallot(UNKNOWN, ballot);
        _expectUnknown(UNKNOWN);
        governor.castBallots(UNKNOWN, _batchOf(ballot));
        (bool isCounted, , ) = governor.ballotOf(UNKNOWN, 2);
        require(!isCounted, "counted");
    }

    function test_CarriesOutNoUnknownProposal() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        uint256 unknown = governor.getProposalId(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
        bytes32 hash = keccak256(bytes(proposal.description));
        _expectUnknown(unknown);
        governor.queue(proposal.targets, proposal.values, proposal.calldatas, hash);
        _expectUnknown(unknown);
        governor.execute(proposal.targets, proposal.values, proposal.calldatas, hash);
        _expectUnknown(unknown);
        governor.cancel(proposal.targets, proposal.values, proposal.calldatas, hash);
    }

    // Votes as other tools read them

    function test_TellsTheVotesOfASingleOption() public {
        uint256 single = _proposeCall(_payee(0), "").id;
        _requireVotes(single, 0, 0);
        _open(single);
        _cast(single, 1, votesOf(7));
        _cast(single, 2, votesOf(-3));
        _cast(single, 3, votesOf(0));
        _requireVotes(single, 3, 7);

        Proposal memory proposal = _callProposal(_payee(1), "");
        _proposeOptions(proposal, OptionsLayout(1, 1, VOICE_CREDITS, new uint8[](1), 0));
        _requireVotes(proposal.id, 0, 0);
    }

    function test_TellsNoVotesOfSeveralOptions() public {
        uint8[2] memory counts = [2, 128];
        for (uint256 i = 0; i < counts.length; ++i) {
            Proposal memory proposal = _callProposal(_payee(i), "");
            _proposeOptions(
                proposal,
                OptionsLayout(counts[i], 0, VOICE_CREDITS, new uint8[](1), 0)
            );
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorCountingQuadratic.GovernorProposalHasOptions.selector,
                    proposal.id,
                    counts[i]
                )
            );
            governor.proposalVotes(proposal.id);
        }
    }

    // Times that are not past

    function test_TellsNoElectorateBeforeTheSnapshotIsPast() public {
        uint256 pending = _proposeCall(_payee(0), "").id;
        uint256 snapshot = governor.proposalSnapshot(pending);
        _expectFuture(snapshot, _now());
        governor.proposalElectorate(pending);
        vm.warp(snapshot);
        _expectFuture(snapshot, snapshot);
        governor.proposalElectorate(pending);
        vm.warp(snapshot + 1);
        governor.proposalElectorate(pending);
    }

    function test_TellsThatNothingPassesBeforeAnybodyHasVoted() public {
        uint256 pending = _proposeCall(_payee(0), "").id;
        require(!governor.passingOptions(pending)[0], "pending");
        vm.warp(governor.proposalSnapshot(pending));
        require(!governor.passingOptions(pending)[0], "at its snapshot");
        _open(pending);
        require(!governor.passingOptions(pending)[0], "open");
        _cast(pending, 1, votesOf(1));
        require(governor.passingOptions(pending)[0], "voted");
    }

    function test_TellsNoQuorumOfTheFuture() public {
        uint256 current = _now();
        governor.quorum(current - 1);
        _expectFuture(current, current);
        governor.quorum(current);
        uint256 beyond = uint256(type(uint48).max) + 1;
        _expectFuture(beyond, current);
        governor.quorum(beyond);
    }

    function test_KnowsNoQuorumBeyondItsClock() public {
        require(governor.quorumNumerator(type(uint48).max) == QUORUM_NUMERATOR, "last");
        uint256 beyond = uint256(type(uint48).max) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 48, beyond)
        );
        governor.quorumNumerator(beyond);
    }

    // Ballots

    function test_RefusesANullifierBeyondTheField() public {
        Ballot memory ballot = createBallot(SNARK_SCALAR_FIELD, votesOf(1, 0));
        _requireRefused(
            ballot,
            abi.encodeWithSelector(
                IGovernorPersonhood.BallotNullifierOutOfField.selector,
                SNARK_SCALAR_FIELD
            )
        );
    }

    /// @dev Before anything that a batch would pass over it for: no word of a ballot makes another person of a nullifier.
    function test_RefusesANullifierBeyondTheFieldWhateverTheBallotReplaces() public {
        Ballot memory ballot = createBallot(type(uint256).max, votesOf(1, 0));
        ballot.revision = 1;
        ballot.replacedWords = ballot.words;
        _requireRefused(
            ballot,
            abi.encodeWithSelector(
                IGovernorPersonhood.BallotNullifierOutOfField.selector,
                type(uint256).max
            )
        );
    }

    function test_RefusesAnotherNumberOfWords() public {
        Ballot memory ballot = createBallot(2, votesOf(1, 0));
        for (uint256 length = 0; length < 10; ++length) {
            if (length == 1) continue;
            ballot.words = new uint256[](length);
            _requireRefused(
                ballot,
                abi.encodeWithSelector(
                    IGovernorCountingQuadratic.BallotWordCountMismatch.selector,
                    length,
                    1
                )
            );
        }
    }

    function test_RefusesEachBitThatIsNoVote() public {
        Ballot memory ballot = createBallot(2, votesOf(1, 0));
        for (uint256 bit = 32; bit < 256; ++bit) {
            ballot.words[0] = 1 | (1 << bit);
            _requireRefused(
                ballot,
                abi.encodeWithSelector(
                    IGovernorCountingQuadratic.BallotUnusedBitsSet.selector,
                    ballot.words[0]
                )
            );
        }
    }

    function test_RefusesWhatCostsMoreThanThereIs() public {
        int256[4] memory first = [int256(10), 11, -32_768, 32_767];
        int256[4] memory second = [int256(-1), 0, -32_768, 32_767];
        for (uint256 i = 0; i < first.length; ++i) {
            uint256 cost = uint256(first[i] * first[i] + second[i] * second[i]);
            _requireRefused(
                createBallot(2, votesOf(first[i], second[i])),
                abi.encodeWithSelector(
                    IGovernorCountingQuadratic.BallotVoiceCreditsExceeded.selector,
                    cost,
                    VOICE_CREDITS
                )
            );
        }
    }

    /// @dev The same in a replacement: the ballot that is counted stays.
    function test_RefusesAReplacementThatCostsMoreThanThereIs() public {
        _requireRefused(
            createRevision(counted, votesOf(10, -1)),
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.BallotVoiceCreditsExceeded.selector,
                101,
                VOICE_CREDITS
            )
        );
    }

    /// @dev What a batch passes over reverts alone.
    function test_RefusesRevisionsThatAreNotHigher() public {
        for (uint16 revision = 0; revision <= counted.revision; ++revision) {
            Ballot memory again = createBallot(1, votesOf(1, 0));
            again.revision = revision;
            again.replacedWords = counted.words;
            _requirePassedOver(
                again,
                abi.encodeWithSelector(
                    IGovernorPersonhood.BallotRevisionNotHigher.selector,
                    1,
                    counted.revision,
                    revision
                )
            );
        }
    }

    function test_RefusesOtherReplacedWords() public {
        uint256[][5] memory wrong;
        wrong[0] = new uint256[](0);
        wrong[1] = new uint256[](1);
        wrong[2] = createBallot(1, votesOf(3, -5)).words;
        wrong[3] = new uint256[](2);
        wrong[3][0] = counted.words[0];
        wrong[4] = createBallot(1, votesOf(1, 0)).words;
        for (uint256 i = 0; i < wrong.length; ++i) {
            Ballot memory next = createRevision(counted, votesOf(1, 0));
            next.replacedWords = wrong[i];
            _requirePassedOver(
                next,
                abi.encodeWithSelector(IGovernorPersonhood.BallotReplacedWordsMismatch.selector, 1)
            );
        }
        Ballot memory first = createBallot(2, votesOf(1, 0));
        first.replacedWords = new uint256[](1);
        _requirePassedOver(
            first,
            abi.encodeWithSelector(IGovernorPersonhood.BallotReplacedWordsMismatch.selector, 2)
        );
    }

    // Proposals

    /// @dev A layout that is refused leaves no proposal behind: the same is then made with a good one.
    function test_LeavesNothingOfARefusedProposal() public {
        Proposal memory proposal = _callProposal(_payee(5), hex"05");
        OptionsLayout[5] memory layouts = [
            OptionsLayout(0, 0, 1, new uint8[](1), 0),
            OptionsLayout(129, 0, 1, new uint8[](1), 0),
            OptionsLayout(1, 2, 1, new uint8[](1), 0),
            OptionsLayout(1, 0, 0, new uint8[](1), 0),
            OptionsLayout(1, 0, 1, new uint8[](2), 0)
        ];
        bytes[5] memory errors = [
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidOptionCount.selector, 0),
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidOptionCount.selector, 129),
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidMaxWinners.selector, 2, 1),
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidVoiceCredits.selector, 0),
            abi.encodeWithSelector(IGovernorOptions.GovernorCallOptionsMismatch.selector, 2, 1)
        ];
        for (uint256 i = 0; i < layouts.length; ++i) {
            vm.expectRevert(errors[i]);
            governor.proposeOptions(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                layouts[i],
                proposal.description
            );
            uint256 refused = governor.getProposalId(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                keccak256(bytes(string.concat(proposal.description, _line(layouts[i]))))
            );
            require(governor.proposalSnapshot(refused) == 0, "proposal");
            require(governor.proposalLayout(refused).voiceCredits == 0, "layout");
        }
        _proposeOptions(proposal, OptionsLayout(1, 0, 1, new uint8[](1), 0));
        _requireState(proposal.id, IGovernor.ProposalState.Pending);
    }

    // Support

    /// @dev Neither alone nor beside a good one; afterwards everything is as before.
    function _requireRefused(Ballot memory ballot, bytes memory reason) private {
        bytes32 before = _countHash();
        vm.expectRevert(reason);
        governor.castBallot(id, ballot);
        Ballot[] memory ballots = new Ballot[](2);
        (ballots[0], ballots[1]) = (createBallot(3, votesOf(5, 5)), ballot);
        vm.expectRevert(reason);
        governor.castBallots(id, ballots);
        require(_countHash() == before, "changed");
    }

    function _requirePassedOver(Ballot memory ballot, bytes memory reason) private {
        bytes32 before = _countHash();
        vm.expectRevert(reason);
        governor.castBallot(id, ballot);
        require(governor.castBallots(id, _batchOf(ballot)) == 0, "counted");
        require(_countHash() == before, "changed");
    }

    function _requireVotes(uint256 proposalId, uint256 against, uint256 inFavour) private view {
        (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) = governor.proposalVotes(
            proposalId
        );
        require(againstVotes == against && forVotes == inFavour && abstainVotes == 0, "votes");
    }

    /// @dev The tally, and whose ballots are counted.
    function _countHash() private view returns (bytes32 hash) {
        (uint256 voters, OptionTally[] memory options) = governor.proposalTally(id);
        hash = keccak256(abi.encode(voters, options));
        for (uint256 nullifier = 1; nullifier <= 3; ++nullifier) {
            (, uint16 revision, bytes30 digest) = governor.ballotOf(id, nullifier);
            hash = keccak256(abi.encode(hash, revision, digest));
        }
    }

    function _batchOf(Ballot memory ballot) private pure returns (Ballot[] memory ballots) {
        ballots = new Ballot[](1);
        ballots[0] = ballot;
    }

    function _expectUnknown(uint256 proposalId) private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, proposalId)
        );
    }

    function _expectFuture(uint256 timepoint, uint256 current) private {
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupFutureLookup.selector, timepoint, current)
        );
    }
}
