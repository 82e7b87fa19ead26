// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorCountingQuadratic} from "./GovernorCountingQuadratic.sol";
import {OptionRules, OPTIONS_MARKER} from "./OptionRules.sol";
import {IGovernorOptions, OptionsLayout} from "../interfaces/IGovernorOptions.sol";

/// @title GovernorOptions
/// @notice Gives a proposal options with calls of their own, and runs those of the options that pass.
/// @dev Comes after the extension that executes (a timelock) in a governor's list of parents, so that
/// it is asked first and what it leaves out never reaches that.
abstract contract GovernorOptions is GovernorCountingQuadratic, IGovernorOptions {
    /// @notice How ballots of a proposal are cast, and for a secret one whether its totals are known.
    enum Secrecy {
        Open,
        Secret,
        Revealed
    }

    /// @notice What is kept of a layout. What every batch of ballots reads is one slot, the first.
    /// @param optionCount How many options the proposal has.
    /// @param maxWinners The most options that may pass; 0 for no limit.
    /// @param voiceCredits The budget of a ballot.
    /// @param secrecy How its ballots are cast.
    /// @param callOptions For each call, the option with which it runs.
    /// @param committee The committee of a secret proposal, or 0.
    struct LayoutRecord {
        uint8 optionCount;
        uint8 maxWinners;
        uint16 voiceCredits;
        Secrecy secrecy;
        uint8[] callOptions;
        bytes32 committee;
    }

    /// @dev Created along with the governor: what it does would not find room here.
    OptionRules private immutable _rules = new OptionRules();

    uint16 private _defaultVoiceCredits;
    mapping(uint256 proposalId => LayoutRecord layout) private _layouts;
    /// @dev Calls to this governor that passing options of an executing proposal still have to make.
    mapping(bytes32 callHash => uint256 count) private _runningCalls;

    /// @notice Sets the budget of ordinary proposals.
    /// @param defaultVoiceCredits_ The voice credits of a ballot, 1 to 65 535.
    constructor(uint16 defaultVoiceCredits_) {
        _setDefaultVoiceCredits(defaultVoiceCredits_);
    }

    /// @inheritdoc IGovernorOptions
    function setDefaultVoiceCredits(uint16 newVoiceCredits) external override onlyGovernance {
        _setDefaultVoiceCredits(newVoiceCredits);
    }

    /// @inheritdoc IGovernorOptions
    function proposalLayout(
        uint256 proposalId
    ) external view override returns (OptionsLayout memory) {
        LayoutRecord storage layout = _layouts[proposalId];
        return
            OptionsLayout({
                optionCount: layout.optionCount,
                maxWinners: layout.maxWinners,
                voiceCredits: layout.voiceCredits,
                callOptions: layout.callOptions,
                committee: layout.committee
            });
    }

    /// @inheritdoc IGovernorOptions
    function defaultVoiceCredits() external view override returns (uint16) {
        return _defaultVoiceCredits;
    }

    /// @notice Creates an ordinary proposal: one option (approve), whose calls run if it passes.
    /// @inheritdoc IGovernor
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public virtual override returns (uint256 proposalId) {
        address proposer = _msgSender();
        _checkProposer(proposer, description);
        if (_endsInMarker(bytes(description))) revert GovernorReservedDescription();
        OptionsLayout memory layout = OptionsLayout({
            optionCount: 1,
            maxWinners: 0,
            voiceCredits: _defaultVoiceCredits,
            callOptions: new uint8[](targets.length),
            committee: 0
        });
        proposalId = _propose(targets, values, calldatas, description, proposer);
        _recordLayout(proposalId, layout);
    }

    /// @inheritdoc IGovernorOptions
    function proposeOptions(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        OptionsLayout memory layout,
        string memory description
    ) public virtual override returns (uint256 proposalId) {
        address proposer = _msgSender();
        _checkProposer(proposer, description);
        string memory described = _describe(description, layout, targets.length);
        return _proposeOptions(targets, values, calldatas, layout, described, proposer);
    }

    /// @inheritdoc Governor
    /// @dev The timelock tells operations apart by their calls and the last argument. Proposals may
    /// share their description and passing calls and differ only in calls that do not run: with the
    /// description's hash the second of them could never be queued, so it gets the id.
    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 /* descriptionHash */
    ) internal virtual override returns (uint48) {
        (targets, values, calldatas) = _passingCalls(proposalId, targets, values, calldatas);
        return super._queueOperations(proposalId, targets, values, calldatas, bytes32(proposalId));
    }

    /// @inheritdoc Governor
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 /* descriptionHash */
    ) internal virtual override {
        (targets, values, calldatas) = _passingCalls(proposalId, targets, values, calldatas);
        for (uint256 i = 0; i < targets.length; ++i) {
            if (targets[i] == address(this)) ++_runningCalls[keccak256(calldatas[i])];
        }
        super._executeOperations(proposalId, targets, values, calldatas, bytes32(proposalId));
        // A call that governance is not needed for is not taken off the list when it runs.
        for (uint256 i = 0; i < targets.length; ++i) {
            if (targets[i] == address(this)) delete _runningCalls[keccak256(calldatas[i])];
        }
    }

    /// @inheritdoc Governor
    /// @dev While a proposal executes, a Governor with an executor of its own believes it every call to the governor
    /// that the proposal lists. Those of options that do not pass are listed too, and others may be able to make the
    /// executor act in that moment; so only those that are running count, and once.
    function _checkGovernance() internal virtual override {
        super._checkGovernance();
        bytes32 callHash = keccak256(_msgData());
        if (_runningCalls[callHash] == 0) revert GovernorCallNotPassing(callHash);
        --_runningCalls[callHash];
    }

    /// @inheritdoc GovernorCountingQuadratic
    function _ballotRules(
        uint256 proposalId
    )
        internal
        view
        override
        returns (uint256 optionCount, uint256 voiceCredits, uint256 maxWinners)
    {
        LayoutRecord storage layout = _layouts[proposalId];
        if (layout.optionCount == 0) revert GovernorNonexistentProposal(proposalId);
        return (layout.optionCount, layout.voiceCredits, layout.maxWinners);
    }

    /// @dev Reverts unless this address may propose: no suffix of the description names another, and no threshold of
    /// votes, which no address holds, is asked for.
    function _checkProposer(address proposer, string memory description) internal view virtual {
        if (!_isValidDescriptionForProposer(proposer, description))
            revert GovernorRestrictedProposer(proposer);
        uint256 threshold = proposalThreshold();
        if (threshold != 0) revert GovernorInsufficientProposerVotes(proposer, 0, threshold);
    }

    /// @inheritdoc Governor
    function _isValidDescriptionForProposer(
        address proposer,
        string memory description
    ) internal view virtual override returns (bool) {
        return _rules.isForProposer(proposer, description);
    }

    /// @dev Reverts unless a proposal with this layout may be secret.
    function _checkCommittee(OptionsLayout memory layout) internal view virtual {
        revert GovernorCommitteeNotApproved(layout.committee);
    }

    /// @dev Returns the description that a proposal with this layout gets; reverts if the layout is malformed, or names
    /// a committee that it may not.
    function _describe(
        string memory description,
        OptionsLayout memory layout,
        uint256 calls
    ) internal view returns (string memory) {
        if (layout.committee != 0) _checkCommittee(layout);
        return _rules.describe(description, layout, calls);
    }

    /// @dev Whether ballots of a proposal are open or secret; {Secrecy-Open} for an unknown one.
    function _secrecyOf(uint256 proposalId) internal view returns (Secrecy) {
        return _layouts[proposalId].secrecy;
    }

    /// @dev From here on the tally of a secret proposal counts.
    function _setRevealed(uint256 proposalId) internal {
        _layouts[proposalId].secrecy = Secrecy.Revealed;
    }

    /// @dev Creates a proposal with options, whose description is already {_describe}d.
    function _proposeOptions(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        OptionsLayout memory layout,
        string memory described,
        address proposer
    ) internal returns (uint256 proposalId) {
        proposalId = _propose(targets, values, calldatas, described, proposer);
        _recordLayout(proposalId, layout);
    }

    function _recordLayout(uint256 proposalId, OptionsLayout memory layout) private {
        LayoutRecord storage record = _layouts[proposalId];
        (record.optionCount, record.maxWinners, record.voiceCredits) = (
            layout.optionCount,
            layout.maxWinners,
            layout.voiceCredits
        );
        record.callOptions = layout.callOptions;
        emit ProposalOptionsCreated(
            proposalId,
            layout.optionCount,
            layout.maxWinners,
            layout.voiceCredits,
            layout.callOptions
        );
        if (layout.committee == 0) return;
        (record.secrecy, record.committee) = (Secrecy.Secret, layout.committee);
        emit SecretProposalCreated(proposalId, layout.committee);
    }

    function _setDefaultVoiceCredits(uint16 newVoiceCredits) private {
        if (newVoiceCredits == 0) revert GovernorInvalidVoiceCredits(newVoiceCredits);
        emit DefaultVoiceCreditsUpdated(_defaultVoiceCredits, newVoiceCredits);
        _defaultVoiceCredits = newVoiceCredits;
    }

    /// @dev Voting is over when this is asked, so queueing and executing get the same answer.
    function _passingCalls(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas
    ) private view returns (address[] memory, uint256[] memory, bytes[] memory) {
        uint256 passing = _passingBitmap(proposalId);
        uint8[] memory callOptions = _layouts[proposalId].callOptions;
        uint256 count;
        for (uint256 i = 0; i < callOptions.length; ++i) count += (passing >> callOptions[i]) & 1;

        address[] memory passingTargets = new address[](count);
        uint256[] memory passingValues = new uint256[](count);
        bytes[] memory passingCalldatas = new bytes[](count);
        uint256 next;
        for (uint256 i = 0; i < callOptions.length; ++i) {
            if ((passing >> callOptions[i]) & 1 == 0) continue;
            passingTargets[next] = targets[i];
            passingValues[next] = values[i];
            passingCalldatas[next] = calldatas[i];
            ++next;
        }
        return (passingTargets, passingValues, passingCalldatas);
    }

    function _endsInMarker(bytes memory description) private pure returns (bool ends) {
        if (description.length < OPTIONS_MARKER.length) return false;
        bytes16 marker = OPTIONS_MARKER;
        // The last 16 bytes end where the description does.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let end := mload(add(add(description, 16), mload(description)))
            ends := iszero(shr(128, xor(end, marker)))
        }
    }
}
