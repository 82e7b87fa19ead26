// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IGovernorSafe} from "../interfaces/IGovernorSafe.sol";
import {ISafe, SafeOperation} from "../interfaces/ISafe.sol";

/// @title GovernorSafe
/// @notice Executes proposals as an enabled module of a Safe, which holds the treasury.
/// @dev Stands where OpenZeppelin's GovernorTimelockControl stands in a governor that has a timelock.
abstract contract GovernorSafe is Governor, IGovernorSafe {
    ISafe private _safe;
    /// @dev The hash of the call to the governor itself that the Safe was told to make and has not made yet, or 0.
    bytes32 private _pendingCall;

    /// @notice Sets who executes first. It need not have enabled the governor yet.
    /// @param safe_ The Safe.
    constructor(ISafe safe_) {
        _setSafe(safe_);
    }

    /// @inheritdoc IGovernorSafe
    function updateSafe(ISafe newSafe) external virtual override onlyGovernance {
        _setSafe(newSafe);
        _requireEnabled(newSafe);
    }

    /// @inheritdoc IGovernorSafe
    function safe() public view virtual override returns (ISafe) {
        return _safe;
    }

    /// @inheritdoc Governor
    /// @dev The calls of a proposal are made in order, all of them or none, by one Safe: the one that executes when
    /// they begin. Ether sent along goes to the Safe.
    function _executeOperations(
        uint256 /* proposalId */,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 /* descriptionHash */
    ) internal virtual override {
        ISafe executor = _safe;
        _requireEnabled(executor);
        if (msg.value != 0) Address.sendValue(payable(address(executor)), msg.value);
        for (uint256 i = 0; i < targets.length; ++i) {
            bool toItself = targets[i] == address(this);
            if (toItself) _pendingCall = keccak256(calldatas[i]);
            (bool success, bytes memory returnData) = executor.execTransactionFromModuleReturnData(
                targets[i],
                values[i],
                calldatas[i],
                SafeOperation.Call
            );
            Address.verifyCallResult(success, returnData);
            // A call that is open to everybody has not asked for it.
            if (toItself) _pendingCall = 0;
        }
    }

    /// @inheritdoc Governor
    /// @dev The Governor lets its executor make any call of the proposal that is being executed, whenever it likes
    /// until the execution ends; that includes the calls of options that did not pass. A Safe has owners, and other
    /// modules, who could use that moment. So a call must be the very one that the Safe was just told to make, once.
    function _checkGovernance() internal virtual override {
        if (_msgSender() == _executor()) {
            bytes32 callHash = keccak256(_msgData());
            if (callHash != _pendingCall) revert GovernorCallNotExecuting(callHash);
            _pendingCall = 0;
        }
        super._checkGovernance();
    }

    /// @inheritdoc Governor
    function _executor() internal view virtual override returns (address) {
        return address(_safe);
    }

    function _setSafe(ISafe newSafe) private {
        if (address(newSafe).code.length == 0) revert GovernorInvalidSafe(address(newSafe));
        emit SafeUpdated(address(_safe), address(newSafe));
        _safe = newSafe;
    }

    function _requireEnabled(ISafe executor) private view {
        if (!executor.isModuleEnabled(address(this)))
            revert GovernorSafeModuleNotEnabled(address(executor));
    }
}
