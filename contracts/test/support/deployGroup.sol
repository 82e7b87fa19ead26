// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEligibilityPolicy} from "../../src/interfaces/IEligibilityPolicy.sol";
import {IPersonhoodGroup} from "../../src/interfaces/IPersonhoodGroup.sol";
import {IPersonhoodIssuer} from "../../src/interfaces/IPersonhoodIssuer.sol";
import {deployCode} from "./deployCode.sol";

/// @dev Deploys a group.
function deployGroup(
    IPersonhoodIssuer issuer,
    IEligibilityPolicy policy
) returns (IPersonhoodGroup) {
    return
        IPersonhoodGroup(
            deployCode(
                "contracts/src/group/PersonhoodGroup.sol:PersonhoodGroup",
                abi.encode(issuer, policy)
            )
        );
}

/// @dev Deploys a group in which every person may enrol.
function deployGroup(IPersonhoodIssuer issuer) returns (IPersonhoodGroup) {
    return deployGroup(issuer, IEligibilityPolicy(address(0)));
}
