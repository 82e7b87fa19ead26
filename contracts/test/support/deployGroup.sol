// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEligibilityPolicy} from "../../src/interfaces/IEligibilityPolicy.sol";
import {IPersonhoodGroup} from "../../src/interfaces/IPersonhoodGroup.sol";
import {IPersonhoodIssuer} from "../../src/interfaces/IPersonhoodIssuer.sol";
import {vm} from "./Vm.sol";

/// @dev Deploys a group by its name, so that its code is compiled once and not into every test.
function deployGroup(
    IPersonhoodIssuer issuer,
    IEligibilityPolicy policy
) returns (IPersonhoodGroup group) {
    bytes memory code = abi.encodePacked(
        vm.getCode("contracts/src/group/PersonhoodGroup.sol:PersonhoodGroup"),
        abi.encode(issuer, policy)
    );
    assembly ("memory-safe") {
        group := create(0, add(code, 32), mload(code))
    }
    require(address(group) != address(0), "no group");
}

/// @dev Deploys a group in which every person may enrol.
function deployGroup(IPersonhoodIssuer issuer) returns (IPersonhoodGroup) {
    return deployGroup(issuer, IEligibilityPolicy(address(0)));
}
