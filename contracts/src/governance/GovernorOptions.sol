// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {GovernorCountingQuadratic} from "./GovernorCountingQuadratic.sol";
import {IGovernorOptions, OptionsLayout} from "../interfaces/IGovernorOptions.sol";

/// @title GovernorOptions
/// @notice Gives a proposal options with calls of their own, and runs those of the options that pass.
/// @dev Comes after the extension that executes (a timelock) in a governor's list of parents, so that
/// it is asked first and what it leaves out never reaches that.
abstract contract GovernorOptions is GovernorCountingQuadratic, IGovernorOptions {
    using Strings for uint256;

    uint256 private constant MAX_OPTIONS = 128;
    /// @dev The end of every description that {proposeOptions} makes, and of no other.
    bytes private constant MARKER = "#psephos-options";

    uint16 private _defaultVoiceCredits;
    mapping(uint256 proposalId => OptionsLayout layout) private _layouts;
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
        return _layouts[proposalId];
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
            callOptions: new uint8[](targets.length)
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
        OptionsLayout storage layout = _layouts[proposalId];
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

    /// @dev Returns the description that a proposal with this layout gets; reverts if the layout is malformed.
    function _describe(
        string memory description,
        OptionsLayout memory layout,
        uint256 calls
    ) internal pure returns (string memory) {
        _checkLayout(layout, calls);
        return string.concat(description, _describeLayout(layout));
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
        _layouts[proposalId] = layout;
        emit ProposalOptionsCreated(
            proposalId,
            layout.optionCount,
            layout.maxWinners,
            layout.voiceCredits,
            layout.callOptions
        );
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

    function _checkLayout(OptionsLayout memory layout, uint256 calls) private pure {
        if (layout.optionCount == 0 || layout.optionCount > MAX_OPTIONS) {
            revert GovernorInvalidOptionCount(layout.optionCount);
        }
        if (layout.maxWinners > layout.optionCount) {
            revert GovernorInvalidMaxWinners(layout.maxWinners, layout.optionCount);
        }
        if (layout.voiceCredits == 0) revert GovernorInvalidVoiceCredits(layout.voiceCredits);
        if (layout.callOptions.length != calls)
            revert GovernorCallOptionsMismatch(layout.callOptions.length, calls);
        for (uint256 i = 0; i < calls; ++i) {
            if (layout.callOptions[i] >= layout.optionCount)
                revert GovernorInvalidCallOption(i, layout.callOptions[i]);
        }
    }

    function _describeLayout(
        OptionsLayout memory layout
    ) private pure returns (string memory text) {
        text = string.concat(
            "\n\n",
            uint256(layout.optionCount).toString(),
            ";",
            uint256(layout.voiceCredits).toString(),
            ";",
            uint256(layout.maxWinners).toString(),
            ";"
        );
        for (uint256 i = 0; i < layout.callOptions.length; ++i) {
            text = string.concat(
                text,
                i == 0 ? "" : ",",
                uint256(layout.callOptions[i]).toString()
            );
        }
        return string.concat(text, string(MARKER));
    }

    function _endsInMarker(bytes memory description) private pure returns (bool) {
        if (description.length < MARKER.length) return false;
        uint256 start = description.length - MARKER.length;
        for (uint256 i = 0; i < MARKER.length; ++i) {
            if (description[start + i] != MARKER[i]) return false;
        }
        return true;
    }
}
