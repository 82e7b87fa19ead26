// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import "@psephos/contracts/src/governance/GovernorOptions.sol";
import "@psephos/contracts/src/governance/GovernorOptionsSafe.sol";
import "@psephos/contracts/src/governance/GovernorPersonhood.sol";
import "@psephos/contracts/src/governance/GovernorSafe.sol";

/// @notice A garden's governor: its people decide, and the Safe that they already have executes.
contract GardenGovernor is GovernorOptionsSafe {
    constructor(
        IPersonhoodGroup people,
        ISemaphoreVerifier ballotVerifier,
        ISafe treasury
    )
        Governor("Garden")
        GovernorPersonhood(people, ballotVerifier)
        GovernorCountingQuadratic(2_500) // quorum: a quarter of the people
        GovernorOptions(100) // voice credits of a ballot
        GovernorSafe(treasury)
    {}

    function votingDelay() public pure override returns (uint256) {
        return 1 hours;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 3 days;
    }
}
