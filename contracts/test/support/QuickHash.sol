// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";

/// @notice A test double of PoseidonT3, for tests of a tree that would hash for minutes: another hash
/// to the same field.
contract QuickHash {
    function hash(uint256[2] memory nodes) external pure returns (uint256) {
        return uint256(keccak256(abi.encode(nodes))) % SNARK_SCALAR_FIELD;
    }
}
