// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Counts how often each call of a proposal was made.
contract CallCounter {
    /// @notice How often {count} was called with a number.
    mapping(uint256 call => uint256 times) public timesOf;

    /// @dev What a proposal calls.
    function count(uint256 call) external payable {
        ++timesOf[call];
    }
}
