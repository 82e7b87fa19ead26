// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernorSecretBallots} from "../interfaces/IGovernorSecretBallots.sol";
import {ISecretBallotBox} from "../interfaces/ISecretBallotBox.sol";
import {OptionsLayout} from "../interfaces/IGovernorOptions.sol";
import {BallotCount} from "../types/BallotCount.sol";
import {GovernorCountingQuadratic} from "./GovernorCountingQuadratic.sol";
import {GovernorOptions} from "./GovernorOptions.sol";

/// @title GovernorSecretBallots
/// @notice Lets a proposal have secret ballots, of which nothing but the totals is ever known.
/// @dev What is secret about it happens in the ballot box. Here a proposal is kept open until the box brings its totals,
/// which are counted like any others. Comes after the extension that executes in a governor's list of parents, so that
/// {state} is asked here first.
abstract contract GovernorSecretBallots is GovernorOptions, IGovernorSecretBallots {
    /// @inheritdoc IGovernorSecretBallots
    ISecretBallotBox public immutable override secretBallotBox;
    /// @inheritdoc IGovernorSecretBallots
    bytes32 public override trusteeCommittee;

    /// @notice Binds the governor to its ballot box, for good, and sets the first committee.
    /// @param secretBallotBox_ The ballot box, or the zero address for no secret proposals.
    /// @param trusteeCommittee_ The committee that secret proposals name, or 0 for none.
    constructor(ISecretBallotBox secretBallotBox_, bytes32 trusteeCommittee_) {
        secretBallotBox = secretBallotBox_;
        _setTrusteeCommittee(trusteeCommittee_);
    }

    /// @inheritdoc IGovernorSecretBallots
    function recordSecretTally(
        uint256 proposalId,
        uint256 voters,
        uint256[] calldata totals
    ) external override {
        if (msg.sender != address(secretBallotBox)) revert GovernorOnlyBallotBox(msg.sender);
        _requireAwaited(proposalId);
        _setRevealed(proposalId);
        _recordTally(proposalId, voters, totals);
        emit SecretTallyRecorded(proposalId, voters, totals);
    }

    /// @inheritdoc IGovernorSecretBallots
    function cancelSecretProposal(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public override onlyGovernance returns (uint256 proposalId) {
        proposalId = _cancel(targets, values, calldatas, descriptionHash);
        // Only now is it known which proposal that is; an error takes everything back.
        _requireAwaited(proposalId);
    }

    /// @inheritdoc IGovernorSecretBallots
    function setTrusteeCommittee(bytes32 newCommittee) external override onlyGovernance {
        _setTrusteeCommittee(newCommittee);
    }

    /// @inheritdoc Governor
    /// @dev Without totals nobody seems to have voted, so a Governor finds the proposal defeated as soon as voting ends.
    function state(
        uint256 proposalId
    ) public view virtual override returns (ProposalState current) {
        current = super.state(proposalId);
        if (current == ProposalState.Defeated && _secrecyOf(proposalId) == Secrecy.Secret)
            current = ProposalState.Active;
    }

    /// @inheritdoc GovernorOptions
    function _checkCommittee(OptionsLayout memory layout) internal view virtual override {
        if (layout.committee != trusteeCommittee)
            revert GovernorCommitteeNotApproved(layout.committee);
        secretBallotBox.checkCommittee(layout.committee, layout.optionCount);
    }

    /// @inheritdoc GovernorCountingQuadratic
    /// @dev Refuses open ballots on a secret proposal: one person, one ballot, of one kind.
    function _openCount(
        uint256 proposalId
    ) internal view virtual override returns (BallotCount memory count) {
        if (_secrecyOf(proposalId) != Secrecy.Open) revert GovernorBallotsSecret(proposalId);
        return super._openCount(proposalId);
    }

    function _setTrusteeCommittee(bytes32 newCommittee) private {
        emit TrusteeCommitteeUpdated(trusteeCommittee, newCommittee);
        trusteeCommittee = newCommittee;
    }

    function _requireAwaited(uint256 proposalId) private view {
        if (_secrecyOf(proposalId) != Secrecy.Secret) revert GovernorTotalsNotAwaited(proposalId);
    }
}
