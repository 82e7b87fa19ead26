// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A contract that a proposal calls or pays, and that makes calls of its own while it is called: an attacker,
/// or a treasury of somebody else's.
contract Interceptor {
    /// @notice {refuse} was called.
    error Refused(uint256 code);

    /// @dev A call to make when called.
    struct Step {
        address target;
        bytes data;
    }

    /// @notice How often it was called.
    uint256 public calls;
    /// @notice Who called last, and with how much.
    address public caller;
    uint256 public received;
    /// @notice Whether it goes on when one of its calls fails.
    bool public tolerant;
    /// @notice Whether {refuse} refuses.
    bool public refusing = true;
    /// @notice Whether each call was successful, and what it answered.
    bool[] public successes;
    bytes[] public answers;
    Step[] private _steps;

    receive() external payable {
        _run();
    }

    /// @dev Makes the calls it was given.
    function poke() external payable {
        _run();
    }

    /// @dev Fails with a reason, unless it was told not to.
    function refuse(uint256 code) external payable {
        if (refusing) revert Refused(code);
        _run();
    }

    /// @dev Fails without one.
    function refuseSilently() external payable {
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }

    function add(address target, bytes calldata data) external {
        _steps.push(Step(target, data));
    }

    function setTolerant(bool tolerant_) external {
        tolerant = tolerant_;
    }

    function setRefusing(bool refusing_) external {
        refusing = refusing_;
    }

    function _run() private {
        ++calls;
        (caller, received) = (msg.sender, msg.value);
        // What it calls may call it again; a step is made once.
        while (_steps.length > 0) {
            Step memory step = _steps[_steps.length - 1];
            _steps.pop();
            (bool success, bytes memory answer) = step.target.call(step.data);
            if (!success && !tolerant) {
                assembly ("memory-safe") {
                    revert(add(answer, 32), mload(answer))
                }
            }
            successes.push(success);
            answers.push(answer);
        }
    }
}
