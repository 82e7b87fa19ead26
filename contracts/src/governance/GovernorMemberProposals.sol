// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IGovernorMemberProposals, MemberProposal} from "../interfaces/IGovernorMemberProposals.sol";
import {OptionsLayout} from "../interfaces/IGovernorOptions.sol";
import {ProofBatch} from "../verifiers/ProofBatch.sol";
import {GovernorOptions} from "./GovernorOptions.sol";

/// @title GovernorMemberProposals
/// @notice Decides who may propose: anybody, or only members, each a few times in an epoch and none by name.
abstract contract GovernorMemberProposals is GovernorOptions, IGovernorMemberProposals {
    using ProofBatch for bytes;

    /// @inheritdoc IGovernorMemberProposals
    uint48 public immutable override proposalEpochDuration;
    /// @inheritdoc IGovernorMemberProposals
    uint8 public override memberProposalLimit;

    mapping(uint256 nullifier => bool spent) private _spentSlots;

    /// @notice Sets who may propose.
    /// @param proposalEpochDuration_ How long an epoch lasts, in units of the clock, at least 1; for good.
    /// @param memberProposalLimit_ How many proposals a member may make in an epoch; 0 lets anybody propose.
    constructor(uint48 proposalEpochDuration_, uint8 memberProposalLimit_) {
        if (proposalEpochDuration_ == 0)
            revert GovernorInvalidProposalEpoch(proposalEpochDuration_);
        proposalEpochDuration = proposalEpochDuration_;
        _setMemberProposalLimit(memberProposalLimit_);
    }

    /// @inheritdoc IGovernorMemberProposals
    function setMemberProposalLimit(uint8 newLimit) external override onlyGovernance {
        _setMemberProposalLimit(newLimit);
    }

    /// @inheritdoc IGovernorMemberProposals
    function proposeAsMember(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        OptionsLayout memory layout,
        string memory description,
        MemberProposal calldata proposal
    ) public override returns (uint256 proposalId) {
        if (proposal.slot >= memberProposalLimit)
            revert GovernorProposalSlotOutOfRange(proposal.slot, memberProposalLimit);
        uint256 nullifier = proposal.nullifier;
        if (nullifier >= SNARK_SCALAR_FIELD) revert GovernorProposalNullifierOutOfField(nullifier);
        if (_spentSlots[nullifier]) revert GovernorProposalSlotSpent(nullifier);
        _spentSlots[nullifier] = true;

        string memory described = _describe(description, layout, targets.length);
        proposalId = _proposeOptions(targets, values, calldatas, layout, described, address(this));
        emit MemberProposalCreated(proposalId, nullifier);
        _verifyMember(proposalId, proposal);
    }

    /// @inheritdoc IGovernorMemberProposals
    function proposalEpoch() public view override returns (uint48) {
        uint48 timepoint = clock();
        return timepoint - (timepoint % proposalEpochDuration);
    }

    /// @inheritdoc IGovernorMemberProposals
    function memberProposalScope(uint256 epoch, uint8 slot) public view override returns (uint256) {
        return
            uint256(
                keccak256(
                    abi.encode("psephos.proposal.v1", block.chainid, address(this), epoch, slot)
                )
            );
    }

    /// @dev Addresses may propose only where members are not asked to.
    function _checkProposer(
        address proposer,
        string memory description
    ) internal view virtual override {
        if (memberProposalLimit != 0) revert GovernorMembersOnly();
        super._checkProposer(proposer, description);
    }

    /// @dev The root of an empty group is 0, and anybody can prove to be in it.
    function _verifyMember(uint256 proposalId, MemberProposal calldata proposal) private view {
        uint256 epoch = proposalEpoch();
        uint256 root;
        uint256 depth;
        if (epoch != 0) (root, depth, ) = group.getPastGroup(epoch - 1);
        if (root == 0) revert GovernorEpochWithoutMembers(epoch);

        bytes memory proofs = ProofBatch.create(1);
        proofs.add(proposal.nullifier, proposalId, proposal.points);
        uint256 scope = memberProposalScope(epoch, proposal.slot);
        if (!proofs.verify(ballotVerifier, root, scope, depth))
            revert GovernorMemberProofInvalid(proposal.nullifier);
    }

    function _setMemberProposalLimit(uint8 newLimit) private {
        emit MemberProposalLimitUpdated(memberProposalLimit, newLimit);
        memberProposalLimit = newLimit;
    }
}
