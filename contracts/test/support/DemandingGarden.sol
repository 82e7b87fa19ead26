// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GardenGovernor} from "../examples/GardenGovernor.sol";
import {IPersonhoodGroup} from "@psephos/contracts/src/interfaces/IPersonhoodGroup.sol";
import {ISafe} from "@psephos/contracts/src/interfaces/ISafe.sol";
import {ISemaphoreBatchVerifier} from "@psephos/contracts/src/interfaces/ISemaphoreBatchVerifier.sol";

/// @notice A garden's governor that asks for what a governor of persons with a Safe cannot give: votes of an address to
/// propose, and a queue.
contract DemandingGarden is GardenGovernor {
    /// @notice As it was set by {setProposalThreshold}.
    uint256 private _threshold;

    /// @notice As a garden's.
    constructor(
        IPersonhoodGroup people,
        ISemaphoreBatchVerifier ballotVerifier,
        ISafe treasury
    ) GardenGovernor(people, ballotVerifier, treasury) {}

    /// @notice Sets how many votes an address needs to propose.
    function setProposalThreshold(uint256 threshold) external {
        _threshold = threshold;
    }

    /// @notice Tells how many votes an address needs to propose.
    function proposalThreshold() public view override returns (uint256) {
        return _threshold;
    }

    /// @notice Tells that a proposal has to be queued.
    function proposalNeedsQueuing(uint256) public pure override returns (bool) {
        return true;
    }
}
