// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEligibilityPolicy} from "../../src/interfaces/IEligibilityPolicy.sol";
import {IPersonhoodGroup} from "../../src/interfaces/IPersonhoodGroup.sol";

/// @notice A policy that calls the group back while the group asks it, with what its evidence says,
/// and notes what it saw. It calls as itself, so it is the holder of what it enrols.
contract CallingPolicy is IEligibilityPolicy {
    uint256 public asked;
    uint256[] public sizes;
    uint256[] public roots;
    bytes4 public refusal;

    /// @inheritdoc IEligibilityPolicy
    function enforce(address, bytes calldata evidence) external override {
        ++asked;
        IPersonhoodGroup group = IPersonhoodGroup(msg.sender);
        sizes.push(group.size());
        roots.push(group.root());
        if (evidence.length == 0) return;
        (bool done, bytes memory answer) = msg.sender.call(evidence);
        if (!done) refusal = bytes4(answer);
    }
}
