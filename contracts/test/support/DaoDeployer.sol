// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {PersonhoodGovernor} from "../../src/governance/PersonhoodGovernor.sol";
import {IPersonhoodGroup} from "../../src/interfaces/IPersonhoodGroup.sol";
import {IPersonhoodIssuer} from "../../src/interfaces/IPersonhoodIssuer.sol";
import {deployCode} from "./deployCode.sol";

/// @notice Deploys what {GovernorFixture} needs.
contract DaoDeployer {
    function deployGroup(IPersonhoodIssuer issuer) external returns (IPersonhoodGroup) {
        bytes memory arguments = abi.encode(issuer, address(0));
        return
            IPersonhoodGroup(
                deployCode("contracts/src/group/PersonhoodGroup.sol:PersonhoodGroup", arguments)
            );
    }

    function deployTimelock(
        uint256 delay,
        address[] calldata executors,
        address admin
    ) external returns (TimelockController) {
        bytes memory arguments = abi.encode(delay, new address[](0), executors, admin);
        string memory artifact = "governance/TimelockController.sol:TimelockController";
        return TimelockController(payable(deployCode(artifact, arguments)));
    }

    function deployGovernor(
        PersonhoodGovernor.Settings calldata settings
    ) external returns (PersonhoodGovernor) {
        string memory artifact =
            "contracts/src/governance/PersonhoodGovernor.sol:PersonhoodGovernor";
        return PersonhoodGovernor(payable(deployCode(artifact, abi.encode(settings))));
    }
}
