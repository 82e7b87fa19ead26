// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {CallCounter} from "./support/CallCounter.sol";
import {vm} from "./support/Vm.sol";

/// @notice The calls of passing options are made once, in time, and no others: 256 runs of 40 attempts by anybody to
/// queue, execute, cancel or go past the governor.
contract GovernorExecutionPropertiesTest is GovernorFixture {
    uint256 private constant ATTEMPTS = 40;
    uint256 private constant PEOPLE = 5;

    CallCounter private counter;
    Proposal private proposal;
    OptionsLayout private layout;
    int256[] private margins;
    uint256 private voters;
    bool[] private passing;
    uint256 private time;
    /// @dev When it may be executed; 0 before it is queued.
    uint256 private eta;
    bool private executed;
    address private sender;

    function setUp() public override {
        super.setUp();
        counter = new CallCounter();
        _enrolUpTo(PEOPLE);
    }

    function testFuzz_MakesTheCallsOfPassingOptionsOnce(uint256 seed) public {
        seed = uint256(keccak256(abi.encode(seed)));
        _propose(seed);
        _vote(seed);
        passing = _expectedWinners();
        for (uint256 i = 0; i < ATTEMPTS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, "attempt", i)));
            sender = address(uint160(random));
            _attempt(random >> 160);
            _requireCalls();
        }
        _requireOutcome();
    }

    /// @dev Attempts on a proposal at any time, of which those succeed that should.
    function _attempt(uint256 random) private {
        bytes32 hash = keccak256(bytes(proposal.description));
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = (
            proposal.targets,
            proposal.values,
            proposal.calldatas
        );
        uint256 kind = random % 6;
        if (kind == 0) {
            bool expected = eta == 0 && _hasSucceeded();
            _call(abi.encodeCall(governor.queue, (targets, values, calldatas, hash)), expected);
            if (expected) eta = time + TIMELOCK_DELAY;
        } else if (kind == 1) {
            bool expected = eta != 0 && time >= eta && !executed;
            _call(abi.encodeCall(governor.execute, (targets, values, calldatas, hash)), expected);
            executed = executed || expected;
        } else if (kind == 2) {
            _call(abi.encodeCall(governor.cancel, (targets, values, calldatas, hash)), false);
        } else if (kind == 3) {
            _executeOnTimelock(random >> 8, targets, values, calldatas);
        } else {
            _moveClock(random >> 8);
        }
    }

    /// @dev Anybody may have the timelock execute what it was given, and that is all calls of passing options only.
    function _executeOnTimelock(
        uint256 random,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas
    ) private {
        bool exact = random % 2 == 0;
        if (exact) (targets, values, calldatas) = _passingCalls(targets, values, calldatas);
        bool same = exact || targets.length == _countPassingCalls();
        bytes32 salt = bytes20(address(governor)) ^ bytes32(proposal.id);
        bool expected = same && eta != 0 && time >= eta && !executed;
        vm.prank(sender);
        (bool done, ) = address(timelock).call(
            abi.encodeCall(timelock.executeBatch, (targets, values, calldatas, 0, salt))
        );
        require(done == expected, "timelock");
        executed = executed || expected;
    }

    function _call(bytes memory data, bool expected) private {
        vm.prank(sender);
        (bool done, ) = address(governor).call(data);
        require(done == expected, "attempt");
    }

    /// @dev By up to a day, or to a second on which something changes or the one before, if there is one to come.
    function _moveClock(uint256 random) private {
        uint256 edge = eta == 0 ? governor.proposalDeadline(proposal.id) + 1 : eta;
        uint256 next = edge - ((random >> 8) % 2);
        time = random % 4 == 0 && next > time ? next : time + 1 + ((random >> 16) % 1 days);
        vm.warp(time);
    }

    /// @dev From 1 to 6 options, each with any of 1 to 8 calls.
    function _propose(uint256 seed) private {
        uint256 options = 1 + (seed % 6);
        uint256 calls = 1 + ((seed >> 8) % 8);
        layout.optionCount = uint8(options);
        layout.maxWinners = uint8((seed >> 16) % (options + 1));
        layout.voiceCredits = VOICE_CREDITS;
        Proposal memory made;
        made.targets = new address[](calls);
        made.values = new uint256[](calls);
        made.calldatas = new bytes[](calls);
        made.description = TEXT;
        for (uint256 i = 0; i < calls; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, "call", i)));
            layout.callOptions.push(uint8(random % options));
            made.targets[i] = address(counter);
            made.values[i] = (random >> 8) % 3;
            made.calldatas[i] = abi.encodeCall(counter.count, (i));
        }
        _proposeOptions(made, layout);
        proposal = made;
    }

    /// @dev From none to all of 5 people vote; 2 are a quorum.
    function _vote(uint256 seed) private {
        _open(proposal.id);
        time = governor.clock();
        margins = new int256[](layout.optionCount);
        voters = (seed >> 24) % (PEOPLE + 1);
        for (uint256 person = 1; person <= voters; ++person) {
            int256[] memory votes = new int256[](layout.optionCount);
            for (uint256 i = 0; i < votes.length; ++i) {
                uint256 random = uint256(keccak256(abi.encode(seed, "vote", person, i)));
                votes[i] = int256(random % 9) - 4;
                margins[i] += votes[i];
            }
            _cast(proposal.id, person, votes);
        }
    }

    /// @dev An option passes if it is ahead, and fewer than may win are better or as good and before it.
    function _expectedWinners() private view returns (bool[] memory winners) {
        winners = new bool[](margins.length);
        if (voters < 2) return winners;
        for (uint256 i = 0; i < margins.length; ++i) {
            uint256 better;
            for (uint256 j = 0; j < margins.length; ++j) {
                if (margins[j] > margins[i] || (margins[j] == margins[i] && j < i)) ++better;
            }
            bool wins = layout.maxWinners == 0 || better < layout.maxWinners;
            winners[i] = margins[i] > 0 && wins;
        }
    }

    function _passingCalls(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas
    ) private view returns (address[] memory, uint256[] memory, bytes[] memory) {
        uint256 count = _countPassingCalls();
        address[] memory itsTargets = new address[](count);
        uint256[] memory itsValues = new uint256[](count);
        bytes[] memory itsCalldatas = new bytes[](count);
        uint256 next;
        for (uint256 i = 0; i < targets.length; ++i) {
            if (!passing[layout.callOptions[i]]) continue;
            (itsTargets[next], itsValues[next]) = (targets[i], values[i]);
            itsCalldatas[next++] = calldatas[i];
        }
        return (itsTargets, itsValues, itsCalldatas);
    }

    function _countPassingCalls() private view returns (uint256 count) {
        for (uint256 i = 0; i < layout.callOptions.length; ++i) {
            if (passing[layout.callOptions[i]]) ++count;
        }
    }

    function _hasSucceeded() private view returns (bool) {
        bool any;
        for (uint256 i = 0; i < passing.length; ++i) any = any || passing[i];
        return any && time > governor.proposalDeadline(proposal.id);
    }

    function _requireCalls() private view {
        uint256 paid;
        for (uint256 i = 0; i < proposal.targets.length; ++i) {
            bool made = executed && passing[layout.callOptions[i]];
            require(counter.timesOf(i) == (made ? 1 : 0), "times");
            if (made) paid += proposal.values[i];
        }
        require(address(counter).balance == paid, "paid");
    }

    function _requireOutcome() private view {
        bool[] memory actual = governor.passingOptions(proposal.id);
        require(keccak256(abi.encode(actual)) == keccak256(abi.encode(passing)), "passing");
        if (executed) _requireState(proposal.id, IGovernor.ProposalState.Executed);
        else if (eta != 0) _requireState(proposal.id, IGovernor.ProposalState.Queued);
    }
}
