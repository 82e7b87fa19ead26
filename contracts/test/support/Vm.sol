// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The cheatcodes that our Solidity tests use
/// @notice Hardhat's test runner answers them at one well-known address.
interface Vm {
    /// @notice Returns the address of a private key.
    function addr(uint256 privateKey) external pure returns (address);

    /// @notice Signs a digest with a private key.
    function sign(
        uint256 privateKey,
        bytes32 digest
    ) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice Sets the block's timestamp.
    function warp(uint256 timestamp) external;

    /// @notice Sets the block's number.
    function roll(uint256 number) external;

    /// @notice Sets the chain's id.
    function chainId(uint256 id) external;

    /// @notice Sets the sender of the next call.
    function prank(address sender) external;

    /// @notice Sets the sender of all calls until {stopPrank}.
    function startPrank(address sender) external;

    /// @notice Ends {startPrank}.
    function stopPrank() external;

    /// @notice Sets an account's code.
    function etch(address account, bytes calldata code) external;

    /// @notice Sets an account's balance, in wei.
    function deal(address account, uint256 balance) external;

    /// @notice Reads a slot of a contract's storage.
    function load(address account, bytes32 slot) external view returns (bytes32);

    /// @notice Writes a slot of a contract's storage.
    function store(address account, bytes32 slot, bytes32 value) external;

    /// @notice Forgets that an account and its storage were used before in this transaction.
    function cool(address account) external;

    /// @notice Demands that the next call reverts, for whatever reason.
    function expectRevert() external;

    /// @notice Demands that the next call reverts with a custom error that takes no arguments.
    function expectRevert(bytes4 selector) external;

    /// @notice Demands that the next call reverts with exactly this data.
    function expectRevert(bytes calldata data) external;

    /// @notice Demands that the next call emits the event that the test emits next.
    function expectEmit() external;

    /// @notice Demands that the next call has `emitter` emit the event that the test emits next.
    function expectEmit(address emitter) external;

    /// @notice Skips a fuzz case in which the condition does not hold.
    function assume(bool condition) external pure;

    /// @notice Returns the creation code of a contract that was compiled beside the test.
    function getCode(string calldata artifact) external view returns (bytes memory);

    /// @notice Reads a file that `hardhat.config.ts` lets tests read, by its path in the project.
    function readFile(string calldata path) external view returns (string memory);

    /// @notice Returns the number at a key of JSON, such as `.call.nonce`.
    function parseJsonUint(
        string calldata json,
        string calldata key
    ) external pure returns (uint256);

    /// @notice Returns the numbers at a key of JSON.
    function parseJsonUintArray(
        string calldata json,
        string calldata key
    ) external pure returns (uint256[] memory);

    /// @notice Returns the signed numbers at a key of JSON.
    function parseJsonIntArray(
        string calldata json,
        string calldata key
    ) external pure returns (int256[] memory);

    /// @notice Returns the bytes that stand in hex at a key of JSON.
    function parseJsonBytes(
        string calldata json,
        string calldata key
    ) external pure returns (bytes memory);

    /// @notice Has every call to `callee` whose data begins with `data` revert with `revertData`.
    function mockCallRevert(
        address callee,
        bytes calldata data,
        bytes calldata revertData
    ) external;

    /// @notice Ends {mockCallRevert}.
    function clearMockedCalls() external;

    /// @notice Names an address in traces.
    function label(address account, string calldata name) external;
}

/// @dev The address of the cheatcodes: `address(uint160(uint256(keccak256("hevm cheat code"))))`.
Vm constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
