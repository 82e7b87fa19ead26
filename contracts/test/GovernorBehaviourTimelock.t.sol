// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {IGovernorCountingQuadratic} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {Interceptor} from "./support/Interceptor.sol";
import {createBallot, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice It behaves as Governors with a timelock do, and nobody gets around the proposals: not who is called by one,
/// not who else may propose to the timelock.
contract GovernorBehaviourTimelockTest is GovernorFixture {
    address private constant STRANGER = address(0xD00D);
    bytes32 private constant SALT = "salt";

    function setUp() public override {
        super.setUp();
        _enrolUpTo(4);
    }

    function test_HandsItsTimelockToNobodyElse() public view {
        bytes32 proposer = timelock.PROPOSER_ROLE();
        require(timelock.hasRole(proposer, address(governor)), "proposer");
        require(timelock.hasRole(timelock.CANCELLER_ROLE(), address(governor)), "canceller");
        require(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)), "anyone executes");
        require(!timelock.hasRole(proposer, address(this)), "deployer");
        require(!timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(this)), "admin");
    }

    function test_SaysWhenItQueues() public {
        Proposal memory proposal = _succeeded(_payee(0), "");
        vm.expectEmit(address(timelock));
        emit TimelockController.CallScheduled(
            _operation(proposal),
            0,
            _payee(0),
            0,
            "",
            0,
            TIMELOCK_DELAY
        );
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalQueued(proposal.id, _now() + TIMELOCK_DELAY);
        _queue(proposal);
        require(timelock.isOperationPending(_operation(proposal)), "pending");
    }

    function test_QueuesNothingTwice() public {
        Proposal memory proposal = _succeeded(_payee(0), "");
        _queue(proposal);
        _expectState(
            proposal.id,
            IGovernor.ProposalState.Queued,
            IGovernor.ProposalState.Succeeded
        );
        _queue(proposal);
    }

    function test_QueuesTheSameCallAgainInAnotherProposal() public {
        Proposal memory first = _callProposal(_payee(0), "");
        first.values[0] = 1 ether;
        Proposal memory second = _callProposal(_payee(0), "");
        second.values[0] = 1 ether;
        second.description = "Again";
        _succeed(first);
        _succeed(second);
        _queue(first);
        _queue(second);
        vm.warp(governor.proposalEta(second.id));
        _execute(first);
        _execute(second);
        require(_payee(0).balance == 2 ether, "twice");
    }

    function test_RunsTheSameCallTwiceInOneProposal() public {
        Proposal memory proposal = _twoCalls(_payee(0), "", _payee(0), "");
        proposal.values[1] = 1 ether;
        _succeed(proposal);
        _carryOut(proposal);
        require(_payee(0).balance == 2 ether, "twice");
    }

    function test_LetsAnybodyQueueAndExecute() public {
        Proposal memory proposal = _succeeded(_payee(0), "");
        vm.prank(STRANGER);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
        vm.prank(STRANGER);
        _execute(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_ExecutesNothingTooEarly() public {
        Proposal memory proposal = _succeeded(_payee(0), "");
        _queue(proposal);
        uint256 eta = governor.proposalEta(proposal.id);
        vm.warp(eta - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                _operation(proposal),
                bytes32(1 << uint8(TimelockController.OperationState.Ready))
            )
        );
        _execute(proposal);
        vm.warp(eta);
        _execute(proposal);
    }

    function test_KnowsWhatWasExecutedOnTheTimelockItself() public {
        Proposal memory proposal = _queued(_payee(0), "");
        _executeOnTimelock(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
        _expectState(proposal.id, IGovernor.ProposalState.Executed, IGovernor.ProposalState.Queued);
        _execute(proposal);
    }

    function test_KnowsWhatWasCanceledOnTheTimelockItself() public {
        Proposal memory proposal = _queued(_payee(0), "");
        bytes32 operation = _operation(proposal);
        vm.prank(address(governor));
        timelock.cancel(operation);
        _requireState(proposal.id, IGovernor.ProposalState.Canceled);
        _expectState(proposal.id, IGovernor.ProposalState.Canceled, IGovernor.ProposalState.Queued);
        _execute(proposal);
    }

    function test_QueuesNothingThatWasCanceled() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _cancel(proposal);
        _close(proposal.id);
        _expectState(
            proposal.id,
            IGovernor.ProposalState.Canceled,
            IGovernor.ProposalState.Succeeded
        );
        _queue(proposal);
    }

    function test_HandsEtherThatIsSentAlongToTheTimelock() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.values[0] = 101 ether;
        _succeed(proposal);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
        governor.execute{value: 1 ether}(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
        require(_payee(0).balance == 101 ether && address(governor).balance == 0, "carried");
    }

    function test_CarriesNoMoreThanTheTimelockHolds() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.values[0] = 100 ether + 1;
        _succeed(proposal);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
        vm.expectRevert(Errors.FailedCall.selector);
        _execute(proposal);
        vm.deal(address(timelock), 100 ether + 1);
        _execute(proposal);
        require(_payee(0).balance == 100 ether + 1, "paid");
    }

    function test_UndoesEverythingWhenACallFailsAndSaysWhy() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _twoCalls(
            _payee(0),
            "",
            address(target),
            abi.encodeCall(Interceptor.refuse, (7))
        );
        _succeed(proposal);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
        vm.expectRevert(abi.encodeWithSelector(Interceptor.Refused.selector, 7));
        _execute(proposal);
        require(_payee(0).balance == 0, "undone");
        _requireState(proposal.id, IGovernor.ProposalState.Queued);

        target.setRefusing(false);
        _execute(proposal);
        require(_payee(0).balance == 1 ether, "paid in the end");
    }

    function test_FailsForACallThatFailsWithoutAReason() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _queued(
            address(target),
            abi.encodeCall(Interceptor.refuseSilently, ())
        );
        vm.expectRevert(Errors.FailedCall.selector);
        _execute(proposal);
    }

    function test_MovesToAnotherTimelock() public {
        TimelockController next = _createTimelock();
        Proposal memory proposal = _queued(
            address(governor),
            abi.encodeCall(GovernorTimelockControl.updateTimelock, (next))
        );
        vm.expectEmit(address(governor));
        emit GovernorTimelockControl.TimelockChange(address(timelock), address(next));
        _execute(proposal);
        require(governor.timelock() == address(next), "timelock");

        Proposal memory later = _callProposal(_payee(0), "");
        later.values[0] = 1 ether;
        vm.deal(address(next), 1 ether);
        _succeed(later);
        _carryOut(later);
        require(_payee(0).balance == 1 ether && address(next).balance == 0, "the new one pays");
    }

    function test_MovesByGovernanceOnly() public {
        bytes memory move = abi.encodeCall(
            GovernorTimelockControl.updateTimelock,
            (TimelockController(payable(STRANGER)))
        );
        (bool success, bytes memory reason) = address(governor).call(move);
        _requireRefused(
            success,
            reason,
            abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this))
        );
    }

    function test_LetsTheTimelockChangeNothingOutsideAProposal() public {
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(address(timelock));
            (bool success, bytes memory reason) = address(governor).call(calls[i]);
            _requireRefused(success, reason, _emptyQueue());
        }
    }

    /// @dev A DAO may let others use its timelock, for other things.
    function test_LetsNoOtherProposerOfTheTimelockGovern() public {
        _welcomeProposer();
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            _schedule(address(governor), calls[i]);
            vm.warp(_now() + TIMELOCK_DELAY);
            vm.expectRevert(_emptyQueue());
            timelock.execute(address(governor), 0, calls[i], 0, SALT);
        }
    }

    function test_GovernsNothingByExecutingOnTheTimelockItself() public {
        Proposal memory proposal = _queued(
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25))
        );
        vm.expectRevert(_emptyQueue());
        this.executeOnTimelock(proposal);
        _execute(proposal);
        require(governor.defaultVoiceCredits() == 25, "through the governor");
    }

    /// @dev What the governor may call of itself is noted while a proposal is executed; nothing of it must be left.
    function test_LeavesTheCallsOfFailedOptionsToNobody() public {
        _welcomeProposer();
        bytes memory failed = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1));
        _schedule(address(governor), failed);
        Proposal memory proposal = _twoCalls(_payee(0), "", address(governor), failed);
        OptionsLayout memory layout = OptionsLayout(2, 0, 100, new uint8[](2), 0);
        layout.callOptions[1] = 1;
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1, -1));
        _carryOut(proposal);
        vm.expectRevert(_emptyQueue());
        timelock.execute(address(governor), 0, failed, 0, SALT);
        require(governor.defaultVoiceCredits() == VOICE_CREDITS, "unchanged");
    }

    function test_ExecutesNothingAgainFromWithin() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _callProposal(address(target), "");
        proposal.values[0] = 1 ether;
        _succeed(proposal);
        target.setTolerant(true);
        target.add(address(governor), _executeCall(proposal));
        _carryOut(proposal);
        require(target.calls() == 1 && address(target).balance == 1 ether, "executed twice");
        require(_same(target.answers(0), _unexpected(proposal)), "executed already");
    }

    /// @dev The timelock would run an operation again from within it, but cannot finish it twice.
    function test_UndoesEverythingWhenACalledContractRepeatsTheOperation() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _callProposal(address(target), "");
        proposal.values[0] = 1 ether;
        _succeed(proposal);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
        target.add(address(timelock), _executeBatchCall(proposal));
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                _operation(proposal),
                bytes32(1 << uint8(TimelockController.OperationState.Ready))
            )
        );
        _execute(proposal);
        require(address(target).balance == 0 && target.calls() == 0, "undone");
    }

    /// @dev A treasury that is paid carries out the DAO's next decision while it is: both are executed, once.
    function test_ExecutesAnotherProposalFromWithin() public {
        Interceptor target = new Interceptor();
        Proposal memory outer = _callProposal(address(target), "");
        outer.values[0] = 1 ether;
        _succeed(outer);
        _queue(outer);
        Proposal memory inner = _queued(
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25))
        );
        target.add(address(governor), _executeCall(inner));
        _execute(outer);
        require(governor.defaultVoiceCredits() == 25, "credits");
        _requireState(inner.id, IGovernor.ProposalState.Executed);
        _requireState(outer.id, IGovernor.ProposalState.Executed);
        require(target.calls() == 1, "once");
    }

    function test_LetsACalledContractChangeNoSetting() public {
        Interceptor target = new Interceptor();
        target.setTolerant(true);
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) target.add(address(governor), calls[i]);
        // The proposal itself makes the first of these calls after it has paid.
        Proposal memory proposal = _twoCalls(address(target), "", address(governor), calls[0]);
        _succeed(proposal);
        _carryOut(proposal);
        for (uint256 i = 0; i < calls.length; ++i) {
            require(!target.successes(i), "called");
            require(
                _same(
                    target.answers(i),
                    abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(target))
                ),
                "only the timelock"
            );
        }
        require(governor.votingDelay() == 1, "what was agreed");
        require(governor.votingPeriod() == VOTING_PERIOD, "period");
    }

    function test_CountsABallotOnceThatIsCastFromWithin() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _callProposal(address(target), "");
        proposal.values[0] = 1 ether;
        _succeed(proposal);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
        Proposal memory active = _proposeCall(_payee(0), hex"02");
        _open(active.id);
        target.setTolerant(true);
        bytes memory cast = abi.encodeCall(
            IGovernorPersonhood.castBallot,
            (active.id, createBallot(7, votesOf(5)))
        );
        target.add(address(governor), cast);
        target.add(address(governor), cast);
        _execute(proposal);
        require(target.successes(0) && !target.successes(1), "once");
        (uint256 voters, ) = governor.proposalTally(active.id);
        require(voters == 1, "voters");
    }

    function test_LetsNobodyVoteOnAProposalThatIsBeingExecuted() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _callProposal(address(target), "");
        proposal.values[0] = 1 ether;
        _succeed(proposal);
        target.setTolerant(true);
        target.add(
            address(governor),
            abi.encodeCall(
                IGovernorPersonhood.castBallot,
                (proposal.id, createBallot(9, votesOf(-10)))
            )
        );
        _carryOut(proposal);
        require(!target.successes(0), "voted");
    }

    /// @dev External, so that a test can expect it to revert.
    function executeOnTimelock(Proposal calldata proposal) external {
        _executeOnTimelock(proposal);
    }

    function _createTimelock() private returns (TimelockController next) {
        next = deployer.deployTimelock(TIMELOCK_DELAY, new address[](1), address(this));
        next.grantRole(next.PROPOSER_ROLE(), address(governor));
        next.grantRole(next.CANCELLER_ROLE(), address(governor));
    }

    /// @dev Gives this test, too, the right to propose to the timelock.
    function _welcomeProposer() private {
        bytes32 proposer = timelock.PROPOSER_ROLE();
        vm.prank(address(timelock));
        timelock.grantRole(proposer, address(this));
    }

    function _schedule(address target, bytes memory data) private {
        timelock.schedule(target, 0, data, 0, SALT, TIMELOCK_DELAY);
    }

    /// @dev An ordinary proposal whose first call carries 1 ether; not proposed yet.
    function _twoCalls(
        address first,
        bytes memory firstData,
        address second,
        bytes memory secondData
    ) private pure returns (Proposal memory proposal) {
        proposal.targets = new address[](2);
        proposal.values = new uint256[](2);
        proposal.calldatas = new bytes[](2);
        (proposal.targets[0], proposal.calldatas[0]) = (first, firstData);
        (proposal.targets[1], proposal.calldatas[1]) = (second, secondData);
        proposal.values[0] = 1 ether;
        proposal.description = "Two calls";
    }

    function _succeed(Proposal memory proposal) private {
        proposal.id = governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1));
        _close(proposal.id);
    }

    function _succeeded(
        address target,
        bytes memory data
    ) private returns (Proposal memory proposal) {
        proposal = _callProposal(target, data);
        _succeed(proposal);
    }

    /// @dev Voted for, queued, and its time has come.
    function _queued(address target, bytes memory data) private returns (Proposal memory proposal) {
        proposal = _succeeded(target, data);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
    }

    function _cancel(Proposal memory proposal) private {
        governor.cancel(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
    }

    function _executeOnTimelock(Proposal memory proposal) private {
        timelock.executeBatch(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            0,
            _salt(proposal)
        );
    }

    function _executeCall(Proposal memory proposal) private pure returns (bytes memory) {
        return
            abi.encodeCall(
                IGovernor.execute,
                (
                    proposal.targets,
                    proposal.values,
                    proposal.calldatas,
                    keccak256(bytes(proposal.description))
                )
            );
    }

    function _executeBatchCall(Proposal memory proposal) private view returns (bytes memory) {
        return
            abi.encodeCall(
                TimelockController.executeBatch,
                (proposal.targets, proposal.values, proposal.calldatas, 0, _salt(proposal))
            );
    }

    /// @dev The salt of an operation: the governor and the proposal.
    function _salt(Proposal memory proposal) private view returns (bytes32) {
        return bytes20(address(governor)) ^ bytes32(proposal.id);
    }

    function _operation(Proposal memory proposal) private view returns (bytes32) {
        return
            timelock.hashOperationBatch(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                0,
                _salt(proposal)
            );
    }

    /// @dev Every call that governance alone may make; each would change something.
    function _governanceCalls() private pure returns (bytes[] memory calls) {
        calls = new bytes[](7);
        calls[0] = abi.encodeCall(GovernorSettings.setVotingDelay, (1));
        calls[1] = abi.encodeCall(GovernorSettings.setVotingPeriod, (1));
        calls[2] = abi.encodeCall(GovernorSettings.setProposalThreshold, (0));
        calls[3] = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1));
        calls[4] = abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (1));
        calls[5] = abi.encodeCall(
            GovernorTimelockControl.updateTimelock,
            (TimelockController(payable(STRANGER)))
        );
        calls[6] = abi.encodeCall(Governor.relay, (STRANGER, 0, ""));
    }

    /// @dev The panic of an empty queue of governance calls: no proposal is being executed that makes this one.
    function _emptyQueue() private pure returns (bytes memory) {
        return abi.encodeWithSignature("Panic(uint256)", 0x31);
    }

    function _unexpected(Proposal memory proposal) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                proposal.id,
                IGovernor.ProposalState.Executed,
                bytes32(1 << uint8(IGovernor.ProposalState.Queued))
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

    function _requireRefused(
        bool success,
        bytes memory reason,
        bytes memory expected
    ) private pure {
        require(!success && _same(reason, expected), "refused");
    }

    function _same(bytes memory a, bytes memory b) private pure returns (bool) {
        return keccak256(a) == keccak256(b);
    }
}
