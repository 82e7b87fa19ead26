// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice How a Safe makes a call.
/// @dev DelegateCall would run foreign code as the Safe itself; no contract of ours asks for it.
enum SafeOperation {
    Call,
    DelegateCall
}

/// @title A Safe, as its modules see it
/// @notice The part of the deployed Safe (from version 1.3 on) that a module calls, its exact ABI.
interface ISafe {
    /// @notice Makes a call in the Safe's name. Reverts unless the caller is an enabled module; a call that fails does
    /// not revert.
    /// @param to Who is called.
    /// @param value How much of the Safe's ether the call carries, in wei.
    /// @param data The call's data.
    /// @param operation How the call is made.
    /// @return success Whether the call succeeded.
    /// @return returnData What it returned, or why it failed.
    function execTransactionFromModuleReturnData(
        address to,
        uint256 value,
        bytes memory data,
        SafeOperation operation
    ) external returns (bool success, bytes memory returnData);

    /// @notice Tells whether `module` may make calls in the Safe's name.
    /// @param module The module.
    /// @return Whether it is enabled.
    function isModuleEnabled(address module) external view returns (bool);
}
