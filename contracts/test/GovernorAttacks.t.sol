// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {PersonhoodGovernor} from "../src/governance/PersonhoodGovernor.sol";
import {OptionTally} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {Ballot, IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {RecordingBallotVerifier} from "./support/RecordingBallotVerifier.sol";
import {createBallot, createRevision, votesOf} from "./support/ballots.sol";
import {treeSiblings} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice What somebody tries who sees every ballot before it is counted, brings them as they like, and is a person
/// themselves. The verifier believes what members proved and nothing else.
contract GovernorAttacksTest is GovernorFixture {
    uint256 private constant MEMBERS = 4;
    uint256 private constant DEPTH = 20;
    address private constant MALLORY = address(0x3A110);

    RecordingBallotVerifier private verifier;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        verifier = new RecordingBallotVerifier();
        governor = _deployGovernor();
        _enrolUpTo(MEMBERS);
        id = _proposePayments(2, 0).id;
        _open(id);
    }

    // A proof for one place is brought to another

    function test_ReplaysNoBallotOnAnotherProposal() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        uint256 other = governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
        _open(other);
        _requireRefused(governor, other, _proved(1, votesOf(3, 0)));
    }

    function test_ReplaysNoBallotOnAnotherGovernorOfTheGroup() public {
        Ballot memory ballot = _proved(1, votesOf(3, 0));
        (PersonhoodGovernor original, uint256 originalId) = (governor, id);
        governor = _deployGovernor();
        uint256 twin = _proposePayments(2, 0).id;
        require(twin == originalId, "the same proposal");
        _open(twin);
        _requireRefused(governor, twin, ballot);
        vm.warp(original.proposalDeadline(originalId));
        original.castBallot(originalId, ballot);
    }

    /// @dev Both sides of a fork have the same group, governor and proposal.
    function test_ReplaysNoBallotOnAnotherChain() public {
        uint256 chain = block.chainid;
        Ballot memory ballot = _proved(1, votesOf(3, 0));
        vm.chainId(chain + 1);
        _requireRefused(governor, id, ballot);
        vm.chainId(chain);
        governor.castBallot(id, ballot);
    }

    /// @dev What was proved for the group of another snapshot, or at another depth.
    function test_ReplaysNoProofOfAnotherGroup() public {
        Ballot memory ballot = createBallot(1, votesOf(3, 0));
        (uint256 root, uint256 scope) = (group.root(), governor.proposalScope(id));
        verifier.prove(root ^ 1, scope, DEPTH, 1, _messageOf(ballot));
        verifier.prove(root, scope, 32, 1, _messageOf(ballot));
        _requireRefused(governor, id, ballot);
    }

    // A ballot is altered on its way

    function test_AltersNoBallotInTheMempool() public {
        Ballot memory ballot = _proved(1, votesOf(3, -4));
        Ballot memory altered = _copy(ballot);
        for (uint256 bit = 0; bit < 32; ++bit) {
            // The highest bits of a vote make it cost more than there is.
            if (bit % 16 > 2) continue;
            altered.words[0] = ballot.words[0] ^ (1 << bit);
            _requireRefused(governor, id, altered);
        }
        altered = _copy(ballot);
        for (uint256 bit = 0; bit < 16; ++bit) {
            altered.revision = uint16(1 << bit);
            _requireRefused(governor, id, altered);
        }
        altered = _copy(ballot);
        altered.nullifier = 2;
        _requireRefused(governor, id, altered);
        governor.castBallot(id, ballot);
    }

    /// @dev The words that a ballot replaces are not part of what was proved: they can be what is counted only.
    function test_AltersNothingByTheReplacedWords() public {
        Ballot memory first = _proved(1, votesOf(3, -4));
        Ballot memory second = _provedRevision(first, votesOf(1, 0));
        governor.castBallot(id, first);
        Ballot memory altered = _copy(second);
        altered.replacedWords = createBallot(1, votesOf(4, -4)).words;
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorPersonhood.BallotReplacedWordsMismatch.selector, 1)
        );
        vm.prank(MALLORY);
        governor.castBallot(id, altered);
        governor.castBallot(id, second);
        _requireTally(1, 1, 0);
    }

    /// @dev Somebody keeps a ballot that was replaced, and brings it once more.
    function test_BringsNoReplacedBallotBack() public {
        Ballot memory first = _proved(1, votesOf(3, -4));
        Ballot memory second = _provedRevision(first, votesOf(1, 0));
        governor.castBallot(id, first);
        governor.castBallot(id, second);
        Ballot memory again = _copy(first);
        again.replacedWords = second.words;
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorPersonhood.BallotRevisionNotHigher.selector, 1, 1, 0)
        );
        vm.prank(MALLORY);
        governor.castBallot(id, again);
        require(governor.castBallots(id, _batchOf(again)) == 0, "batch");
        _requireTally(1, 1, 0);
    }

    // A batch is stopped

    /// @dev Mallory casts one ballot of the batch first, whichever; the rest is counted all the same.
    function test_StopsNoBatchByCastingOneOfItsBallotsFirst() public {
        for (uint256 taken = 0; taken < MEMBERS; ++taken) {
            if (taken > 0) _renewProposal();
            Ballot[] memory ballots = new Ballot[](MEMBERS);
            for (uint256 i = 0; i < MEMBERS; ++i) ballots[i] = _proved(i + 1, votesOf(1, -1));
            vm.prank(MALLORY);
            governor.castBallot(id, ballots[taken]);
            require(governor.castBallots(id, ballots) == MEMBERS - 1, "counted");
            _requireTally(MEMBERS, MEMBERS, MEMBERS);
        }
    }

    /// @dev Mallory is a member, and first casts another ballot of their own than the batch has.
    function test_StopsNoBatchByOvertakingOnesOwnBallot() public {
        for (uint16 revision = 0; revision < 3; ++revision) {
            if (revision > 0) _renewProposal();
            Ballot memory own = createBallot(1, votesOf(2, 0));
            own.revision = revision;
            _prove(own);
            Ballot[] memory ballots = new Ballot[](2);
            ballots[0] = createBallot(1, votesOf(1, 0));
            ballots[0].revision = 1;
            _prove(ballots[0]);
            ballots[1] = _proved(2, votesOf(5, 0));
            vm.prank(MALLORY);
            governor.castBallot(id, own);
            require(governor.castBallots(id, ballots) == 1, "counted");
            _requireTally(2, 7, 0);
        }
    }

    // A person counts twice

    function test_CountsNobodyTwiceByTheFieldsModulus() public {
        Ballot memory ballot = _proved(1, votesOf(3, 0));
        governor.castBallot(id, ballot);
        Ballot memory twin = _copy(ballot);
        for (uint256 times = 1; times <= 5; ++times) {
            twin.nullifier = 1 + times * SNARK_SCALAR_FIELD;
            bytes memory reason = abi.encodeWithSelector(
                IGovernorPersonhood.BallotNullifierOutOfField.selector,
                twin.nullifier
            );
            // Even if the verifier reduced it.
            _prove(twin);
            vm.expectRevert(reason);
            governor.castBallot(id, twin);
            vm.expectRevert(reason);
            governor.castBallots(id, _batchOf(twin));
        }
        _requireTally(1, 3, 0);
    }

    /// @dev Who rotates while people vote has two identities, of which the snapshot's group has one.
    function test_CountsNobodyTwiceWhoRotatesAfterTheSnapshot() public {
        governor.castBallot(id, _proved(1, votesOf(3, 0)));
        _rotate(1, 0x0E11);
        // The new identity's nullifier is another; what it can prove is about the group with it.
        Ballot memory second = createBallot(0x0E11, votesOf(3, 0));
        uint256 scope = governor.proposalScope(id);
        verifier.prove(group.root(), scope, DEPTH, second.nullifier, _messageOf(second));
        vm.warp(_now() + 1);
        _requireRefused(governor, id, second);
        _requireTally(1, 3, 0);
    }

    /// @dev Who rotates before the snapshot votes with the new identity; the old one's group is past.
    function test_CountsNobodyTwiceWhoRotatesBeforeTheSnapshot() public {
        uint256 oldRoot = group.root();
        Proposal memory proposal = _callProposal(_payee(0), "");
        id = governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
        vm.warp(governor.proposalSnapshot(id));
        _rotate(1, 0x0E11);
        _open(id);
        Ballot memory first = createBallot(1, votesOf(3));
        verifier.prove(oldRoot, governor.proposalScope(id), DEPTH, 1, _messageOf(first));
        _requireRefused(governor, id, first);
        governor.castBallot(id, _proved(0x0E11, votesOf(3)));
    }

    // The electorate and the quorum are shifted during the vote

    /// @dev Friends who enrol during the vote can neither vote nor put the quorum within or out of reach.
    function test_ShiftsNoQuorumByEnrollingDuringTheVote() public {
        uint256 snapshot = governor.proposalSnapshot(id);
        uint256 quorum = governor.quorum(snapshot);
        uint256 root = group.root();
        Ballot memory friend = createBallot(MEMBERS + 1, votesOf(1, 0));
        _enrolUpTo(40);
        uint256 scope = governor.proposalScope(id);
        verifier.prove(group.root(), scope, DEPTH, friend.nullifier, _messageOf(friend));
        vm.warp(_now() + 1);
        _requireRefused(governor, id, friend);
        (uint256 votingRoot, uint256 size, ) = governor.proposalElectorate(id);
        require(votingRoot == root && size == MEMBERS, "electorate");
        require(governor.quorum(snapshot) == quorum && quorum == 1, "quorum");
        require(governor.quorum(_now() - 1) == 10, "later quorum");

        governor.castBallot(id, _provedFor(root, 1, votesOf(1, 0)));
        _close(id);
        _requireState(id, IGovernor.ProposalState.Succeeded);
    }

    // Support

    function _deployGovernor() private returns (PersonhoodGovernor) {
        PersonhoodGovernor.Settings memory settings = _settings();
        settings.ballotVerifier = verifier;
        return deployer.deployGovernor(settings);
    }

    /// @dev The same proposal of another governor.
    function _renewProposal() private {
        governor = _deployGovernor();
        id = _proposePayments(2, 0).id;
        _open(id);
    }

    function _rotate(uint256 person, uint256 commitment) private {
        uint256[] memory leaves = new uint256[](group.size());
        for (uint256 i = 0; i < leaves.length; ++i) leaves[i] = i + 1;
        group.rotate(commitment, treeSiblings(leaves, person - 1), abi.encode(person));
    }

    function _proved(uint256 nullifier, int256[] memory votes) private returns (Ballot memory) {
        (uint256 root, , ) = governor.proposalElectorate(id);
        return _provedFor(root, nullifier, votes);
    }

    function _provedFor(
        uint256 root,
        uint256 nullifier,
        int256[] memory votes
    ) private returns (Ballot memory ballot) {
        ballot = createBallot(nullifier, votes);
        verifier.prove(root, governor.proposalScope(id), DEPTH, nullifier, _messageOf(ballot));
    }

    function _provedRevision(
        Ballot memory replaced,
        int256[] memory votes
    ) private returns (Ballot memory ballot) {
        ballot = createRevision(replaced, votes);
        _prove(ballot);
    }

    function _prove(Ballot memory ballot) private {
        (uint256 root, , ) = governor.proposalElectorate(id);
        uint256 scope = governor.proposalScope(id);
        verifier.prove(root, scope, DEPTH, ballot.nullifier, _messageOf(ballot));
    }

    /// @dev Neither alone nor in a batch.
    function _requireRefused(
        PersonhoodGovernor governor_,
        uint256 proposalId,
        Ballot memory ballot
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorPersonhood.BallotProofInvalid.selector,
                ballot.nullifier
            )
        );
        vm.prank(MALLORY);
        governor_.castBallot(proposalId, ballot);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorPersonhood.BallotProofInvalid.selector,
                ballot.nullifier
            )
        );
        vm.prank(MALLORY);
        governor_.castBallots(proposalId, _batchOf(ballot));
        (bool counted, , ) = governor_.ballotOf(proposalId, ballot.nullifier);
        require(!counted, "counted");
    }

    function _requireTally(uint256 voters, uint256 votesFor, uint256 votesAgainst) private view {
        (uint256 actual, OptionTally[] memory options) = governor.proposalTally(id);
        require(actual == voters, "voters");
        require(options[0].votesFor == votesFor, "votes for");
        require(options[1].votesAgainst == votesAgainst, "votes against");
    }

    function _batchOf(Ballot memory ballot) private pure returns (Ballot[] memory ballots) {
        ballots = new Ballot[](1);
        ballots[0] = ballot;
    }

    function _copy(Ballot memory ballot) private pure returns (Ballot memory) {
        return abi.decode(abi.encode(ballot), (Ballot));
    }

    function _messageOf(Ballot memory ballot) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(ballot.revision, ballot.words)));
    }
}
