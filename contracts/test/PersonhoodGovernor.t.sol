// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {PersonhoodGovernor} from "../src/governance/PersonhoodGovernor.sol";
import {IGovernorCountingQuadratic} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice What passes is executed through the timelock, and nothing else.
contract PersonhoodGovernorTest is GovernorFixture {
    function setUp() public override {
        super.setUp();
        _enrolUpTo(4);
    }

    function test_PaysForPassingOptionsOnly() public {
        Proposal memory proposal = _proposePayments(3, 0);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(3, -2, 1));
        _cast(proposal.id, 2, votesOf(-3, 1, 1));
        _carryOut(proposal);
        _requirePaid(0, 0);
        _requirePaid(1, 0);
        _requirePaid(2, 3 ether);
        require(address(timelock).balance == 97 ether, "treasury");
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_PaysForTheBestOptionsOnlyWhereWinnersAreLimited() public {
        Proposal memory proposal = _proposePayments(3, 2);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(4, 3, 4));
        _carryOut(proposal);
        _requirePaid(0, 1 ether);
        _requirePaid(1, 0);
        _requirePaid(2, 3 ether);
    }

    function test_RunsEveryCallOfAPassingOption() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.targets = new address[](4);
        proposal.values = new uint256[](4);
        proposal.calldatas = new bytes[](4);
        OptionsLayout memory layout = OptionsLayout(2, 0, 100, new uint8[](4), 0);
        for (uint256 i = 0; i < 4; ++i) {
            (proposal.targets[i], proposal.values[i]) = (_payee(i), 1 ether);
            layout.callOptions[i] = uint8((i + 1) % 2);
        }
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(-1, 1));
        _carryOut(proposal);
        _requirePaid(0, 1 ether);
        _requirePaid(1, 0);
        _requirePaid(2, 1 ether);
        _requirePaid(3, 0);
    }

    function test_ExecutesAPassingOptionWithoutCalls() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.values[0] = 1 ether;
        _proposeOptions(proposal, OptionsLayout(2, 0, 100, new uint8[](1), 0));
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(-1, 1));
        _carryOut(proposal);
        _requirePaid(0, 0);
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_ExecutesAnOrdinaryProposal() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.values[0] = 2 ether;
        proposal.id = governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
        _open(proposal.id);
        _requireState(proposal.id, IGovernor.ProposalState.Active);
        _cast(proposal.id, 1, votesOf(1));
        _carryOut(proposal);
        _requirePaid(0, 2 ether);
    }

    /// @dev Their texts, layouts and passing calls are the same; only what does not run differs.
    function test_ExecutesBothOfTwoAlikeProposals() public {
        Proposal memory first = _proposePayments(2, 0);
        OptionsLayout memory layout = governor.proposalLayout(first.id);
        Proposal memory second = _callProposal(_payee(0), "");
        second.targets = new address[](2);
        second.values = new uint256[](2);
        second.calldatas = new bytes[](2);
        (second.targets[0], second.values[0]) = (_payee(0), 1 ether);
        (second.targets[1], second.values[1]) = (_payee(5), 1 ether);
        second.description = TEXT;
        _proposeOptions(second, layout);

        _open(first.id);
        _cast(first.id, 1, votesOf(1, -1));
        _cast(second.id, 1, votesOf(1, -1));
        _close(first.id);
        _queue(first);
        _queue(second);
        vm.warp(_now() + TIMELOCK_DELAY);
        _execute(first);
        _execute(second);
        _requirePaid(0, 2 ether);
        _requirePaid(5, 0);
    }

    function test_WaitsForTheTimelock() public {
        Proposal memory proposal = _succeeded();
        _queue(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Queued);
        require(governor.proposalEta(proposal.id) == _now() + TIMELOCK_DELAY, "eta");
        vm.warp(_now() + TIMELOCK_DELAY - 1);
        vm.expectRevert();
        _execute(proposal);
        vm.warp(_now() + 1);
        _execute(proposal);
        _requirePaid(0, 1 ether);
    }

    function test_ExecutesNothingThatIsNotQueued() public {
        Proposal memory proposal = _succeeded();
        _expectState(
            proposal.id,
            IGovernor.ProposalState.Succeeded,
            IGovernor.ProposalState.Queued
        );
        _execute(proposal);
    }

    function test_ExecutesNothingTwice() public {
        Proposal memory proposal = _succeeded();
        _carryOut(proposal);
        _expectState(proposal.id, IGovernor.ProposalState.Executed, IGovernor.ProposalState.Queued);
        _execute(proposal);
        _requirePaid(0, 1 ether);
    }

    function test_QueuesNothingBeforeVotingEndsNorAfterDefeat() public {
        Proposal memory proposal = _proposePayments(2, 0);
        _open(proposal.id);
        _expectState(
            proposal.id,
            IGovernor.ProposalState.Active,
            IGovernor.ProposalState.Succeeded
        );
        _queue(proposal);
        _close(proposal.id);
        _expectState(
            proposal.id,
            IGovernor.ProposalState.Defeated,
            IGovernor.ProposalState.Succeeded
        );
        _queue(proposal);
    }

    function test_QueuesNoOtherCallsThanWereProposed() public {
        Proposal memory proposal = _succeeded();
        proposal.targets[0] = address(0xD00D);
        uint256 other = governor.hashProposal(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, other)
        );
        _queue(proposal);
    }

    function test_LetsTheProposerAloneWithdrawBeforeVotingOpens() public {
        Proposal memory proposal = _proposePayments(2, 0);
        vm.prank(address(0xD00D));
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnableToCancel.selector,
                proposal.id,
                address(0xD00D)
            )
        );
        _cancel(proposal);
        _cancel(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Canceled);

        Proposal memory opened = _proposePayments(3, 0);
        _open(opened.id);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnableToCancel.selector,
                opened.id,
                address(this)
            )
        );
        _cancel(opened);
    }

    function test_ChangesItsSettingsByGovernance() public {
        _decide(abi.encodeCall(GovernorSettings.setVotingDelay, (1 days)));
        require(governor.votingDelay() == 1 days, "delay");
        _decide(abi.encodeCall(GovernorSettings.setVotingPeriod, (1 weeks)));
        require(governor.votingPeriod() == 1 weeks, "period");
        _decide(abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (65_535)));
        require(governor.defaultVoiceCredits() == 65_535, "credits");
        _decide(abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (1)));
        require(governor.quorumNumerator() == 1, "quorum");
        _decide(abi.encodeCall(GovernorSettings.setProposalThreshold, (0)));
        require(governor.proposalThreshold() == 0, "threshold");
    }

    function test_GivesNewOrdinaryProposalsTheNewBudget() public {
        uint256 before = _proposeCall(_payee(0), hex"01").id;
        _decide(abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25)));
        uint256 afterwards = _proposeCall(_payee(0), hex"02").id;
        require(governor.proposalLayout(before).voiceCredits == VOICE_CREDITS, "before");
        require(governor.proposalLayout(afterwards).voiceCredits == 25, "afterwards");
    }

    function test_LetsNobodyElseChangeItsSettings() public {
        bytes[5] memory calls = [
            abi.encodeCall(GovernorSettings.setVotingDelay, (1 days)),
            abi.encodeCall(GovernorSettings.setVotingPeriod, (1 weeks)),
            abi.encodeCall(GovernorSettings.setProposalThreshold, (0)),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1)),
            abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (1))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory reason) = address(governor).call(calls[i]);
            bytes memory expected = abi.encodeWithSelector(
                IGovernor.GovernorOnlyExecutor.selector,
                address(this)
            );
            require(!success && keccak256(reason) == keccak256(expected), "only governance");
        }
    }

    function test_CannotRaiseTheProposalThreshold() public {
        Proposal memory proposal = _agreed(
            abi.encodeCall(GovernorSettings.setProposalThreshold, (1))
        );
        vm.expectRevert(
            abi.encodeWithSelector(
                PersonhoodGovernor.GovernorProposalThresholdUnsupported.selector,
                1
            )
        );
        _execute(proposal);
        require(governor.proposalThreshold() == 0, "threshold");
    }

    function test_KeepsItsBudgetAboveZero() public {
        Proposal memory proposal = _agreed(
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (0))
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidVoiceCredits.selector, 0)
        );
        _execute(proposal);
    }

    function test_RefusesToStartWithoutABudgetOrWithAQuorumAboveOne() public {
        PersonhoodGovernor.Settings memory settings = _settings();
        settings.defaultVoiceCredits = 0;
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorOptions.GovernorInvalidVoiceCredits.selector, 0)
        );
        deployer.deployGovernor(settings);

        settings = _settings();
        settings.quorumNumerator = 10_001;
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.GovernorInvalidQuorumFraction.selector,
                10_001,
                10_000
            )
        );
        deployer.deployGovernor(settings);
    }

    function test_RunsASelfCallOfAPassingOptionBesideOneThatFailed() public {
        Proposal memory proposal = _callProposal(address(governor), "");
        proposal.targets = new address[](2);
        proposal.values = new uint256[](2);
        proposal.calldatas = new bytes[](2);
        OptionsLayout memory layout = OptionsLayout(2, 0, 100, new uint8[](2), 0);
        layout.callOptions[1] = 1;
        for (uint16 i = 0; i < 2; ++i) {
            proposal.targets[i] = address(governor);
            proposal.calldatas[i] = abi.encodeCall(
                IGovernorOptions.setDefaultVoiceCredits,
                (i + 50)
            );
        }
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(-1, 1));
        _carryOut(proposal);
        require(governor.defaultVoiceCredits() == 51, "credits");
    }

    function test_KeepsTheGroupsClock() public view {
        require(governor.clock() == group.clock() && governor.clock() == NOW, "clock");
        require(
            keccak256(bytes(governor.CLOCK_MODE())) == keccak256(bytes(group.CLOCK_MODE())),
            "mode"
        );
    }

    function test_FitsIntoWhatAChainAccepts() public view {
        require(address(governor).code.length <= 24_576, "EIP-170");
    }

    /// @dev A proposal of two payments, the first of which has passed; voting is over.
    function _succeeded() private returns (Proposal memory proposal) {
        proposal = _proposePayments(2, 0);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1, -1));
        _close(proposal.id);
        _requireState(proposal.id, IGovernor.ProposalState.Succeeded);
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

    function _cancel(Proposal memory proposal) private {
        governor.cancel(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
    }

    function _expectState(
        uint256 id,
        IGovernor.ProposalState current,
        IGovernor.ProposalState expected
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                current,
                bytes32(1 << uint8(expected))
            )
        );
    }

    function _requirePaid(uint256 option, uint256 amount) private view {
        require(_payee(option).balance == amount, "paid");
    }
}
