// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {PersonhoodGovernor} from "../../src/governance/PersonhoodGovernor.sol";
import {PersonhoodGroup} from "../../src/group/PersonhoodGroup.sol";
import {IEligibilityPolicy} from "../../src/interfaces/IEligibilityPolicy.sol";
import {IPersonhoodIssuer} from "../../src/interfaces/IPersonhoodIssuer.sol";

/// @notice Deploys what {GovernorFixture} needs. The fixture finds it by its name: were the code of
/// a governor part of every test that deploys one, the compiler would take minutes.
contract DaoDeployer {
    function deployGroup(IPersonhoodIssuer issuer) external returns (PersonhoodGroup) {
        return new PersonhoodGroup(issuer, IEligibilityPolicy(address(0)));
    }

    function deployTimelock(
        uint256 delay,
        address[] calldata executors,
        address admin
    ) external returns (TimelockController) {
        return new TimelockController(delay, new address[](0), executors, admin);
    }

    function deployGovernor(
        PersonhoodGovernor.Settings calldata settings
    ) external returns (PersonhoodGovernor) {
        return new PersonhoodGovernor(settings);
    }
}
