// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorOptions} from "./GovernorOptions.sol";
import {GovernorSafe} from "./GovernorSafe.sol";

/// @title GovernorOptionsSafe
/// @notice Options whose calls a Safe makes: {GovernorOptions} on top of {GovernorSafe}.
/// @dev Settles the order of the two, the overrides that Solidity asks for where they meet, and the clock, so that what
/// is left to a governor made of them is how it starts out.
abstract contract GovernorOptionsSafe is GovernorSafe, GovernorOptions {
    /// @inheritdoc GovernorOptions
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public virtual override(Governor, GovernorOptions) returns (uint256) {
        return super.propose(targets, values, calldatas, description);
    }

    /// @notice The group's clock: snapshots are timepoints of the group.
    /// @return The group's current timepoint.
    function clock() public view virtual override returns (uint48) {
        return group.clock();
    }

    /// @notice Describes the clock, as ERC-6372 asks.
    /// @return The group's mode.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public view virtual override returns (string memory) {
        return group.CLOCK_MODE();
    }

    /// @inheritdoc GovernorOptions
    function _isValidDescriptionForProposer(
        address proposer,
        string memory description
    ) internal view virtual override(Governor, GovernorOptions) returns (bool) {
        return super._isValidDescriptionForProposer(proposer, description);
    }

    /// @inheritdoc GovernorOptions
    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override(Governor, GovernorOptions) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorOptions
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override(GovernorSafe, GovernorOptions) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorSafe
    function _checkGovernance() internal virtual override(GovernorSafe, GovernorOptions) {
        super._checkGovernance();
    }

    /// @inheritdoc GovernorSafe
    function _executor() internal view virtual override(Governor, GovernorSafe) returns (address) {
        return super._executor();
    }
}
