// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {PersonhoodGovernor} from "../src/governance/PersonhoodGovernor.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {IGovernorCountingQuadratic} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {IGovernorPersonhood} from "../src/interfaces/IGovernorPersonhood.sol";
import {IGovernorSafe} from "../src/interfaces/IGovernorSafe.sol";
import {ISafe, SafeOperation} from "../src/interfaces/ISafe.sol";
import {BelievingBallotVerifier} from "./support/BelievingBallotVerifier.sol";
import {Interceptor} from "./support/Interceptor.sol";
import {ISafeAccount} from "./support/ISafeAccount.sol";
import {DemandingGarden} from "./support/DemandingGarden.sol";
import {SafeFixture} from "./support/SafeFixture.sol";
import {createBallot, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice What people decide is done by their Safe, and its owners cannot decide for them.
contract GovernorSafeTest is SafeFixture {
    function test_PaysForPassingOptionsOnlyFromTheSafe() public {
        Proposal memory proposal = _proposePayments(3, 0);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1, -1, 1));
        _close(proposal.id);
        _execute(proposal);
        require(_payee(0).balance == 1 ether && _payee(2).balance == 3 ether, "passed");
        require(_payee(1).balance == 0, "failed");
        require(address(safe).balance == 96 ether, "treasury");
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_ExecutesAPassingOptionWithoutCalls() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.values[0] = 1 ether;
        _proposeOptions(proposal, OptionsLayout(2, 0, 100, new uint8[](1), 0));
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(-1, 1));
        _close(proposal.id);
        _execute(proposal);
        require(_payee(0).balance == 0, "paid");
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_LetsNoAddressVoteInAGovernorThatDoesNotSaySoItself() public {
        uint256 id = _proposeCall(_payee(0), "").id;
        _open(id);
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVote(id, 1);
        vm.expectRevert(IGovernorPersonhood.GovernorAddressVotingDisabled.selector);
        governor.castVoteWithReasonAndParams(id, 1, "because", hex"01");
    }

    function test_NeedsNoQueue() public {
        Proposal memory proposal = _approved(_payee(0), "");
        require(!governor.proposalNeedsQueuing(proposal.id), "needs none");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorProposalQueueingNotRequired.selector,
                proposal.id
            )
        );
        _queue(proposal);
        require(governor.proposalEta(proposal.id) == 0, "eta");
    }

    /// @dev A governor that says it needs one gets the error of a Governor without a queue, and nothing is lost.
    function test_HasNoQueueForAGovernorThatAsksForOne() public {
        DemandingGarden demanding = _deployDemanding();
        governor = PersonhoodGovernor(payable(address(demanding)));
        Proposal memory proposal = _approved(_payee(0), "");
        require(governor.proposalNeedsQueuing(proposal.id), "asks for one");
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorProposalQueueingFailed.selector, proposal.id)
        );
        _queue(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Succeeded);
    }

    function test_LetsNoAddressMeetAThresholdOfVotes() public {
        DemandingGarden demanding = _deployDemanding();
        governor = PersonhoodGovernor(payable(address(demanding)));
        demanding.setProposalThreshold(1);
        Proposal memory proposal = _callProposal(_payee(0), "");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector,
                address(this),
                0,
                1
            )
        );
        governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
        demanding.setProposalThreshold(0);
        governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
    }

    function test_LetsAnybodyExecute() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _approved(address(target), abi.encodeCall(Interceptor.poke, ()));
        vm.prank(address(0xD00D));
        _execute(proposal);
        require(target.calls() == 1, "called");
    }

    function test_ExecutesOnlyWhatHasSucceededAndOnce() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _proposeCall(
            address(target),
            abi.encodeCall(Interceptor.poke, ())
        );
        _expectNotSucceeded(proposal.id, IGovernor.ProposalState.Pending);
        _execute(proposal);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1));
        _expectNotSucceeded(proposal.id, IGovernor.ProposalState.Active);
        _execute(proposal);
        _close(proposal.id);
        _execute(proposal);
        _expectNotSucceeded(proposal.id, IGovernor.ProposalState.Executed);
        _execute(proposal);
        require(target.calls() == 1, "once");
    }

    /// @dev A delegate call would run the target's code on the Safe's storage.
    function test_MakesCallsInTheSafesNameAndNoOthers() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _approvedWithValue(
            address(target),
            abi.encodeCall(Interceptor.poke, ()),
            2 ether
        );
        _execute(proposal);
        require(target.caller() == address(safe) && target.received() == 2 ether, "caller");
        require(address(target).balance == 2 ether && address(safe).balance == 98 ether, "value");
    }

    function test_UndoesEverythingWhenACallFailsAndSaysWhy() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _twoCalls(
            _payee(0),
            "",
            address(target),
            abi.encodeCall(Interceptor.refuse, (7))
        );
        _approve(proposal);
        vm.expectRevert(abi.encodeWithSelector(Interceptor.Refused.selector, 7));
        _execute(proposal);
        require(_payee(0).balance == 0, "undone");
        _requireState(proposal.id, IGovernor.ProposalState.Succeeded);

        target.setRefusing(false);
        _execute(proposal);
        require(_payee(0).balance == 1 ether, "paid in the end");
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_FailsForACallThatFailsWithoutAReason() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _approved(
            address(target),
            abi.encodeCall(Interceptor.refuseSilently, ())
        );
        vm.expectRevert(Errors.FailedCall.selector);
        _execute(proposal);
    }

    function test_CarriesNoMoreThanTheSafeHolds() public {
        Proposal memory proposal = _approvedWithValue(_payee(0), "", 100 ether + 1);
        vm.expectRevert(Errors.FailedCall.selector);
        _execute(proposal);
        vm.deal(address(safe), 100 ether + 1);
        _execute(proposal);
        require(_payee(0).balance == 100 ether + 1, "paid");
    }

    function test_HandsEtherThatIsSentAlongToTheSafe() public {
        Proposal memory proposal = _approvedWithValue(_payee(0), "", 101 ether);
        vm.expectEmit(address(safe));
        emit ISafeAccount.SafeReceived(address(governor), 1 ether);
        governor.execute{value: 1 ether}(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
        require(_payee(0).balance == 101 ether && address(governor).balance == 0, "carried");
    }

    function test_TakesNoDeposits() public {
        vm.expectRevert(IGovernor.GovernorDisabledDeposit.selector);
        (bool success, ) = address(governor).call{value: 1}("");
        success;
        require(address(governor).balance == 0, "deposit");
    }

    function test_ChangesItsOwnSettings() public {
        _decide(abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25)));
        require(governor.defaultVoiceCredits() == 25, "credits");
        _decide(abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (1)));
        require(governor.quorumNumerator() == 1, "quorum");
    }

    function test_ChangesASettingTwiceInOneProposal() public {
        Proposal memory proposal = _twoCalls(
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25)),
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (36))
        );
        proposal.values[0] = 0;
        _approve(proposal);
        _execute(proposal);
        require(governor.defaultVoiceCredits() == 36, "the later");
    }

    /// @dev The same data twice, and the setting of an option that failed between them.
    function test_RunsSelfCallsOfPassingOptionsBesideThoseThatFailed() public {
        Proposal memory proposal = _callProposal(address(governor), "");
        proposal.targets = new address[](3);
        proposal.values = new uint256[](3);
        proposal.calldatas = new bytes[](3);
        OptionsLayout memory layout = OptionsLayout(3, 0, 100, new uint8[](3), 0);
        for (uint8 i = 0; i < 3; ++i) {
            proposal.targets[i] = address(governor);
            layout.callOptions[i] = i;
            proposal.calldatas[i] = abi.encodeCall(
                IGovernorOptions.setDefaultVoiceCredits,
                (i == 1 ? 99 : 50)
            );
        }
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1, -1, 1));
        _close(proposal.id);
        _execute(proposal);
        require(governor.defaultVoiceCredits() == 50, "credits");
    }

    function test_RecoversEtherByRelay() public {
        vm.deal(address(governor), 3 ether);
        _decide(abi.encodeCall(Governor.relay, (_payee(0), 3 ether, "")));
        require(_payee(0).balance == 3 ether, "recovered");
    }

    function test_ProposesInTheNameOfTheSafe() public {
        Proposal memory next = _callProposal(_payee(0), hex"01");
        _decide(
            abi.encodeCall(
                IGovernor.propose,
                (next.targets, next.values, next.calldatas, next.description)
            )
        );
        uint256 id = governor.hashProposal(
            next.targets,
            next.values,
            next.calldatas,
            keccak256(bytes(next.description))
        );
        require(governor.proposalProposer(id) == address(safe), "proposer");
    }

    function test_GovernsTheSafeItself() public {
        Proposal memory proposal = _approved(
            address(safe),
            abi.encodeCall(ISafeAccount.swapOwner, (SENTINEL, address(this), _payee(9)))
        );
        _execute(proposal);
        require(safe.getOwners()[0] == _payee(9), "owner");
        vm.expectRevert();
        this.spendAsOwner();
    }

    function test_ExecutesNothingThroughASafeThatHasNotEnabledIt() public {
        Proposal memory proposal = _approved(_payee(0), "");
        _disable();
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorSafe.GovernorSafeModuleNotEnabled.selector,
                address(safe)
            )
        );
        _execute(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Succeeded);
        _enable(safe);
        _execute(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_CanResignAsItsLastCallOnly() public {
        bytes memory resign = abi.encodeCall(
            ISafeAccount.disableModule,
            (SENTINEL, address(governor))
        );
        Proposal memory early = _twoCalls(address(safe), resign, _payee(0), "");
        early.values[0] = 0;
        _approve(early);
        vm.expectRevert(abi.encodeWithSignature("Error(string)", "GS104"));
        _execute(early);
        require(safe.isModuleEnabled(address(governor)), "undone");

        Proposal memory last = _twoCalls(_payee(0), "", address(safe), resign);
        last.description = "Last";
        _approve(last);
        _execute(last);
        require(!safe.isModuleEnabled(address(governor)), "resigned");
        require(_payee(0).balance == 1 ether, "paid");
    }

    function test_LetsAGuardOfTheSafeRefuse() public {
        Proposal memory proposal = _approved(_payee(0), "");
        RefusingGuard guard = new RefusingGuard();
        _asOwner(
            safe,
            address(safe),
            abi.encodeCall(ISafeAccount.setModuleGuard, (address(guard)))
        );
        vm.expectRevert(RefusingGuard.Vetoed.selector);
        _execute(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Succeeded);
    }

    function test_MovesToAnotherSafe() public {
        ISafeAccount next = _createSafe(address(this));
        _enable(next);
        vm.deal(address(next), 1 ether);
        Proposal memory waiting = _callProposal(_payee(0), "");
        waiting.values[0] = 1 ether;
        _approve(waiting);
        Proposal memory proposal = _approved(
            address(governor),
            abi.encodeCall(IGovernorSafe.updateSafe, (next))
        );
        vm.expectEmit(address(governor));
        emit IGovernorSafe.SafeUpdated(address(safe), address(next));
        _execute(proposal);
        require(address(_governorSafe().safe()) == address(next), "safe");

        _execute(waiting);
        require(_payee(0).balance == 1 ether && address(next).balance == 0, "the new one pays");
        _expectOnlyExecutor(address(safe));
        _asOwner(
            safe,
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1))
        );
    }

    function test_MovesToNothingThatCannotExecute() public {
        Proposal memory proposal = _approved(
            address(governor),
            abi.encodeCall(IGovernorSafe.updateSafe, (ISafe(_payee(0))))
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorSafe.GovernorInvalidSafe.selector, _payee(0))
        );
        _execute(proposal);

        ISafeAccount stranger = _createSafe(address(this));
        proposal = _approved(
            address(governor),
            abi.encodeCall(IGovernorSafe.updateSafe, (stranger))
        );
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorSafe.GovernorSafeModuleNotEnabled.selector,
                address(stranger)
            )
        );
        _execute(proposal);
        require(address(_governorSafe().safe()) == address(safe), "unchanged");
    }

    function test_MakesAllCallsOfTheMoveThroughTheOldSafe() public {
        ISafeAccount next = _createSafe(address(this));
        _enable(next);
        bytes memory move = abi.encodeCall(IGovernorSafe.updateSafe, (next));
        Interceptor target = new Interceptor();
        Proposal memory proposal = _twoCalls(
            address(governor),
            move,
            address(target),
            abi.encodeCall(Interceptor.poke, ())
        );
        proposal.values[0] = 0;
        _approve(proposal);
        _execute(proposal);
        require(target.caller() == address(safe), "the old one");
    }

    function test_ChangesNothingOfItselfAfterTheMove() public {
        ISafeAccount next = _createSafe(address(this));
        _enable(next);
        Proposal memory proposal = _twoCalls(
            address(governor),
            abi.encodeCall(IGovernorSafe.updateSafe, (next)),
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1))
        );
        proposal.values[0] = 0;
        _approve(proposal);
        _expectOnlyExecutor(address(safe));
        _execute(proposal);
        require(address(_governorSafe().safe()) == address(safe), "undone");
    }

    function test_StartsWithAContractOnly() public {
        bytes memory code = abi.encodePacked(
            vm.getCode(GARDEN),
            abi.encode(group, new BelievingBallotVerifier(), _payee(0))
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorSafe.GovernorInvalidSafe.selector, _payee(0))
        );
        this.create(code);
    }

    function test_SaysWhoExecutesFirst() public {
        bytes memory code = abi.encodePacked(
            vm.getCode(GARDEN),
            abi.encode(group, new BelievingBallotVerifier(), safe)
        );
        vm.expectEmit();
        emit IGovernorSafe.SafeUpdated(address(0), address(safe));
        address created = this.create(code);
        require(address(IGovernorSafe(created).safe()) == address(safe), "safe");
    }

    function test_LetsNoStrangerGovern() public {
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory reason) = address(governor).call(calls[i]);
            _requireRefused(
                success,
                reason,
                abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this))
            );
        }
    }

    function test_LetsNoOwnerOfTheSafeGovern() public {
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory reason) = address(safe).call(
                _ownerCall(address(this), address(governor), calls[i])
            );
            _requireRefused(success, reason, _notExecuting(calls[i]));
        }
    }

    function test_LetsNoOtherModuleOfTheSafeGovern() public {
        _asOwner(safe, address(safe), abi.encodeCall(ISafeAccount.enableModule, (address(this))));
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory reason) = safe.execTransactionFromModuleReturnData(
                address(governor),
                0,
                calls[i],
                SafeOperation.Call
            );
            _requireRefused(success, reason, _notExecuting(calls[i]));
        }
    }

    /// @dev A Safe passes calls that it does not know on to its fallback handler, in its own name.
    function test_LetsNobodyGovernThroughTheSafesFallbackHandler() public {
        _asOwner(
            safe,
            address(safe),
            abi.encodeCall(ISafeAccount.setFallbackHandler, (address(governor)))
        );
        bytes[] memory calls = _governanceCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory reason) = address(safe).call(calls[i]);
            bytes memory forwarded = abi.encodePacked(calls[i], address(this));
            _requireRefused(success, reason, _notExecuting(forwarded));
        }
    }

    /// @dev OpenZeppelin's Governor alone would let this one pass: while a proposal is executed, it takes any call of
    /// that proposal from its executor.
    function test_LetsNoOwnerRunTheCallOfAFailedOptionDuringTheExecution() public {
        bytes memory failed = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1));
        Interceptor owner = _interceptingOwner();
        Proposal memory proposal = _twoCalls(address(owner), "", address(governor), failed);
        OptionsLayout memory layout = OptionsLayout(2, 0, 100, new uint8[](2), 0);
        layout.callOptions[1] = 1;
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1, -1));
        _close(proposal.id);

        owner.add(address(safe), _ownerCall(address(owner), address(governor), failed));
        vm.expectRevert(_notExecuting(failed));
        _execute(proposal);
        require(governor.defaultVoiceCredits() == VOICE_CREDITS, "unchanged");
    }

    function test_LetsNoOwnerRunAPassingCallBeforeItsTurn() public {
        bytes memory agreed = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25));
        Interceptor owner = _interceptingOwner();
        Proposal memory proposal = _twoCalls(address(owner), "", address(governor), agreed);
        _approve(proposal);
        owner.setTolerant(true);
        owner.add(address(safe), _ownerCall(address(owner), address(governor), agreed));
        _execute(proposal);
        require(!owner.successes(0), "before its turn");
        require(governor.defaultVoiceCredits() == 25, "in its turn");
    }

    function test_LetsNoOwnerRepeatACallFromWithinIt() public {
        Interceptor owner = _interceptingOwner();
        bytes memory relayed = abi.encodeCall(Governor.relay, (address(owner), 1 ether, ""));
        vm.deal(address(governor), 3 ether);
        Proposal memory proposal = _twoCalls(
            address(governor),
            relayed,
            address(governor),
            relayed
        );
        proposal.values[0] = 0;
        _approve(proposal);
        owner.setTolerant(true);
        owner.add(address(safe), _ownerCall(address(owner), address(governor), relayed));
        _execute(proposal);
        require(!owner.successes(0), "repeated");
        require(address(owner).balance == 2 ether && owner.calls() == 2, "twice, as agreed");
    }

    function test_ExecutesNothingAgainFromWithin() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _approvedWithValue(address(target), "", 1 ether);
        target.add(address(governor), _executeCall(proposal));
        target.setTolerant(true);
        _execute(proposal);
        require(!target.successes(0) && target.calls() == 1, "executed twice");
        require(address(target).balance == 1 ether, "paid twice");
    }

    function test_ExecutesAnotherProposalFromWithin() public {
        Interceptor target = new Interceptor();
        bytes memory setting = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25));
        Proposal memory inner = _approved(address(governor), setting);
        Proposal memory outer = _approvedWithValue(address(target), "", 1 ether);
        target.add(address(governor), _executeCall(inner));
        _execute(outer);
        _requireState(inner.id, IGovernor.ProposalState.Executed);
        _requireState(outer.id, IGovernor.ProposalState.Executed);
        require(governor.defaultVoiceCredits() == 25, "credits");
    }

    /// @dev The inner execution forgets what the outer one may still call. Whoever is called by a proposal can make it
    /// fail anyway; what matters is that all of it fails.
    function test_UndoesBothWhenAnInnerExecutionDisturbsTheOuter() public {
        Interceptor target = new Interceptor();
        Proposal memory inner = _approvedWithValue(_payee(0), "", 1 ether);
        Proposal memory outer = _twoCalls(
            address(target),
            "",
            address(governor),
            abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (25))
        );
        _approve(outer);
        target.add(address(governor), _executeCall(inner));
        vm.expectRevert();
        _execute(outer);
        _requireState(inner.id, IGovernor.ProposalState.Succeeded);
        _requireState(outer.id, IGovernor.ProposalState.Succeeded);
        require(
            _payee(0).balance == 0 && governor.defaultVoiceCredits() == VOICE_CREDITS,
            "undone"
        );
    }

    function test_CountsABallotThatIsCastFromWithin() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _approvedWithValue(address(target), "", 1 ether);
        Proposal memory active = _proposeCall(_payee(0), hex"02");
        _open(active.id);
        target.setTolerant(true);
        for (uint256 i = 0; i < 2; ++i) {
            target.add(
                address(governor),
                abi.encodeCall(
                    IGovernorPersonhood.castBallot,
                    (active.id, createBallot(7, votesOf(5)))
                )
            );
        }
        _execute(proposal);
        require(target.successes(0) && !target.successes(1), "once");
        (uint256 voters, ) = governor.proposalTally(active.id);
        require(voters == 1, "voters");
    }

    function test_KeepsTheTimeOfItsGroup() public view {
        require(governor.clock() == group.clock() && governor.clock() == NOW, "clock");
        require(
            keccak256(bytes(governor.CLOCK_MODE())) == keccak256(bytes(group.CLOCK_MODE())),
            "mode"
        );
    }

    function test_FitsIntoWhatAChainAccepts() public view {
        require(address(governor).code.length <= 24_576, "EIP-170");
    }

    /// @dev External, so that a test can expect it to revert.
    function spendAsOwner() external {
        _asOwner(safe, _payee(0), "");
    }

    /// @dev External, so that a test can expect it to revert.
    function create(bytes memory code) external returns (address created) {
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
            if iszero(created) {
                returndatacopy(code, 0, returndatasize())
                revert(code, returndatasize())
            }
        }
    }

    /// @dev The Safe's only owner from now on, who is paid by the proposals of the test and answers with calls.
    function _interceptingOwner() private returns (Interceptor owner) {
        owner = new Interceptor();
        _asOwner(
            safe,
            address(safe),
            abi.encodeCall(ISafeAccount.swapOwner, (SENTINEL, address(this), address(owner)))
        );
    }

    function _disable() private {
        _asOwner(
            safe,
            address(safe),
            abi.encodeCall(ISafeAccount.disableModule, (SENTINEL, address(governor)))
        );
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

    /// @dev Proposes it, votes for it and ends voting.
    function _approve(Proposal memory proposal) private {
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

    function _approved(
        address target,
        bytes memory data
    ) private returns (Proposal memory proposal) {
        return _approvedWithValue(target, data, 0);
    }

    function _approvedWithValue(
        address target,
        bytes memory data,
        uint256 value
    ) private returns (Proposal memory proposal) {
        proposal = _callProposal(target, data);
        proposal.values[0] = value;
        _approve(proposal);
    }

    /// @dev Has the governor call itself.
    function _decide(bytes memory data) private {
        _execute(_approved(address(governor), data));
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

    /// @dev Every call that governance alone may make.
    function _governanceCalls() private view returns (bytes[] memory calls) {
        calls = new bytes[](4);
        calls[0] = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1));
        calls[1] = abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (1));
        calls[2] = abi.encodeCall(IGovernorSafe.updateSafe, (safe));
        calls[3] = abi.encodeCall(Governor.relay, (_payee(0), 0, ""));
    }

    function _notExecuting(bytes memory data) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IGovernorSafe.GovernorCallNotExecuting.selector,
                keccak256(data)
            );
    }

    function _requireRefused(
        bool success,
        bytes memory reason,
        bytes memory expected
    ) private pure {
        require(!success && keccak256(reason) == keccak256(expected), "refused");
    }

    function _expectOnlyExecutor(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, caller));
    }

    function _expectNotSucceeded(uint256 id, IGovernor.ProposalState current) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                current,
                bytes32(1 << uint8(IGovernor.ProposalState.Succeeded))
            )
        );
    }
}

/// @notice A guard with which owners forbid their Safe's modules everything.
contract RefusingGuard {
    /// @notice The guard refuses.
    error Vetoed();

    function checkModuleTransaction(
        address,
        uint256,
        bytes memory,
        SafeOperation,
        address
    ) external pure returns (bytes32) {
        revert Vetoed();
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }
}
