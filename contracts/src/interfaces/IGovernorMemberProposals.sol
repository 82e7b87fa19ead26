// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OptionsLayout} from "./IGovernorOptions.sol";

/// @notice What a member shows to propose without saying who they are.
/// @param slot Which of their proposals of the epoch this is, from 0.
/// @param nullifier Semaphore's nullifier for the scope of this epoch and slot.
/// @param points The Groth16 proof as Semaphore packs it; its message is the proposal's id.
struct MemberProposal {
    uint8 slot;
    uint256 nullifier;
    uint256[8] points;
}

/// @title Proposing as a member, without a name
/// @notice A DAO may let only its members propose, each of them a few times in an epoch. A member proves to be one, as
/// the group stood when the epoch began, and anyone may bring the proposal on-chain.
/// @dev Each of a member's proposals in an epoch has a scope of its own, so that nobody can tell that two of them come
/// from the same person. Whoever enrols or rotates in an epoch proposes from the next one on, so a replaced identity
/// gives no further proposals. Nobody can cancel such a proposal before voting begins: its proposer is the governor.
interface IGovernorMemberProposals {
    /// @notice How many proposals a member may make in an epoch changed.
    /// @param oldLimit The number before; 0 if anybody could propose.
    /// @param newLimit The number now; 0 if anybody may propose.
    event MemberProposalLimitUpdated(uint8 oldLimit, uint8 newLimit);

    /// @notice A member made a proposal.
    /// @param proposalId The proposal.
    /// @param nullifier The nullifier of its epoch and slot.
    event MemberProposalCreated(uint256 indexed proposalId, uint256 indexed nullifier);

    /// @notice Only members may propose, and an address is none.
    error GovernorMembersOnly();

    /// @notice An epoch lasts at least one unit of the clock.
    /// @param duration The duration given.
    error GovernorInvalidProposalEpoch(uint48 duration);

    /// @notice The nullifier is not below the BN254 scalar field, so it could stand for a member twice.
    /// @param nullifier The nullifier given.
    error GovernorProposalNullifierOutOfField(uint256 nullifier);

    /// @notice A member has no such proposal to make in an epoch.
    /// @param slot The slot given.
    /// @param limit How many slots there are.
    error GovernorProposalSlotOutOfRange(uint8 slot, uint8 limit);

    /// @notice Nobody was in the group when the epoch began; its next epoch may do.
    /// @param epoch The timepoint at which the epoch began.
    error GovernorEpochWithoutMembers(uint256 epoch);

    /// @notice The member has made this proposal of the epoch already.
    /// @param nullifier The nullifier given.
    error GovernorProposalSlotSpent(uint256 nullifier);

    /// @notice The proof does not show that a member makes this very proposal in this epoch and slot.
    /// @param nullifier The nullifier given.
    error GovernorMemberProofInvalid(uint256 nullifier);

    /// @notice Creates a proposal for the member who proves to be one.
    /// @dev Anyone may call: the proof binds the proposal.
    /// @param targets The address each call goes to; at least one call.
    /// @param values The wei each call carries.
    /// @param calldatas The data of each call.
    /// @param layout Options, winners, voice credits, and which call belongs to which option.
    /// @param description `<title>\n\nipfs://<cid>`; the layout is appended to it.
    /// @param proposal The member's proof.
    /// @return proposalId The proposal's id.
    function proposeAsMember(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        OptionsLayout memory layout,
        string memory description,
        MemberProposal calldata proposal
    ) external returns (uint256 proposalId);

    /// @notice Returns how many proposals a member may make in an epoch.
    /// @return The number; 0 if anybody may propose, as often as they like.
    function memberProposalLimit() external view returns (uint8);

    /// @notice Returns how long an epoch lasts.
    /// @return The duration, in units of the governor's clock.
    function proposalEpochDuration() external view returns (uint48);

    /// @notice Returns when the current epoch began. The group that proposes in it is the one just before.
    /// @return The timepoint.
    function proposalEpoch() external view returns (uint48);

    /// @notice Returns the Semaphore scope of a member's proposal.
    /// @param epoch The timepoint at which the epoch began.
    /// @param slot Which of the member's proposals of the epoch it is, from 0.
    /// @return `uint256(keccak256(abi.encode("psephos.proposal.v1", chainId, governor, epoch, slot)))`.
    function memberProposalScope(uint256 epoch, uint8 slot) external view returns (uint256);

    /// @notice Changes how many proposals a member may make in an epoch. Governance only.
    /// @param newLimit The number; 0 lets anybody propose.
    function setMemberProposalLimit(uint8 newLimit) external;
}
