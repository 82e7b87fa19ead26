// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernorOptions, OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {Interceptor} from "./support/Interceptor.sol";
import {votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice What an option that failed would have changed stays as it is, even while the proposal is executed.
contract GovernorFailedOptionTest is GovernorFixture {
    bytes32 private constant SALT = "salt";

    /// @dev Somebody else may propose to the timelock, and is paid by an option that passes.
    function test_LetsNoOtherProposerRunTheCallOfAFailedOptionDuringTheExecution() public {
        _enrolUpTo(4);
        bytes32 proposer = timelock.PROPOSER_ROLE();
        vm.prank(address(timelock));
        timelock.grantRole(proposer, address(this));
        bytes memory failed = abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (1));
        timelock.schedule(address(governor), 0, failed, 0, SALT, TIMELOCK_DELAY);

        Interceptor paid = new Interceptor();
        Proposal memory proposal = _callProposal(address(paid), "");
        proposal.targets = new address[](2);
        proposal.values = new uint256[](2);
        proposal.calldatas = new bytes[](2);
        (proposal.targets[0], proposal.values[0]) = (address(paid), 1 ether);
        (proposal.targets[1], proposal.calldatas[1]) = (address(governor), failed);
        OptionsLayout memory layout = OptionsLayout(2, 0, 100, new uint8[](2), 0);
        layout.callOptions[1] = 1;
        _proposeOptions(proposal, layout);
        _open(proposal.id);
        _cast(proposal.id, 1, votesOf(1, -1));

        paid.setTolerant(true);
        paid.add(
            address(timelock),
            abi.encodeCall(timelock.execute, (address(governor), 0, failed, 0, SALT))
        );
        _carryOut(proposal);
        require(governor.defaultVoiceCredits() == VOICE_CREDITS, "changed");
    }
}
