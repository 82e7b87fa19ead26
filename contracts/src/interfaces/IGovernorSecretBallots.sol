// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISecretBallotBox} from "./ISecretBallotBox.sol";

/// @title Proposals with secret ballots
/// @notice A proposal may name a committee: then its ballots are encrypted and kept by a {ISecretBallotBox}, which brings
/// the totals here once trustees have decrypted them, and nothing else of a ballot is ever known.
/// @dev A secret proposal whose voting is over stays Active until its totals are here, and takes no more ballots: that it
/// is defeated is not known before. If too few trustees come back it waits, and governance may cancel it.
interface IGovernorSecretBallots {
    /// @notice The totals of a secret proposal are known, and count from now on.
    /// @param proposalId The proposal.
    /// @param voters How many people's ballots are in them.
    /// @param totals For each option, votes for + 2^32 · votes against.
    event SecretTallyRecorded(uint256 indexed proposalId, uint256 voters, uint256[] totals);

    /// @notice Another committee may be named by secret proposals from now on.
    /// @param oldCommittee The committee before, or 0.
    /// @param newCommittee The committee now, or 0 for none.
    event TrusteeCommitteeUpdated(bytes32 indexed oldCommittee, bytes32 indexed newCommittee);

    /// @notice The proposal takes secret ballots only, which are cast through {secretBallotBox}.
    /// @param proposalId The proposal.
    error GovernorBallotsSecret(uint256 proposalId);

    /// @notice Only the ballot box brings totals.
    /// @param caller Who tried.
    error GovernorOnlyBallotBox(address caller);

    /// @notice The proposal does not wait for totals: its ballots are open, its totals are known, or there is no such
    /// proposal.
    /// @param proposalId The proposal.
    error GovernorTotalsNotAwaited(uint256 proposalId);

    /// @notice Records the totals of a secret proposal. The ballot box only, which has checked them.
    /// @param proposalId The proposal.
    /// @param voters How many people's ballots are in them.
    /// @param totals For each option, votes for + 2^32 · votes against.
    function recordSecretTally(
        uint256 proposalId,
        uint256 voters,
        uint256[] calldata totals
    ) external;

    /// @notice Cancels a secret proposal whose totals are not known, as when too few trustees are left. Governance only.
    /// @param targets The address each call goes to.
    /// @param values The wei each call carries.
    /// @param calldatas The data of each call.
    /// @param descriptionHash keccak256 of the description, its layout included.
    /// @return proposalId The proposal's id.
    function cancelSecretProposal(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) external returns (uint256 proposalId);

    /// @notice Changes which committee secret proposals made from now on name. Governance only.
    /// @dev Whether {secretBallotBox} knows it is asked when a proposal names it.
    /// @param newCommittee The committee; 0 for no more secret proposals.
    function setTrusteeCommittee(bytes32 newCommittee) external;

    /// @notice Returns which committee a new secret proposal has to name.
    /// @return The committee; 0 if there can be no secret proposals.
    function trusteeCommittee() external view returns (bytes32);

    /// @notice Returns where secret ballots are cast, counted and revealed.
    /// @return The ballot box; the zero address if there can be no secret proposals.
    function secretBallotBox() external view returns (ISecretBallotBox);
}
