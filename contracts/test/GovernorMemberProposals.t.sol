// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {PersonhoodGovernor} from "../src/governance/PersonhoodGovernor.sol";
import {
    IGovernorMemberProposals,
    MemberProposal
} from "../src/interfaces/IGovernorMemberProposals.sol";
import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {RecordingBallotVerifier} from "./support/RecordingBallotVerifier.sol";
import {createBallot, votesOf} from "./support/ballots.sol";
import {treeRoot, treeSiblings} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice Where members alone propose, each has a few proposals in an epoch and none has a name.
contract GovernorMemberProposalsTest is GovernorFixture {
    uint256 private constant EPOCH = 7 days;
    uint8 private constant LIMIT = 2;
    uint256 private constant DEPTH = 20;
    address private constant RELAY = address(0x4E1A);
    uint256 private constant ALICE = 0xA11CE;
    uint256 private constant BOB = 0xB0B;

    RecordingBallotVerifier private verifier;
    /// @dev When the epoch of the test began: three people were in the group then.
    uint256 private epoch;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(3);
        epoch = NOW - (NOW % EPOCH) + EPOCH;
        vm.warp(epoch + 1 days);
        _redeploy(LIMIT);
    }

    // Who may propose

    function test_LetsAnybodyProposeWithoutALimit() public {
        _redeploy(0);
        vm.prank(RELAY);
        Proposal memory proposal = _proposePayments(2, 0);
        require(governor.proposalProposer(proposal.id) == RELAY, "options");
        vm.prank(RELAY);
        proposal = _proposeCall(_payee(0), "");
        require(governor.proposalProposer(proposal.id) == RELAY, "ordinary");
    }

    function test_LetsNobodyProposeAsAMemberWithoutALimit() public {
        _redeploy(0);
        _expectOutOfRange(0, 0);
        _submit(_drawUp(), ALICE, 0);
    }

    function test_LetsNoAddressProposeWithALimit() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _drawUpWithLayout();
        vm.expectRevert(IGovernorMemberProposals.GovernorMembersOnly.selector);
        governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
        vm.expectRevert(IGovernorMemberProposals.GovernorMembersOnly.selector);
        governor.proposeOptions(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            layout,
            proposal.description
        );
    }

    // What becomes of a member's proposal

    function test_CreatesAProposalOfTheGovernors() public {
        Proposal memory proposal = _drawUp();
        uint256 id = _prove(proposal, ALICE, 0);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCreated(
            id,
            address(governor),
            proposal.targets,
            proposal.values,
            new string[](proposal.targets.length),
            proposal.calldatas,
            epoch + 1 days + VOTING_DELAY,
            epoch + 1 days + VOTING_DELAY + VOTING_PERIOD,
            _described(proposal)
        );
        vm.expectEmit(address(governor));
        emit IGovernorOptions.ProposalOptionsCreated(id, 2, 1, VOICE_CREDITS, new uint8[](1));
        vm.expectEmit(address(governor));
        emit IGovernorMemberProposals.MemberProposalCreated(id, ALICE);
        vm.prank(RELAY);
        require(_submit(proposal, ALICE, 0) == id, "id");
        require(governor.proposalProposer(id) == address(governor), "proposer");
        require(governor.proposalLayout(id).optionCount == 2, "layout");
        _requireState(id, IGovernor.ProposalState.Pending);
    }

    function test_CarriesOutAMembersProposal() public {
        Proposal memory proposal = _drawUp();
        proposal.id = _propose(proposal, ALICE, 0);
        proposal.description = _described(proposal);
        _open(proposal.id);
        (uint256 root, , uint256 depth) = governor.proposalElectorate(proposal.id);
        uint256[] memory words = createBallot(BOB, votesOf(3, 0)).words;
        uint256 message = uint256(keccak256(abi.encodePacked(uint16(0), words)));
        verifier.prove(root, governor.proposalScope(proposal.id), depth, BOB, message);
        _cast(proposal.id, BOB, votesOf(3, 0));
        _handTimelockOver();
        _carryOut(proposal);
        require(_payee(0).balance == 1 ether, "paid");
    }

    function test_LetsNobodyCancelAMembersProposal() public {
        Proposal memory proposal = _drawUp();
        uint256 id = _prove(proposal, ALICE, 0);
        vm.prank(RELAY);
        _submit(proposal, ALICE, 0);
        bytes32 hash = keccak256(bytes(_described(proposal)));
        address[3] memory callers = [RELAY, address(this), address(timelock)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, callers[i])
            );
            vm.prank(callers[i]);
            governor.cancel(proposal.targets, proposal.values, proposal.calldatas, hash);
        }
        _requireState(id, IGovernor.ProposalState.Pending);
    }

    function test_NamesNoProposerByTheDescription() public {
        Proposal memory proposal = _drawUp();
        proposal.description = string.concat(
            TEXT,
            "#proposer=0x00000000000000000000000000000000000000aa"
        );
        uint256 id = _prove(proposal, ALICE, 0);
        vm.prank(RELAY);
        _submit(proposal, ALICE, 0);
        require(governor.proposalProposer(id) == address(governor), "proposer");
    }

    // Slots

    function test_GivesEveryMemberTheSlotsOfTheLimit() public {
        Proposal memory proposal = _drawUp();
        for (uint8 slot = 0; slot < LIMIT; ++slot) {
            proposal.description = string.concat(proposal.description, "!");
            _propose(proposal, ALICE + slot, slot);
            proposal.description = string.concat(proposal.description, "!");
            _propose(proposal, BOB + slot, slot);
        }
        for (uint256 slot = LIMIT; slot < 256; slot += 253) {
            _expectOutOfRange(uint8(slot), LIMIT);
            _submit(proposal, ALICE, uint8(slot));
        }
    }

    function test_GivesUpTo255Slots() public {
        _redeploy(255);
        _propose(_drawUp(), ALICE, 254);
        _expectOutOfRange(255, 255);
        _submit(_drawUp(), ALICE, 255);
    }

    function test_TakesEachSlotOnce() public {
        Proposal memory proposal = _drawUp();
        _propose(proposal, ALICE, 0);
        proposal.description = "Another";
        _prove(proposal, ALICE, 0);
        _expectSpent(ALICE);
        _submit(proposal, ALICE, 0);
    }

    /// @dev The same proposal exists already; the member keeps their slot.
    function test_KeepsTheSlotOfAProposalThatExists() public {
        Proposal memory proposal = _drawUp();
        uint256 id = _propose(proposal, ALICE, 0);
        _prove(proposal, BOB, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Pending,
                bytes32(0)
            )
        );
        _submit(proposal, BOB, 0);
        proposal.description = "Another";
        _propose(proposal, BOB, 0);
    }

    function test_GivesNewSlotsInTheNextEpoch() public {
        Proposal memory proposal = _drawUp();
        vm.warp(epoch + EPOCH - 1);
        uint256 scope = governor.memberProposalScope(governor.proposalEpoch(), 0);
        _propose(proposal, ALICE, 0);

        vm.warp(epoch + EPOCH);
        require(governor.proposalEpoch() == epoch + EPOCH, "epoch");
        require(governor.memberProposalScope(epoch + EPOCH, 0) != scope, "scope");
        proposal.description = "Another";
        // Another scope, another nullifier of the same person.
        _propose(proposal, ALICE + 1, 0);
    }

    /// @dev A proof for the epoch before is worth nothing, although its slot was not spent.
    function test_TakesNoProofOfAnotherEpoch() public {
        Proposal memory proposal = _drawUp();
        _prove(proposal, ALICE, 0);
        vm.warp(epoch + EPOCH);
        _expectInvalid(ALICE);
        _submit(proposal, ALICE, 0);
    }

    // The electorate

    function test_AsksTheGroupOfTheSecondBeforeTheEpoch() public {
        uint256 last = epoch + EPOCH - 1;
        vm.warp(last);
        _enrolUpTo(4);
        uint256 root = group.root();
        vm.warp(epoch + EPOCH);
        _enrolUpTo(5);
        Proposal memory proposal = _drawUp();
        _proveFor(group.root(), proposal, ALICE, 0);
        _expectInvalid(ALICE);
        _submit(proposal, ALICE, 0);
        _proveFor(root, proposal, ALICE, 0);
        _submit(proposal, ALICE, 0);
    }

    /// @dev Whoever rotates proposes with the old identity until the epoch ends, and with the new one from then on:
    /// never with both.
    function test_GivesARotatedIdentityNoFurtherSlots() public {
        uint256[] memory leaves = new uint256[](3);
        for (uint256 i = 0; i < 3; ++i) leaves[i] = i + 1;
        uint256 oldRoot = group.root();
        require(oldRoot == treeRoot(leaves), "root");
        group.rotate(77, treeSiblings(leaves, 1), abi.encode(2));
        Proposal memory proposal = _drawUp();
        _proveFor(group.root(), proposal, BOB, 0);
        _expectInvalid(BOB);
        _submit(proposal, BOB, 0);

        _propose(proposal, ALICE, 0);
        vm.warp(epoch + EPOCH);
        proposal.description = "Another";
        _proveFor(oldRoot, proposal, ALICE + 1, 0);
        _expectInvalid(ALICE + 1);
        _submit(proposal, ALICE + 1, 0);
        _proveFor(group.root(), proposal, BOB, 0);
        _submit(proposal, BOB, 0);
    }

    function test_HasNoProposalsInAnEpochThatBeganWithoutMembers() public {
        group = deployer.deployGroup(group.issuer());
        _redeploy(LIMIT);
        _enrolUpTo(2);
        Proposal memory proposal = _drawUp();
        // Anybody could prove to be in a group whose root is 0.
        _proveFor(0, proposal, ALICE, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorMemberProposals.GovernorEpochWithoutMembers.selector,
                epoch
            )
        );
        _submit(proposal, ALICE, 0);
        vm.warp(epoch + EPOCH);
        _proveFor(group.root(), proposal, ALICE, 0);
        _submit(proposal, ALICE, 0);
    }

    /// @dev An epoch as long as all time so far has no second before it.
    function test_HasNoMembersBeforeTheFirstEpochOfAll() public {
        _redeploy(LIMIT, type(uint48).max);
        require(governor.proposalEpoch() == 0, "epoch");
        vm.expectRevert(
            abi.encodeWithSelector(IGovernorMemberProposals.GovernorEpochWithoutMembers.selector, 0)
        );
        _submit(_drawUp(), ALICE, 0);
    }

    // Proofs

    function test_RefusesWhatNobodyProved() public {
        Proposal memory proposal = _drawUp();
        _expectInvalid(ALICE);
        _submit(proposal, ALICE, 0);
        require(governor.proposalSnapshot(_idOf(proposal)) == 0, "nothing is left");
        _propose(proposal, ALICE, 0);
    }

    /// @dev For the field it is the same number, so the same member could prove it.
    function test_TakesNoNullifierTwiceByTheModulusOfTheField() public {
        Proposal memory proposal = _drawUp();
        _propose(proposal, ALICE, 0);
        proposal.description = "Once more";
        uint256[2] memory nullifiers = [ALICE + SNARK_SCALAR_FIELD, SNARK_SCALAR_FIELD];
        for (uint256 i = 0; i < nullifiers.length; ++i) {
            _prove(proposal, nullifiers[i], 0);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernorMemberProposals.GovernorProposalNullifierOutOfField.selector,
                    nullifiers[i]
                )
            );
            _submit(proposal, nullifiers[i], 0);
        }
        _propose(proposal, SNARK_SCALAR_FIELD - 1, 0);
    }

    function test_BindsProposalSlotAndNullifier() public {
        Proposal memory proposal = _drawUp();
        _prove(proposal, ALICE, 0);
        _expectInvalid(ALICE);
        _submit(proposal, ALICE, 1);
        _expectInvalid(BOB);
        _submit(proposal, BOB, 0);

        (Proposal memory other, OptionsLayout memory layout) = _drawUpWithLayout();
        other.values[0] = 2 ether;
        _expectInvalid(ALICE);
        _submit(other, ALICE, 0);
        other = _drawUp();
        other.targets[0] = RELAY;
        _expectInvalid(ALICE);
        _submit(other, ALICE, 0);
        other = _drawUp();
        other.calldatas[0] = hex"01";
        _expectInvalid(ALICE);
        _submit(other, ALICE, 0);
        other = _drawUp();
        other.description = "Another";
        _expectInvalid(ALICE);
        _submit(other, ALICE, 0);
        layout.maxWinners = 0;
        _expectInvalid(ALICE);
        _submitWith(proposal, layout, ALICE, 0);
        _submit(proposal, ALICE, 0);
    }

    function test_DerivesTheScopeFromChainGovernorEpochAndSlot() public {
        uint256 chain = block.chainid;
        _requireScope(chain);
        vm.chainId(chain + 1);
        _requireScope(chain + 1);
    }

    function test_CountsEpochsFromTheClocksZero() public {
        require(governor.proposalEpochDuration() == EPOCH, "duration");
        require(governor.proposalEpoch() == epoch, "epoch");
        vm.warp(epoch);
        require(governor.proposalEpoch() == epoch, "from its first second");
        vm.warp(epoch - 1);
        require(governor.proposalEpoch() == epoch - EPOCH, "not before");
    }

    // Malformed layouts

    function test_RefusesMalformedLayouts() public {
        (Proposal memory proposal, OptionsLayout memory layout) = _drawUpWithLayout();
        layout.optionCount = 0;
        _expectLayout(IGovernorOptions.GovernorInvalidOptionCount.selector, 0);
        _submitWith(proposal, layout, ALICE, 0);
        layout.optionCount = 129;
        _expectLayout(IGovernorOptions.GovernorInvalidOptionCount.selector, 129);
        _submitWith(proposal, layout, ALICE, 0);
        (, layout) = _drawUpWithLayout();
        layout.maxWinners = 3;
        _expectLayout(IGovernorOptions.GovernorInvalidMaxWinners.selector, 3, 2);
        _submitWith(proposal, layout, ALICE, 0);
        (, layout) = _drawUpWithLayout();
        layout.voiceCredits = 0;
        _expectLayout(IGovernorOptions.GovernorInvalidVoiceCredits.selector, 0);
        _submitWith(proposal, layout, ALICE, 0);
        (, layout) = _drawUpWithLayout();
        layout.callOptions[0] = 2;
        _expectLayout(IGovernorOptions.GovernorInvalidCallOption.selector, 0, 2);
        _submitWith(proposal, layout, ALICE, 0);
        layout.callOptions = new uint8[](2);
        _expectLayout(IGovernorOptions.GovernorCallOptionsMismatch.selector, 2, 1);
        _submitWith(proposal, layout, ALICE, 0);
        proposal.values = new uint256[](2);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 1, 1, 2)
        );
        _submit(proposal, ALICE, 0);
        // None of it spent the slot.
        _propose(_drawUp(), ALICE, 0);
    }

    // Settings

    function test_SaysHowTheLimitStartsAndChanges() public {
        require(governor.memberProposalLimit() == LIMIT, "limit");
        bytes memory change = abi.encodeCall(
            IGovernorMemberProposals.setMemberProposalLimit,
            (255)
        );
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this))
        );
        governor.setMemberProposalLimit(255);

        _redeploy(0);
        Proposal memory proposal = _proposeCall(address(governor), change);
        _open(proposal.id);
        _castProved(proposal.id, ALICE);
        _handTimelockOver();
        _close(proposal.id);
        _queue(proposal);
        vm.warp(_now() + TIMELOCK_DELAY);
        vm.expectEmit(address(governor));
        emit IGovernorMemberProposals.MemberProposalLimitUpdated(0, 255);
        _execute(proposal);
        require(governor.memberProposalLimit() == 255, "changed");
        vm.expectRevert(IGovernorMemberProposals.GovernorMembersOnly.selector);
        governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
    }

    function test_NeedsAnEpochOfASecondAtLeast() public {
        _redeploy(LIMIT, 1);
        require(governor.proposalEpoch() == governor.clock(), "every second");
        PersonhoodGovernor.Settings memory settings = _settings();
        settings.proposalEpochDuration = 0;
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorMemberProposals.GovernorInvalidProposalEpoch.selector,
                0
            )
        );
        deployer.deployGovernor(settings);
    }

    // Support

    function _redeploy(uint8 limit) private {
        _redeploy(limit, uint48(EPOCH));
    }

    /// @dev Replaces the governor; its group and timelock stay.
    function _redeploy(uint8 limit, uint48 duration) private {
        verifier = new RecordingBallotVerifier();
        PersonhoodGovernor.Settings memory settings = _settings();
        settings.ballotVerifier = verifier;
        settings.memberProposalLimit = limit;
        settings.proposalEpochDuration = duration;
        governor = deployer.deployGovernor(settings);
    }

    function _handTimelockOver() private {
        bytes32 proposer = timelock.PROPOSER_ROLE();
        vm.prank(address(timelock));
        timelock.grantRole(proposer, address(governor));
    }

    /// @dev A proposal that pays 1 ether with its first of two options.
    function _drawUp() private pure returns (Proposal memory proposal) {
        (proposal, ) = _drawUpWithLayout();
    }

    function _drawUpWithLayout()
        private
        pure
        returns (Proposal memory proposal, OptionsLayout memory layout)
    {
        proposal = _callProposal(_payee(0), "");
        proposal.values[0] = 1 ether;
        proposal.description = TEXT;
        layout = OptionsLayout(2, 1, VOICE_CREDITS, new uint8[](1), 0);
    }

    function _described(Proposal memory proposal) private pure returns (string memory) {
        (, OptionsLayout memory layout) = _drawUpWithLayout();
        return string.concat(proposal.description, _line(layout));
    }

    function _idOf(Proposal memory proposal) private view returns (uint256) {
        return
            governor.getProposalId(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                keccak256(bytes(_described(proposal)))
            );
    }

    /// @dev Has a member of the group that may propose prove that they make this proposal.
    function _prove(
        Proposal memory proposal,
        uint256 nullifier,
        uint8 slot
    ) private returns (uint256) {
        (uint256 root, , ) = group.getPastGroup(governor.proposalEpoch() - 1);
        return _proveFor(root, proposal, nullifier, slot);
    }

    function _proveFor(
        uint256 root,
        Proposal memory proposal,
        uint256 nullifier,
        uint8 slot
    ) private returns (uint256 id) {
        id = _idOf(proposal);
        uint256 scope = governor.memberProposalScope(governor.proposalEpoch(), slot);
        verifier.prove(root, scope, DEPTH, nullifier, id);
    }

    function _propose(
        Proposal memory proposal,
        uint256 nullifier,
        uint8 slot
    ) private returns (uint256) {
        _prove(proposal, nullifier, slot);
        return _submit(proposal, nullifier, slot);
    }

    function _submit(
        Proposal memory proposal,
        uint256 nullifier,
        uint8 slot
    ) private returns (uint256) {
        (, OptionsLayout memory layout) = _drawUpWithLayout();
        return _submitWith(proposal, layout, nullifier, slot);
    }

    function _submitWith(
        Proposal memory proposal,
        OptionsLayout memory layout,
        uint256 nullifier,
        uint8 slot
    ) private returns (uint256) {
        MemberProposal memory member;
        (member.slot, member.nullifier) = (slot, nullifier);
        return
            governor.proposeAsMember(
                proposal.targets,
                proposal.values,
                proposal.calldatas,
                layout,
                proposal.description,
                member
            );
    }

    function _castProved(uint256 id, uint256 nullifier) private {
        (uint256 root, , uint256 depth) = governor.proposalElectorate(id);
        uint256[] memory words = createBallot(nullifier, votesOf(1)).words;
        uint256 message = uint256(keccak256(abi.encodePacked(uint16(0), words)));
        verifier.prove(root, governor.proposalScope(id), depth, nullifier, message);
        _cast(id, nullifier, votesOf(1));
    }

    function _requireScope(uint256 chain) private view {
        bytes memory encoded = abi.encode(
            "psephos.proposal.v1",
            chain,
            address(governor),
            epoch,
            uint8(1)
        );
        uint256 scope = governor.memberProposalScope(epoch, 1);
        require(scope == uint256(keccak256(encoded)), "scope");
    }

    function _expectOutOfRange(uint8 slot, uint8 limit) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorMemberProposals.GovernorProposalSlotOutOfRange.selector,
                slot,
                limit
            )
        );
    }

    function _expectSpent(uint256 nullifier) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorMemberProposals.GovernorProposalSlotSpent.selector,
                nullifier
            )
        );
    }

    function _expectInvalid(uint256 nullifier) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernorMemberProposals.GovernorMemberProofInvalid.selector,
                nullifier
            )
        );
    }

    function _expectLayout(bytes4 selector, uint256 argument) private {
        vm.expectRevert(abi.encodeWithSelector(selector, argument));
    }

    function _expectLayout(bytes4 selector, uint256 first, uint256 second) private {
        vm.expectRevert(abi.encodeWithSelector(selector, first, second));
    }
}
