// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who may enrol in a group, besides being a person
/// @notice What a group asks of an Excubiae policy: the one function of its `IBasePolicy` that a
/// guarded contract calls.
/// @dev A policy guards one contract, which its owner names with `setTarget` once the group stands;
/// until then, and for everybody else who calls, it reverts. Declared here because Excubiae's npm
/// package does not export its Solidity files to every build.
/// Source: contracts/interfaces/IBasePolicy.sol of https://github.com/privacy-scaling-explorations/excubiae.
interface IEligibilityPolicy {
    /// @notice Reverts unless `subject` is eligible, and remembers what must count once.
    /// @param subject The address that a person proves to hold.
    /// @param evidence What the policy needs to be convinced; its encoding is the policy's own.
    function enforce(address subject, bytes calldata evidence) external;
}
