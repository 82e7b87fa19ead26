// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISafe} from "./ISafe.sol";

/// @title Execution by a Safe
/// @notice What a governor decides is done by a Safe that has enabled it as a module. There is no queue and no delay: a
/// proposal that has succeeded can be executed at once, by anyone, and stays so until it is executed.
/// @dev The Safe's owners keep every right over the Safe: they may spend what it holds, disable the module or have a
/// guard refuse its calls. They have none over the governor, whose settings change by proposals only. A DAO in which
/// nobody stands above the people takes the owners out of its Safe (a proposal can call the Safe itself).
interface IGovernorSafe {
    /// @notice Another Safe executes from now on.
    /// @param oldSafe The Safe before; zero for the first.
    /// @param newSafe The Safe now.
    event SafeUpdated(address indexed oldSafe, address indexed newSafe);

    /// @notice There is no contract at this address, so it can be no Safe.
    /// @param safe The address given.
    error GovernorInvalidSafe(address safe);

    /// @notice The Safe has not enabled the governor as a module, so nothing can be executed through it.
    /// @param safe The Safe.
    error GovernorSafeModuleNotEnabled(address safe);

    /// @notice The Safe makes a call that no proposal is having it make just now.
    /// @param callHash The hash of the call's data.
    error GovernorCallNotExecuting(bytes32 callHash);

    /// @notice Changes who executes. Governance only.
    /// @dev The new Safe must have enabled the governor, or nothing could ever be executed again. The calls of the
    /// proposal that changes it are all made by the old one, so a call of the governor to itself cannot come after.
    /// @param newSafe The new Safe.
    function updateSafe(ISafe newSafe) external;

    /// @notice Returns who executes, and holds the treasury.
    /// @return The Safe.
    function safe() external view returns (ISafe);
}
