// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {PersonhoodGovernor} from "../src/governance/PersonhoodGovernor.sol";
import {IGovernorCountingQuadratic} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {Interceptor} from "./support/Interceptor.sol";
import {createBallot, votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice It behaves as Governors do, so that what reads and drives Governors can read and drive it. The table in
/// test/contracts/README.md says which test shows what.
contract GovernorBehaviourTest is GovernorFixture {
    address private constant STRANGER = address(0xD00D);

    function setUp() public override {
        super.setUp();
        _enrolUpTo(4);
    }

    function test_StartsOutAsItWasTold() public view {
        require(_same(governor.name(), "Garden") && _same(governor.version(), "1"), "name");
        require(governor.votingDelay() == VOTING_DELAY, "delay");
        require(governor.votingPeriod() == VOTING_PERIOD, "period");
        require(governor.proposalThreshold() == 0, "threshold");
        require(governor.timelock() == address(timelock), "timelock");
        require(address(governor.group()) == address(group), "group");
        require(governor.quorumNumerator() == QUORUM_NUMERATOR, "quorum");
        require(governor.quorumDenominator() == 10_000, "of");
        require(governor.defaultVoiceCredits() == VOICE_CREDITS, "credits");
        require(_same(governor.COUNTING_MODE(), "support=quadratic&quorum=persons"), "mode");
    }

    function test_NamesItselfInItsSignatureDomain() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        ) = governor.eip712Domain();
        require(fields == 0x0f && salt == 0 && extensions.length == 0, "fields");
        require(_same(name, "Garden") && _same(version, "1"), "name");
        require(chainId == block.chainid && verifyingContract == address(governor), "place");
    }

    function test_RefusesToStartWithoutAVotingPeriod() public {
        PersonhoodGovernor.Settings memory settings = _settings();
        settings.votingPeriod = 0;
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidVotingPeriod.selector, 0));
        deployer.deployGovernor(settings);
        settings.votingPeriod = 1;
        require(deployer.deployGovernor(settings).votingPeriod() == 1, "one second");
    }

    function test_SupportsTheInterfacesOfAGovernor() public view {
        require(governor.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        require(governor.supportsInterface(type(IGovernor).interfaceId), "IGovernor");
        require(
            governor.supportsInterface(
                type(IGovernor).interfaceId ^ IGovernor.getProposalId.selector
            ),
            "IGovernor before getProposalId"
        );
        require(governor.supportsInterface(type(IERC1155Receiver).interfaceId), "ERC-1155");
        require(!governor.supportsInterface(0xffffffff), "none");
    }

    function test_TellsEverythingAboutANewProposal() public {
        Proposal memory proposal = _callProposal(_payee(0), hex"01");
        proposal.values[0] = 1 ether;
        uint256 id = _idOf(proposal);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCreated(
            id,
            STRANGER,
            proposal.targets,
            proposal.values,
            new string[](1),
            proposal.calldatas,
            NOW + VOTING_DELAY,
            NOW + VOTING_DELAY + VOTING_PERIOD,
            proposal.description
        );
        vm.prank(STRANGER);
        require(_submit(proposal) == id, "id");
        require(governor.proposalProposer(id) == STRANGER, "proposer");
        require(governor.proposalSnapshot(id) == NOW + VOTING_DELAY, "snapshot");
        require(governor.proposalDeadline(id) == NOW + VOTING_DELAY + VOTING_PERIOD, "deadline");
        require(governor.proposalEta(id) == 0, "eta");
        require(governor.proposalNeedsQueuing(id), "queuing");
    }

    function test_DerivesTheIdFromCallsAndDescription() public view {
        Proposal memory proposal = _callProposal(_payee(0), hex"01");
        bytes32 descriptionHash = keccak256(bytes(proposal.description));
        uint256 id = uint256(
            keccak256(
                abi.encode(proposal.targets, proposal.values, proposal.calldatas, descriptionHash)
            )
        );
        require(_idOf(proposal) == id, "hashProposal");
        require(
            governor.getProposalId(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                descriptionHash
            ) == id,
            "getProposalId"
        );
    }

    function test_KnowsNothingOfAProposalThatWasNotMade() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.id = _idOf(proposal);
        require(governor.proposalSnapshot(proposal.id) == 0, "snapshot");
        require(governor.proposalDeadline(proposal.id) == 0, "deadline");
        require(governor.proposalProposer(proposal.id) == address(0), "proposer");
        require(governor.proposalEta(proposal.id) == 0, "eta");
        _expectNonexistent(proposal.id);
        governor.state(proposal.id);
        _expectNonexistent(proposal.id);
        _queue(proposal);
        _expectNonexistent(proposal.id);
        _execute(proposal);
        _expectNonexistent(proposal.id);
        _cancel(proposal);
    }

    function test_TakesAProposalOnceWhateverBecameOfIt() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _expectExists(proposal.id, IGovernor.ProposalState.Pending);
        _submit(proposal);
        _open(proposal.id);
        _expectExists(proposal.id, IGovernor.ProposalState.Active);
        _submit(proposal);
        _close(proposal.id);
        _expectExists(proposal.id, IGovernor.ProposalState.Defeated);
        _submit(proposal);

        Proposal memory canceled = _proposeCall(_payee(1), "");
        _cancel(canceled);
        _expectExists(canceled.id, IGovernor.ProposalState.Canceled);
        _submit(canceled);

        Proposal memory executed = _succeeded(_payee(2), "");
        _carryOut(executed);
        _expectExists(executed.id, IGovernor.ProposalState.Executed);
        _submit(executed);
    }

    function test_TakesNoProposalWithoutCalls() public {
        Proposal memory proposal;
        proposal.description = "Nothing";
        _expectLengths(0, 0, 0);
        _submit(proposal);
    }

    function test_TakesAsManyTargetsValuesAndCalldatas() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.targets = new address[](0);
        _expectLengths(0, 1, 1);
        _submit(proposal);

        proposal = _callProposal(_payee(0), "");
        proposal.values = new uint256[](0);
        _expectLengths(1, 1, 0);
        _submit(proposal);

        proposal = _callProposal(_payee(0), "");
        proposal.calldatas = new bytes[](0);
        _expectLengths(1, 0, 1);
        _submit(proposal);
    }

    function test_GoesFromPendingToActiveAfterTheSnapshot() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _requireState(proposal.id, IGovernor.ProposalState.Pending);
        vm.warp(governor.proposalSnapshot(proposal.id));
        _requireState(proposal.id, IGovernor.ProposalState.Pending);
        vm.warp(governor.proposalSnapshot(proposal.id) + 1);
        _requireState(proposal.id, IGovernor.ProposalState.Active);
    }

    function test_IsDefeatedOrSucceedsAfterTheDeadline() public {
        Proposal memory lost = _proposeCall(_payee(0), "");
        Proposal memory won = _proposeCall(_payee(1), "");
        _open(won.id);
        _cast(won.id, 1, votesOf(1));
        vm.warp(governor.proposalDeadline(won.id));
        _requireState(lost.id, IGovernor.ProposalState.Active);
        _requireState(won.id, IGovernor.ProposalState.Active);
        vm.warp(governor.proposalDeadline(won.id) + 1);
        _requireState(lost.id, IGovernor.ProposalState.Defeated);
        _requireState(won.id, IGovernor.ProposalState.Succeeded);
    }

    function test_GoesThroughQueuedToExecuted() public {
        Proposal memory proposal = _succeeded(_payee(0), "");
        _queue(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Queued);
        vm.warp(governor.proposalEta(proposal.id));
        _requireState(proposal.id, IGovernor.ProposalState.Queued);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalExecuted(proposal.id);
        _execute(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Executed);
    }

    function test_ExecutesNothingWithoutAQuorum() public {
        _enrolUpTo(5);
        vm.warp(_now() + 1);
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(10));
        _close(proposal.id);
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Defeated,
            IGovernor.ProposalState.Succeeded
        );
        _queue(proposal);
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Defeated,
            IGovernor.ProposalState.Queued
        );
        _execute(proposal);
    }

    function test_ExecutesNothingThatIsNotAhead() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(5));
        _cast(proposal.id, 2, votesOf(-5));
        _close(proposal.id);
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Defeated,
            IGovernor.ProposalState.Queued
        );
        _execute(proposal);
    }

    function test_ExecutesNothingWhileVotingIsOpen() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(5));
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Active,
            IGovernor.ProposalState.Queued
        );
        _execute(proposal);
    }

    function test_CallsWithDataAndEther() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _callProposal(
            address(target),
            abi.encodeCall(Interceptor.poke, ())
        );
        proposal.values[0] = 3 ether;
        _succeed(proposal);
        _carryOut(proposal);
        require(target.calls() == 1 && target.received() == 3 ether, "called");
        require(target.caller() == address(timelock), "by the timelock");
    }

    function test_LetsNoProposerCancelSomeoneElsesProposal() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        vm.prank(STRANGER);
        proposal.id = _submit(proposal);
        _expectUnableToCancel(proposal.id, address(this));
        _cancel(proposal);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCanceled(proposal.id);
        vm.prank(STRANGER);
        _cancel(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Canceled);
    }

    function test_CancelsUntilTheSnapshot() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        vm.warp(governor.proposalSnapshot(proposal.id));
        _cancel(proposal);
        _requireState(proposal.id, IGovernor.ProposalState.Canceled);
    }

    function test_CancelsNothingAfterwards() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _open(proposal.id);
        _expectUnableToCancel(proposal.id, address(this));
        _cancel(proposal);
        _cast(proposal.id, 1, votesOf(1));
        _expectUnableToCancel(proposal.id, address(this));
        _cancel(proposal);
        _close(proposal.id);
        _expectUnableToCancel(proposal.id, address(this));
        _cancel(proposal);
        _carryOut(proposal);
        _expectUnableToCancel(proposal.id, address(this));
        _cancel(proposal);
    }

    function test_CancelsNothingTwice() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _cancel(proposal);
        _expectUnableToCancel(proposal.id, address(this));
        _cancel(proposal);
    }

    function test_TakesNoBallotsOnACanceledProposal() public {
        Proposal memory proposal = _proposeCall(_payee(0), "");
        _cancel(proposal);
        _open(proposal.id);
        _requireState(proposal.id, IGovernor.ProposalState.Canceled);
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Canceled,
            IGovernor.ProposalState.Active
        );
        governor.castBallot(proposal.id, createBallot(1, votesOf(1)));
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Canceled,
            IGovernor.ProposalState.Succeeded
        );
        _queue(proposal);
        _expectUnexpectedState(
            proposal.id,
            IGovernor.ProposalState.Canceled,
            IGovernor.ProposalState.Queued
        );
        _execute(proposal);
    }

    /// @dev Somebody who sees it in the mempool could propose it first, and cancel it.
    function test_KeepsAProposalForTheProposerItNames() public {
        Proposal memory proposal = _callProposal(_payee(0), "");
        proposal.description = "Text#proposer=0x000000000000000000000000000000000000d00d";
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, address(this))
        );
        _submit(proposal);
        vm.prank(STRANGER);
        proposal.id = _submit(proposal);
        require(governor.proposalProposer(proposal.id) == STRANGER, "proposer");
    }

    function test_ReadsTheNamedProposerInAnyCase() public {
        address named = 0xABcdEFABcdEFabcdEfAbCdefabcdeFABcDEFabCD;
        string[3] memory suffixes = [
            "#proposer=0xabcdefabcdefabcdefabcdefabcdefabcdefabcd",
            "#proposer=0xABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD",
            "#proposer=0xABcdEFABcdEFabcdEfAbCdefabcdeFABcDEFabCD"
        ];
        for (uint256 i = 0; i < suffixes.length; ++i) {
            Proposal memory proposal = _callProposal(_payee(0), "");
            proposal.description = suffixes[i];
            vm.expectRevert(
                abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, address(this))
            );
            _submit(proposal);
            vm.prank(named);
            _submit(proposal);
        }
    }

    /// @dev What does not read as a name at the very end names nobody: anyone may propose it.
    function test_KeepsNothingForAMalformedName() public {
        string[10] memory descriptions = [
            "",
            "Text",
            "#proposer=",
            "#proposer=0x",
            "#proposer=0x000000000000000000000000000000000000d00",
            "#proposer=0x000000000000000000000000000000000000d00g",
            "#proposer=00000000000000000000000000000000000000d00d",
            "proposer=0x000000000000000000000000000000000000d00d",
            "#Proposer=0x000000000000000000000000000000000000d00d",
            "#proposer=0x000000000000000000000000000000000000d00d "
        ];
        for (uint256 i = 0; i < descriptions.length; ++i) {
            Proposal memory proposal = _callProposal(_payee(0), "");
            proposal.description = descriptions[i];
            proposal.id = _submit(proposal);
            require(governor.proposalProposer(proposal.id) == address(this), "proposer");
        }
    }

    function test_GivesNoAddressAnyVotes() public {
        vm.warp(_now() + 1);
        require(governor.getVotes(address(this), NOW) == 0, "votes");
        require(governor.getVotesWithParams(address(this), NOW, hex"01") == 0, "with params");
    }

    function test_AppliesNewSettingsToLaterProposalsOnly() public {
        Proposal memory before = _proposeCall(_payee(0), "");
        uint256 snapshot = governor.proposalSnapshot(before.id);
        uint256 deadline = governor.proposalDeadline(before.id);

        _decide(abi.encodeCall(GovernorSettings.setVotingDelay, (1 days)));
        _decide(abi.encodeCall(GovernorSettings.setVotingPeriod, (1 weeks)));

        require(governor.proposalSnapshot(before.id) == snapshot, "snapshot");
        require(governor.proposalDeadline(before.id) == deadline, "deadline");
        Proposal memory afterwards = _proposeCall(_payee(1), "");
        require(governor.proposalSnapshot(afterwards.id) == _now() + 1 days, "later snapshot");
        require(
            governor.proposalDeadline(afterwards.id) == _now() + 1 days + 1 weeks,
            "later deadline"
        );
    }

    function test_KeepsTheQuorumOfProposalsThatWereOpenBeforeItChanged() public {
        Proposal memory before = _proposeCall(_payee(0), "");
        uint256 snapshot = governor.proposalSnapshot(before.id);
        _open(before.id);
        require(governor.quorum(snapshot) == 1, "a quarter of 4");
        _decide(abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (10_000)));
        require(governor.quorum(snapshot) == 1, "still");
        uint256 changed = _now();
        vm.warp(changed + 1);
        require(governor.quorum(changed) == 4, "all of 4");
    }

    function test_SaysHowItsSettingsChange() public {
        Proposal memory proposal = _agreed(
            abi.encodeCall(GovernorSettings.setVotingDelay, (1 days))
        );
        vm.expectEmit(address(governor));
        emit GovernorSettings.VotingDelaySet(VOTING_DELAY, 1 days);
        _execute(proposal);

        proposal = _agreed(abi.encodeCall(GovernorSettings.setVotingPeriod, (1 weeks)));
        vm.expectEmit(address(governor));
        emit GovernorSettings.VotingPeriodSet(VOTING_PERIOD, 1 weeks);
        _execute(proposal);

        proposal = _agreed(
            abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (10_000))
        );
        vm.expectEmit(address(governor));
        emit IGovernorCountingQuadratic.QuorumNumeratorUpdated(QUORUM_NUMERATOR, 10_000);
        _execute(proposal);
    }

    function test_KeepsAVotingPeriodAndAQuorumOfAtMostAll() public {
        Proposal memory proposal = _agreed(abi.encodeCall(GovernorSettings.setVotingPeriod, (0)));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidVotingPeriod.selector, 0));
        _execute(proposal);

        proposal = _agreed(
            abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (10_001))
        );
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorCountingQuadratic.GovernorInvalidQuorumFraction.selector,
                10_001,
                10_000
            )
        );
        _execute(proposal);
        require(governor.votingPeriod() == VOTING_PERIOD, "period");
        require(governor.quorumNumerator() == QUORUM_NUMERATOR, "quorum");
    }

    function test_TakesNoEtherOfItsOwn() public {
        vm.expectRevert(IGovernor.GovernorDisabledDeposit.selector);
        (bool success, ) = address(governor).call{value: 1}("");
        success;
        require(address(governor).balance == 0, "deposit");
    }

    function test_TakesNoTokensOfItsOwn() public {
        vm.expectRevert(IGovernor.GovernorDisabledDeposit.selector);
        IERC721Receiver(address(governor)).onERC721Received(STRANGER, STRANGER, 1, "");
        vm.expectRevert(IGovernor.GovernorDisabledDeposit.selector);
        IERC1155Receiver(address(governor)).onERC1155Received(STRANGER, STRANGER, 1, 1, "");
        vm.expectRevert(IGovernor.GovernorDisabledDeposit.selector);
        IERC1155Receiver(address(governor)).onERC1155BatchReceived(
            STRANGER,
            STRANGER,
            new uint256[](1),
            new uint256[](1),
            ""
        );
    }

    function test_RelaysByGovernanceOnly() public {
        bytes memory poke = abi.encodeCall(Interceptor.poke, ());
        Interceptor target = new Interceptor();
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this))
        );
        governor.relay(address(target), 0, poke);

        vm.deal(address(governor), 1 ether);
        _decide(abi.encodeCall(Governor.relay, (address(target), 1 ether, poke)));
        require(target.caller() == address(governor) && target.received() == 1 ether, "relayed");
    }

    function test_RelaysEtherThatTheProposalCarries() public {
        Proposal memory proposal = _callProposal(
            address(governor),
            abi.encodeCall(Governor.relay, (_payee(0), 2 ether, ""))
        );
        proposal.values[0] = 2 ether;
        _succeed(proposal);
        _carryOut(proposal);
        require(_payee(0).balance == 2 ether && address(timelock).balance == 98 ether, "paid");
    }

    function test_FailsWithTheReasonOfWhatItRelaysTo() public {
        Interceptor target = new Interceptor();
        Proposal memory proposal = _agreed(
            abi.encodeCall(
                Governor.relay,
                (address(target), 0, abi.encodeCall(Interceptor.refuse, (7)))
            )
        );
        vm.expectRevert(abi.encodeWithSelector(Interceptor.Refused.selector, 7));
        _execute(proposal);
    }

    /// @dev Voted for, and voting is over.
    function _succeeded(
        address target,
        bytes memory data
    ) private returns (Proposal memory proposal) {
        proposal = _callProposal(target, data);
        _succeed(proposal);
    }

    function _succeed(Proposal memory proposal) private {
        proposal.id = _submit(proposal);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1));
        _close(proposal.id);
    }

    /// @dev A call of the governor to itself that was voted for and has waited.
    function _agreed(bytes memory data) private returns (Proposal memory proposal) {
        proposal = _succeeded(address(governor), data);
        _queue(proposal);
        vm.warp(governor.proposalEta(proposal.id));
    }

    function _decide(bytes memory data) private {
        _execute(_agreed(data));
    }

    function _submit(Proposal memory proposal) private returns (uint256) {
        return
            governor.propose(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                proposal.description
            );
    }

    function _cancel(Proposal memory proposal) private {
        governor.cancel(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
    }

    function _idOf(Proposal memory proposal) private view returns (uint256) {
        return
            governor.hashProposal(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                keccak256(bytes(proposal.description))
            );
    }

    function _expectNonexistent(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, id));
    }

    function _expectExists(uint256 id, IGovernor.ProposalState current) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                current,
                bytes32(0)
            )
        );
    }

    function _expectUnexpectedState(
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

    function _expectUnableToCancel(uint256 id, address caller) private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, caller)
        );
    }

    function _expectLengths(uint256 targets, uint256 calldatas, uint256 values) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInvalidProposalLength.selector,
                targets,
                calldatas,
                values
            )
        );
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
