// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {
    IGovernorCountingQuadratic,
    OptionTally
} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {Ballot, IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {SkipReason} from "../src/types/SkipReason.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot, createRevision, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice Each person's latest ballot counts once, whoever brings it.
contract GovernorPersonhoodTest is GovernorFixture {
    uint256 private constant ALICE = 0xA;
    uint256 private constant BOB = 0xB;

    uint256 private id;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(5);
        id = _proposePayments(2, 0).id;
        _open(id);
    }

    function test_CountsABallotWhoeverBringsIt() public {
        Ballot memory ballot = createBallot(ALICE, votesOf(3, -4));
        vm.expectEmit(address(governor));
        emit IGovernorPersonhood.BallotCast(id, ALICE, 0, ballot.words);
        vm.prank(address(0xD00D));
        governor.castBallot(id, ballot);
        _requireTally(1, 3, 4);
    }

    function test_KeepsRevisionAndDigestOfABallot() public {
        Ballot memory ballot = createBallot(ALICE, votesOf(3, -4));
        ballot.revision = 513;
        _requireCounted(ALICE, false, 0, bytes32(0));
        governor.castBallot(id, ballot);
        bytes32 message = keccak256(abi.encodePacked(uint16(513), ballot.words));
        _requireCounted(ALICE, true, 513, message);
        _requireCounted(BOB, false, 0, bytes32(0));
    }

    function test_CountsAnAbstention() public {
        _cast(id, ALICE, votesOf(0, 0));
        _requireTally(1, 0, 0);
        (bool counted, , ) = governor.ballotOf(id, ALICE);
        require(counted, "counted");
    }

    function test_CountsABallotOnEachProposalByItself() public {
        uint256 other = _proposePayments(3, 0).id;
        _open(other);
        _cast(id, ALICE, votesOf(3, 0));
        _cast(other, ALICE, votesOf(5, 0, 0));
        _requireTally(1, 3, 0);
    }

    function test_RefusesTheSameBallotTwice() public {
        Ballot memory ballot = createBallot(ALICE, votesOf(3, -4));
        governor.castBallot(id, ballot);
        _expectNotHigher(0, 0);
        governor.castBallot(id, ballot);
        _requireTally(1, 3, 4);
    }

    function test_RefusesARevisionThatIsNotHigher() public {
        Ballot memory first = createBallot(ALICE, votesOf(3, -4));
        first.revision = 5;
        governor.castBallot(id, first);
        for (uint16 revision = 4; revision <= 5; ++revision) {
            Ballot memory again = createRevision(first, votesOf(1, 1));
            again.revision = revision;
            _expectNotHigher(5, revision);
            governor.castBallot(id, again);
        }
        governor.castBallot(id, createRevision(first, votesOf(1, 1)));
        _requireTally(1, 1, 0);
    }

    function test_TakesNothingAfterTheLastRevision() public {
        Ballot memory last = createBallot(ALICE, votesOf(3, -4));
        last.revision = 65_535;
        governor.castBallot(id, last);
        _expectNotHigher(65_535, 65_535);
        governor.castBallot(id, last);
    }

    function test_ReplacesABallot() public {
        Ballot memory first = createBallot(ALICE, votesOf(3, -4));
        _cast(id, BOB, votesOf(2, 2));
        governor.castBallot(id, first);
        Ballot memory second = createRevision(first, votesOf(-1, 0));
        vm.expectEmit(address(governor));
        emit IGovernorPersonhood.BallotReplaced(id, ALICE, 0, 1, second.words);
        governor.castBallot(id, second);
        _requireTally(2, 2, 0);
        bytes32 message = keccak256(abi.encodePacked(uint16(1), second.words));
        _requireCounted(ALICE, true, 1, message);
    }

    function test_RefusesToReplaceOtherWordsThanAreCounted() public {
        Ballot memory first = createBallot(ALICE, votesOf(3, -4));
        governor.castBallot(id, first);
        uint256[][4] memory wrong;
        wrong[0] = new uint256[](0);
        wrong[1] = createBallot(ALICE, votesOf(3, -5)).words;
        wrong[2] = new uint256[](2);
        wrong[2][0] = first.words[0];
        wrong[3] = new uint256[](1);
        for (uint256 i = 0; i < wrong.length; ++i) {
            Ballot memory second = createRevision(first, votesOf(1, 1));
            second.replacedWords = wrong[i];
            _expectMismatch();
            governor.castBallot(id, second);
        }
    }

    function test_RefusesAFirstBallotThatReplacesSomething() public {
        Ballot memory ballot = createBallot(ALICE, votesOf(3, -4));
        ballot.replacedWords = new uint256[](1);
        _expectMismatch();
        governor.castBallot(id, ballot);
    }

    function test_KeepsTheOldBallotWhenItsReplacementIsRefused() public {
        Ballot memory first = createBallot(ALICE, votesOf(3, -4));
        governor.castBallot(id, first);
        Ballot memory second = createRevision(first, votesOf(10, 1));
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.BallotVoiceCreditsExceeded.selector,
                101,
                100
            )
        );
        governor.castBallot(id, second);
        _requireTally(1, 3, 4);
    }

    function test_RefusesAProofThatDoesNotVerify() public {
        Ballot memory ballot = _unproved(ALICE);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorPersonhood.BallotProofInvalid.selector, ALICE)
        );
        governor.castBallot(id, ballot);
    }

    function test_RefusesANullifierOutsideTheField() public {
        _cast(id, SNARK_SCALAR_FIELD - 1, votesOf(1, 0));
        uint256[3] memory outside = [
            SNARK_SCALAR_FIELD,
            SNARK_SCALAR_FIELD + ALICE,
            type(uint256).max
        ];
        for (uint256 i = 0; i < outside.length; ++i) {
            Ballot memory ballot = createBallot(outside[i], votesOf(1, 0));
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorPersonhood.BallotNullifierOutOfField.selector,
                    outside[i]
                )
            );
            governor.castBallot(id, ballot);
        }
    }

    function test_TakesBallotsFromAfterTheSnapshotToTheDeadline() public {
        uint256 snapshot = governor.proposalSnapshot(id);
        uint256 deadline = governor.proposalDeadline(id);
        require(deadline - snapshot == VOTING_PERIOD, "period");
        vm.warp(snapshot);
        _requireClosed(IGovernor.ProposalState.Pending);
        vm.warp(snapshot + 1);
        _cast(id, ALICE, votesOf(1, 0));
        vm.warp(deadline);
        _cast(id, BOB, votesOf(1, 0));
        vm.warp(deadline + 1);
        _requireClosed(IGovernor.ProposalState.Succeeded);
        _requireTally(2, 2, 0);
    }

    function test_KnowsNoUnknownProposal() public {
        Ballot memory ballot = createBallot(ALICE, votesOf(1, 0));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 7));
        governor.castBallot(7, ballot);
    }

    function test_DerivesTheScopeFromChainGovernorAndProposal() public view {
        bytes memory encoded = abi.encode(
            "psephos.ballot.v1",
            block.chainid,
            address(governor),
            id
        );
        require(governor.proposalScope(id) == uint256(keccak256(encoded)), "scope");
    }

    function test_LetsTheGroupOfTheSnapshotVote() public {
        uint256 root = group.root();
        _enrolUpTo(6);
        (uint256 votingRoot, uint256 size, uint256 proofDepth) = governor.proposalElectorate(id);
        require(votingRoot == root && size == 5 && proofDepth == 20, "electorate");
        uint256 later = _proposePayments(3, 0).id;
        _open(later);
        (votingRoot, size, ) = governor.proposalElectorate(later);
        require(votingRoot == group.root() && size == 6, "later");
    }

    function test_BatchCountsWhatSingleCastsCount() public {
        Ballot[] memory ballots = new Ballot[](3);
        ballots[0] = createBallot(ALICE, votesOf(3, -4));
        ballots[1] = createBallot(BOB, votesOf(-1, 2));
        ballots[2] = createRevision(ballots[0], votesOf(0, 9));
        require(governor.castBallots(id, ballots) == 3, "counted");
        _requireTally(2, 0, 0);

        uint256 single = _proposePayments(2, 1).id;
        _open(single);
        for (uint256 i = 0; i < 3; ++i) governor.castBallot(single, ballots[i]);
        require(_tallyHash(single) != 0 && _tallyHash(single) == _tallyHash(id), "same tally");
    }

    function test_BatchSkipsWhatIsCountedAlready() public {
        Ballot[] memory ballots = new Ballot[](3);
        ballots[0] = createBallot(ALICE, votesOf(3, -4));
        ballots[1] = createBallot(BOB, votesOf(-1, 0));
        ballots[2] = createBallot(0xC, votesOf(5, 0));
        governor.castBallot(id, ballots[1]);
        vm.expectEmit(address(governor));
        emit IGovernorPersonhood.BallotCast(id, ALICE, 0, ballots[0].words);
        vm.expectEmit(address(governor));
        emit IGovernorPersonhood.BallotSkipped(id, BOB, 0, SkipReason.RevisionNotHigher);
        vm.expectEmit(address(governor));
        emit IGovernorPersonhood.BallotCast(id, 0xC, 0, ballots[2].words);
        require(governor.castBallots(id, ballots) == 2, "counted");
        _requireTally(3, 8, 4);
        require(governor.castBallots(id, ballots) == 0, "none");
        _requireTally(3, 8, 4);
    }

    function test_BatchSkipsABallotAfterALaterRevision() public {
        Ballot memory first = createBallot(ALICE, votesOf(3, -4));
        Ballot memory second = createRevision(first, votesOf(1, 1));
        governor.castBallot(id, first);
        governor.castBallot(id, second);
        _expectSkip(0, SkipReason.RevisionNotHigher);
        require(governor.castBallots(id, _batchOf(first)) == 0, "counted");
        _requireTally(1, 1, 0);
    }

    function test_BatchSkipsABallotThatReplacesAnother() public {
        Ballot memory first = createBallot(ALICE, votesOf(3, -4));
        Ballot memory third = createRevision(createRevision(first, votesOf(2, 2)), votesOf(1, 1));
        governor.castBallot(id, first);
        _expectSkip(2, SkipReason.ReplacedBallotMismatch);
        require(governor.castBallots(id, _batchOf(third)) == 0, "counted");

        third.replacedWords = first.words;
        require(governor.castBallots(id, _batchOf(third)) == 1, "counted");
        _requireTally(1, 1, 0);
    }

    function test_BatchSkipsAReplacementOfNothing() public {
        Ballot memory second = createRevision(createBallot(ALICE, votesOf(3, -4)), votesOf(1, 1));
        _expectSkip(1, SkipReason.ReplacedBallotMismatch);
        require(governor.castBallots(id, _batchOf(second)) == 0, "counted");
        _requireTally(0, 0, 0);
    }

    function test_BatchCountsAPersonOnceWhoStandsInItTwice() public {
        Ballot[] memory ballots = new Ballot[](2);
        ballots[0] = createBallot(ALICE, votesOf(3, -4));
        ballots[1] = createBallot(ALICE, votesOf(9, 0));
        require(governor.castBallots(id, ballots) == 1, "counted");
        _requireTally(1, 3, 4);
    }

    function test_BatchRevertsForABallotThatCanNeverCount() public {
        Ballot[] memory ballots = new Ballot[](2);
        ballots[0] = createBallot(ALICE, votesOf(3, -4));
        ballots[1] = _unproved(BOB);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorPersonhood.BallotBatchProofInvalid.selector, 2)
        );
        governor.castBallots(id, ballots);

        ballots[1] = createBallot(BOB, votesOf(10, 1));
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.BallotVoiceCreditsExceeded.selector,
                101,
                100
            )
        );
        governor.castBallots(id, ballots);
        _requireTally(0, 0, 0);
    }

    function test_RefusesAnEmptyBatch() public {
        vm.expectRevert(IGovernorPersonhood.BallotBatchEmpty.selector);
        governor.castBallots(id, new Ballot[](0));
    }

    function test_RefusesABatchOutsideTheWindow() public {
        Ballot[] memory ballots = _batchOf(createBallot(ALICE, votesOf(1, 0)));
        _close(id);
        _expectState(IGovernor.ProposalState.Defeated);
        governor.castBallots(id, ballots);
    }

    function test_LetsNoAddressVote() public {
        require(governor.getVotes(address(this), _now() - 1) == 0, "votes");
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVote(id, 1);
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVoteWithReason(id, 1, "because");
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVoteWithReasonAndParams(id, 1, "because", hex"01");
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVoteWithReasonAndParamsBySig(id, 1, address(this), "because", hex"01", "");
    }

    function test_LetsNoSignatureVote() public {
        address voter = vm.addr(0xB0B);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Garden"),
                keccak256("1"),
                block.chainid,
                address(governor)
            )
        );
        bytes32 vote = keccak256(
            abi.encode(governor.BALLOT_TYPEHASH(), id, uint8(1), voter, uint256(0))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            0xB0B,
            keccak256(abi.encodePacked(hex"1901", domain, vote))
        );
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVoteBySig(id, 1, voter, abi.encodePacked(r, s, v));
    }

    function test_TellsNobodyWhoHasVoted() public {
        _cast(id, uint256(uint160(address(this))), votesOf(1, 0));
        require(!governor.hasVoted(id, address(this)), "hasVoted");
    }

    function _unproved(uint256 nullifier) private pure returns (Ballot memory ballot) {
        ballot = createBallot(nullifier, votesOf(1, 0));
        ballot.proof[0] = 1;
    }

    function _batchOf(Ballot memory ballot) private pure returns (Ballot[] memory ballots) {
        ballots = new Ballot[](1);
        ballots[0] = ballot;
    }

    function _expectSkip(uint16 revision, SkipReason reason) private {
        vm.expectEmit(address(governor));
        emit IGovernorPersonhood.BallotSkipped(id, ALICE, revision, reason);
    }

    function _expectNotHigher(uint16 counted, uint16 given) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorPersonhood.BallotRevisionNotHigher.selector,
                ALICE,
                counted,
                given
            )
        );
    }

    function _expectMismatch() private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorPersonhood.BallotReplacedWordsMismatch.selector, ALICE)
        );
    }

    function _expectState(IGovernor.ProposalState current) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                current,
                bytes32(1 << uint8(IGovernor.ProposalState.Active))
            )
        );
    }

    function _requireClosed(IGovernor.ProposalState current) private {
        Ballot memory ballot = createBallot(0xC, votesOf(1, 0));
        _expectState(current);
        governor.castBallot(id, ballot);
    }

    function _requireCounted(
        uint256 nullifier,
        bool counted,
        uint16 revision,
        bytes32 message
    ) private view {
        (bool isCounted, uint16 countedRevision, bytes30 digest) = governor.ballotOf(id, nullifier);
        require(isCounted == counted && countedRevision == revision, "ballot");
        require(digest == bytes30(message), "digest");
    }

    /// @dev How many people voted, the votes for option 0 and those against option 1.
    function _requireTally(uint256 voters, uint256 votesFor, uint256 votesAgainst) private view {
        (uint256 actual, OptionTally[] memory options) = governor.proposalTally(id);
        require(actual == voters, "voters");
        require(options[0].votesFor == votesFor, "votes for");
        require(options[1].votesAgainst == votesAgainst, "votes against");
    }

    function _tallyHash(uint256 proposalId) private view returns (bytes32) {
        (uint256 voters, OptionTally[] memory options) = governor.proposalTally(proposalId);
        return keccak256(abi.encode(voters, options));
    }
}
