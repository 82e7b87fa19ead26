// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";

/// @notice A test double of PoseidonT3, for tests of a tree that would hash for minutes: another hash
/// to the same field.
contract QuickHash {
    /// @dev In assembly, because tests are compiled without the optimizer and hash millions of times.
    function hash(uint256[2] calldata nodes) external pure returns (uint256) {
        uint256 field = SNARK_SCALAR_FIELD;
        assembly ("memory-safe") {
            calldatacopy(0, nodes, 64)
            mstore(0, mod(keccak256(0, 64), field))
            return(0, 32)
        }
    }
}
