// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {OptionTally} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {
    IGovernorMemberProposals,
    MemberProposal
} from "../src/interfaces/IGovernorMemberProposals.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {Ballot} from "../src/interfaces/IGovernorPersonhood.sol";
import {IGovernorSecretBallots} from "../src/interfaces/IGovernorSecretBallots.sol";
import {ISecretBallotBox} from "../src/interfaces/ISecretBallotBox.sol";
import {SecretFixture} from "./support/SecretFixture.sol";
import {createBallot, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice What a secret proposal is to its governor: open until its totals are there, then like any other.
contract GovernorSecretBallotsTest is SecretFixture {
    Proposal private secret;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(4);
        secret = _proposeSecret(2);
    }

    function test_SaysOfASecretProposalWhichCommitteeItNames() public {
        require(governor.proposalLayout(secret.id).committee == committee, "layout");
        require(governor.trusteeCommittee() == committee, "committee");
        require(governor.secretBallotBox() == box, "box");
        // The same but for its secrecy has another id.
        Proposal memory open = _proposePayments(2, 0);
        require(open.id != secret.id && governor.proposalLayout(open.id).committee == 0, "open");
        uint256 id = governor.getProposalId(
            secret.targets,
            secret.values,
            secret.calldatas,
            keccak256(bytes(secret.description))
        );
        require(id == secret.id, "the id commits to the committee");
    }

    function test_TellsOfSecrecyWhenItIsProposed() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _draft(3);
        uint256 id = governor.getProposalId(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(string.concat(proposal.description, _line(layout))))
        );
        vm.expectEmit(address(governor));
        emit IGovernorOptions.SecretProposalCreated(id, committee);
        _proposeOptions(proposal, layout);
    }

    function test_TakesSecretProposalsOfItsCommitteeAlone() public {
        bytes32 other = _register(3, 2, 2);
        (Proposal memory proposal, OptionsLayout memory layout) = _draft(1);
        layout.committee = other;
        _expectNotApproved(other);
        _proposeOptions(proposal, layout);

        (proposal, layout) = _draft(5);
        vm.expectRevert(
            abi.encodeWithSelector(ISecretBallotBox.SecretOptionsExceedCapacity.selector, 5, 4)
        );
        _proposeOptions(proposal, layout);

        _decide(abi.encodeCall(IGovernorSecretBallots.setTrusteeCommittee, (other)));
        (proposal, layout) = _draft(1);
        _expectNotApproved(committee);
        _proposeOptions(proposal, layout);
        layout.committee = other;
        _proposeOptions(proposal, layout);

        _decide(abi.encodeCall(IGovernorSecretBallots.setTrusteeCommittee, (0)));
        (proposal, layout) = _draft(2);
        layout.committee = other;
        _expectNotApproved(other);
        _proposeOptions(proposal, layout);
    }

    function test_RefusesOpenBallotsOnASecretProposal() public {
        _open(secret.id);
        Ballot memory ballot = createBallot(1, votesOf(1, 1));
        Ballot[] memory ballots = new Ballot[](1);
        ballots[0] = ballot;
        bytes memory reason = abi.encodeWithSelector(
            IGovernorSecretBallots.GovernorBallotsSecret.selector,
            secret.id
        );
        vm.expectRevert(reason);
        governor.castBallot(secret.id, ballot);
        // Nor after a secret one, nor once the totals are known.
        _boxBallot(_ballot(1, 5, votesOf(1, 1)), secret.id);
        vm.expectRevert(reason);
        governor.castBallots(secret.id, ballots);
    }

    function test_StaysActiveUntilItsTotalsAreKnown() public {
        _requireState(secret.id, IGovernor.ProposalState.Pending);
        _open(secret.id);
        _requireState(secret.id, IGovernor.ProposalState.Active);
        _close(secret.id);
        _requireState(secret.id, IGovernor.ProposalState.Active);
        vm.warp(_now() + 3_650 days);
        _requireState(secret.id, IGovernor.ProposalState.Active);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                secret.id,
                IGovernor.ProposalState.Active,
                bytes32(1 << uint8(IGovernor.ProposalState.Succeeded))
            )
        );
        _queue(secret);
        _record(3, (5 << 32) | 4, 9);
        _requireState(secret.id, IGovernor.ProposalState.Succeeded);
        (uint256 voters, OptionTally[] memory tally) = governor.proposalTally(secret.id);
        require(voters == 3 && tally.length == 2, "voters");
        require(tally[0].votesFor == 4 && tally[0].votesAgainst == 5, "first");
        require(tally[1].votesFor == 9 && tally[1].votesAgainst == 0, "second");
        require(tally[0].creditsSpent == 0 && tally[1].creditsSpent == 0, "credits");
        bool[] memory passing = governor.passingOptions(secret.id);
        require(!passing[0] && passing[1], "passing");
        _queue(secret);
        vm.warp(_now() + TIMELOCK_DELAY);
        _execute(secret);
        _requireState(secret.id, IGovernor.ProposalState.Executed);
        require(_payee(0).balance == 0 && _payee(1).balance == 2 ether, "paid");
    }

    function test_IsDefeatedByItsTotals() public {
        _close(secret.id);
        _record(3, 1 << 32, 0);
        _requireState(secret.id, IGovernor.ProposalState.Defeated);
    }

    /// @dev Four people, of whom a quarter must vote: nobody is too few, whatever the totals.
    function test_IsDefeatedWithoutAQuorum() public {
        _close(secret.id);
        _record(0, 0, 0);
        _requireState(secret.id, IGovernor.ProposalState.Defeated);
    }

    function test_TakesTotalsFromItsBoxAloneAndOnce() public {
        uint256[] memory totals = new uint256[](2);
        address[3] memory others = [address(this), address(timelock), address(governor)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(others[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorSecretBallots.GovernorOnlyBallotBox.selector,
                    others[i]
                )
            );
            governor.recordSecretTally(secret.id, 1, totals);
        }
        _close(secret.id);
        _record(1, 0, 1);
        _expectNotAwaited(secret.id);
        vm.prank(address(box));
        governor.recordSecretTally(secret.id, 1, totals);
        uint256 open = _proposePayments(2, 0).id;
        _expectNotAwaited(open);
        vm.prank(address(box));
        governor.recordSecretTally(open, 1, totals);
        _expectNotAwaited(99);
        vm.prank(address(box));
        governor.recordSecretTally(99, 1, totals);
    }

    function test_IsCancelledByGovernanceAlone() public {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this))
        );
        governor.cancelSecretProposal(
            secret.targets,
            secret.values,
            secret.calldatas,
            keccak256(bytes(secret.description))
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this))
        );
        governor.setTrusteeCommittee(0);

        _open(secret.id);
        _boxBallot(_ballot(1, 5, votesOf(1, 1)), secret.id);
        _close(secret.id);
        box.close(address(governor), secret.id);
        _decide(_cancelCall(secret));
        _requireState(secret.id, IGovernor.ProposalState.Canceled);
        uint256[] memory share = _share(1, 5, 2);
        uint256[8] memory proof;
        vm.expectRevert(
            abi.encodeWithSelector(ISecretBallotBox.SecretProposalNotActive.selector, secret.id)
        );
        box.submitShare(address(governor), secret.id, 1, share, proof);
        vm.expectRevert(
            abi.encodeWithSelector(ISecretBallotBox.SecretProposalNotActive.selector, secret.id)
        );
        box.finalise(
            address(governor),
            secret.id,
            new uint256[](0),
            new uint256[][](0),
            new uint256[](2)
        );
    }

    function test_IsCancelledNoMoreOnceItsTotalsAreKnown() public {
        _close(secret.id);
        _record(3, 1, 1);
        Proposal memory cancelling = _agreed(_cancelCall(secret));
        _expectNotAwaited(secret.id);
        _execute(cancelling);
        // Nor is a proposal whose ballots are open.
        Proposal memory open = _proposePayments(2, 0);
        cancelling = _agreed(_cancelCall(open));
        _expectNotAwaited(open.id);
        _execute(cancelling);
        _requireState(open.id, IGovernor.ProposalState.Defeated);
    }

    function test_LetsMembersProposeInSecret() public {
        _decide(abi.encodeCall(IGovernorMemberProposals.setMemberProposalLimit, (1)));
        vm.warp(_now() + 14 days);
        (Proposal memory proposal, OptionsLayout memory layout) = _draft(2);
        MemberProposal memory member;
        member.nullifier = 77;
        uint256 id = governor.proposeAsMember(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            layout,
            proposal.description,
            member
        );
        _open(id);
        _boxBallot(_ballot(1, 5, votesOf(1, 1)), id);
        _close(id);
        _requireState(id, IGovernor.ProposalState.Active);
    }

    /// @dev A governor without a box has no committee either, and takes no secret proposals.
    function test_TakesNoSecretProposalsWithoutABox() public {
        bytes32 named = committee;
        (box, committee) = (ISecretBallotBox(address(0)), 0);
        governor = deployer.deployGovernor(_settings());
        require(address(governor.secretBallotBox()) == address(0), "no box");
        committee = named;
        (Proposal memory proposal, OptionsLayout memory layout) = _draft(2);
        _expectNotApproved(named);
        _proposeOptions(proposal, layout);
    }

    /// @dev A secret proposal of one call, not yet made.
    function _draft(
        uint8 optionCount
    ) private view returns (Proposal memory proposal, OptionsLayout memory layout) {
        proposal = _callProposal(_payee(9), abi.encode(optionCount));
        layout = OptionsLayout(optionCount, 0, VOICE_CREDITS, new uint8[](1), committee);
    }

    function _record(uint256 voters, uint256 first, uint256 second) private {
        uint256[] memory totals = new uint256[](2);
        (totals[0], totals[1]) = (first, second);
        vm.expectEmit(address(governor));
        emit IGovernorSecretBallots.SecretTallyRecorded(secret.id, voters, totals);
        vm.prank(address(box));
        governor.recordSecretTally(secret.id, voters, totals);
    }

    function _cancelCall(Proposal memory proposal) private pure returns (bytes memory) {
        return
            abi.encodeCall(
                IGovernorSecretBallots.cancelSecretProposal,
                (
                    proposal.targets,
                    proposal.values,
                    proposal.calldatas,
                    keccak256(bytes(proposal.description))
                )
            );
    }

    /// @dev A call of the governor to itself that was voted for and has waited.
    function _agreed(bytes memory data) private returns (Proposal memory proposal) {
        proposal = _proposeCall(address(governor), data);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1));
        _close(proposal.id);
        _queue(proposal);
        vm.warp(_now() + TIMELOCK_DELAY);
    }

    function _decide(bytes memory data) private {
        _execute(_agreed(data));
    }

    function _expectNotApproved(bytes32 named) private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorOptions.GovernorCommitteeNotApproved.selector, named)
        );
    }

    function _expectNotAwaited(uint256 id) private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorSecretBallots.GovernorTotalsNotAwaited.selector, id)
        );
    }
}
