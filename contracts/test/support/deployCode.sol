// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {vm} from "./Vm.sol";

/// @dev Deploys a contract from the bytecode that a DAO would deploy; `file:name` names it. `new`
/// would compile it again, and otherwise: tests are compiled without the optimizer.
function deployCode(
    string memory artifact,
    bytes memory constructorArguments
) returns (address deployed) {
    bytes memory code = abi.encodePacked(vm.getCode(artifact), constructorArguments);
    assembly ("memory-safe") {
        deployed := create(0, add(code, 32), mload(code))
        if iszero(deployed) {
            let reason := mload(0x40)
            returndatacopy(reason, 0, returndatasize())
            revert(reason, returndatasize())
        }
    }
}
