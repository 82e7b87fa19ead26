// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {OptionsLayout} from "../interfaces/IGovernorOptions.sol";
import {IPersonhoodGroup} from "../interfaces/IPersonhoodGroup.sol";
import {ISecretBallotBox} from "../interfaces/ISecretBallotBox.sol";
import {ISemaphoreBatchVerifier} from "../interfaces/ISemaphoreBatchVerifier.sol";
import {BallotCount} from "../types/BallotCount.sol";
import {GovernorCountingQuadratic} from "./GovernorCountingQuadratic.sol";
import {GovernorMemberProposals} from "./GovernorMemberProposals.sol";
import {GovernorOptions} from "./GovernorOptions.sol";
import {GovernorPersonhood} from "./GovernorPersonhood.sol";
import {GovernorSecretBallots} from "./GovernorSecretBallots.sol";

/// @title PersonhoodGovernor
/// @notice The default composition: people vote quadratically on options, and a timelock executes those that pass.
/// @dev `GovernorPersonhood` alone makes every vote of an address revert, at the end of what a Governor does with one.
/// The overrides here say so at once, and leave that code out.
contract PersonhoodGovernor is
    GovernorSettings,
    GovernorTimelockControl,
    GovernorMemberProposals,
    GovernorSecretBallots
{
    /// @notice A threshold of votes to propose makes no sense where addresses hold none: it would end all proposing.
    /// @param threshold The threshold given.
    error GovernorProposalThresholdUnsupported(uint256 threshold);

    /// @notice How a governor starts out. Governance can change all but the name, the group, the verifier, the ballot box
    /// and how long an epoch lasts.
    /// @param name The governor's name, also of its EIP-712 domain.
    /// @param group Whose members vote.
    /// @param ballotVerifier The verifier of Semaphore's proofs.
    /// @param timelock Who executes, and holds the treasury.
    /// @param votingDelay Seconds from a proposal to its snapshot, when voting opens.
    /// @param votingPeriod Seconds for which voting is open, at least 1.
    /// @param quorumNumerator How many of 10 000 people must vote.
    /// @param defaultVoiceCredits The budget of a ballot on ordinary proposals.
    /// @param memberProposalLimit How many proposals a member may make in an epoch; 0 lets anybody propose.
    /// @param proposalEpochDuration Seconds that such an epoch lasts, at least 1, for good.
    /// @param secretBallotBox Where secret ballots are cast; the zero address for no secret proposals.
    /// @param trusteeCommittee The committee that secret proposals name; 0 for no secret proposals.
    struct Settings {
        string name;
        IPersonhoodGroup group;
        ISemaphoreBatchVerifier ballotVerifier;
        TimelockController timelock;
        uint48 votingDelay;
        uint32 votingPeriod;
        uint16 quorumNumerator;
        uint16 defaultVoiceCredits;
        uint8 memberProposalLimit;
        uint48 proposalEpochDuration;
        ISecretBallotBox secretBallotBox;
        bytes32 trusteeCommittee;
    }

    /// @notice Creates a governor.
    /// @param settings How it starts out.
    constructor(
        Settings memory settings
    )
        Governor(settings.name)
        GovernorSettings(settings.votingDelay, settings.votingPeriod, 0)
        GovernorTimelockControl(settings.timelock)
        GovernorPersonhood(settings.group, settings.ballotVerifier)
        GovernorCountingQuadratic(settings.quorumNumerator)
        GovernorOptions(settings.defaultVoiceCredits)
        GovernorMemberProposals(settings.proposalEpochDuration, settings.memberProposalLimit)
        GovernorSecretBallots(settings.secretBallotBox, settings.trusteeCommittee)
    {}

    /// @inheritdoc GovernorOptions
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override(Governor, GovernorOptions) returns (uint256) {
        return super.propose(targets, values, calldatas, description);
    }

    /// @inheritdoc GovernorSecretBallots
    function state(
        uint256 proposalId
    )
        public
        view
        override(Governor, GovernorTimelockControl, GovernorSecretBallots)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    /// @inheritdoc GovernorTimelockControl
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @inheritdoc GovernorSettings
    function proposalThreshold()
        public
        view
        override(Governor, GovernorSettings)
        returns (uint256)
    {
        return super.proposalThreshold();
    }

    /// @notice Reverts: addresses do not vote here.
    /// @inheritdoc IGovernor
    function castVote(uint256, uint8) public pure override returns (uint256) {
        revert GovernorAddressVotingDisabled();
    }

    /// @notice Reverts: addresses do not vote here.
    /// @inheritdoc IGovernor
    function castVoteWithReason(
        uint256,
        uint8,
        string calldata
    ) public pure override returns (uint256) {
        revert GovernorAddressVotingDisabled();
    }

    /// @notice Reverts: addresses do not vote here.
    /// @inheritdoc IGovernor
    function castVoteWithReasonAndParams(
        uint256,
        uint8,
        string calldata,
        bytes memory
    ) public pure override returns (uint256) {
        revert GovernorAddressVotingDisabled();
    }

    /// @notice Reverts: addresses do not vote here.
    /// @inheritdoc IGovernor
    function castVoteBySig(
        uint256,
        uint8,
        address,
        bytes memory
    ) public pure override returns (uint256) {
        revert GovernorAddressVotingDisabled();
    }

    /// @notice Reverts: addresses do not vote here.
    /// @inheritdoc IGovernor
    function castVoteWithReasonAndParamsBySig(
        uint256,
        uint8,
        address,
        string calldata,
        bytes memory,
        bytes memory
    ) public pure override returns (uint256) {
        revert GovernorAddressVotingDisabled();
    }

    /// @notice The group's clock: snapshots are timepoints of the group.
    /// @return Seconds since 1970.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice Describes the clock, as ERC-6372 asks.
    /// @return `mode=timestamp`.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc GovernorSettings
    function _setProposalThreshold(uint256 newThreshold) internal override {
        if (newThreshold != 0) revert GovernorProposalThresholdUnsupported(newThreshold);
        super._setProposalThreshold(newThreshold);
    }

    /// @inheritdoc GovernorMemberProposals
    function _checkProposer(
        address proposer,
        string memory description
    ) internal view override(GovernorOptions, GovernorMemberProposals) {
        super._checkProposer(proposer, description);
    }

    /// @inheritdoc GovernorSecretBallots
    function _checkCommittee(
        OptionsLayout memory layout
    ) internal view override(GovernorOptions, GovernorSecretBallots) {
        super._checkCommittee(layout);
    }

    /// @inheritdoc GovernorSecretBallots
    function _openCount(
        uint256 proposalId
    )
        internal
        view
        override(GovernorCountingQuadratic, GovernorSecretBallots)
        returns (BallotCount memory)
    {
        return super._openCount(proposalId);
    }

    /// @inheritdoc GovernorOptions
    function _isValidDescriptionForProposer(
        address proposer,
        string memory description
    ) internal view override(Governor, GovernorOptions) returns (bool) {
        return super._isValidDescriptionForProposer(proposer, description);
    }

    /// @inheritdoc GovernorOptions
    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl, GovernorOptions) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorOptions
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl, GovernorOptions) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorOptions
    function _checkGovernance() internal override(Governor, GovernorOptions) {
        super._checkGovernance();
    }

    /// @inheritdoc GovernorTimelockControl
    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorTimelockControl
    function _executor()
        internal
        view
        override(Governor, GovernorTimelockControl)
        returns (address)
    {
        return super._executor();
    }
}
