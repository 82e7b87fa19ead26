// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISafe, SafeOperation} from "../../src/interfaces/ISafe.sol";

/// @title A Safe, as its owners see it
/// @notice The part of the real Safe's ABI that the tests call.
interface ISafeAccount is ISafe {
    event SafeReceived(address indexed sender, uint256 value);

    function setup(
        address[] calldata owners,
        uint256 threshold,
        address to,
        bytes calldata data,
        address fallbackHandler,
        address paymentToken,
        uint256 payment,
        address payable paymentReceiver
    ) external;

    function execTransaction(
        address to,
        uint256 value,
        bytes calldata data,
        SafeOperation operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address payable refundReceiver,
        bytes memory signatures
    ) external payable returns (bool success);

    function enableModule(address module) external;

    function disableModule(address previousModule, address module) external;

    function setModuleGuard(address guard) external;

    function setFallbackHandler(address handler) external;

    function swapOwner(address previousOwner, address oldOwner, address newOwner) external;

    function getOwners() external view returns (address[] memory);
}

/// @notice The part of the real factory's ABI that the tests call.
interface ISafeProxyFactory {
    function createProxyWithNonce(
        address singleton,
        bytes memory initializer,
        uint256 saltNonce
    ) external returns (address proxy);
}
