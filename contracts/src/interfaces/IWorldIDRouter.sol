// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title World ID 3's router to the verifier of a group
/// @notice The part of the deployed `WorldIDRouter` that a relying party calls, its exact ABI.
/// @dev It does not remember nullifiers: a caller that needs "once" stores them.
/// Source: src/WorldIDRouter.sol of https://github.com/worldcoin/world-id-contracts.
interface IWorldIDRouter {
    /// @notice The root was never one of the group's.
    error NonExistentRoot();

    /// @notice The root was the group's, too long ago: ask for a new proof.
    error ExpiredRoot();

    /// @notice The proof does not hold for these public inputs.
    error ProofInvalid();

    /// @notice Reverts unless `proof` proves a unique World ID behind exactly these public inputs.
    /// @param root A recent root of the group.
    /// @param groupId The kind of credential: 1 for people whom an orb has seen.
    /// @param signalHash `uint256(keccak256(signal)) >> 8` of the bytes the proof carries.
    /// @param nullifierHash The person's number for this external nullifier, a field element.
    /// @param externalNullifierHash World ID's hash of app and action.
    /// @param proof An uncompressed Groth16 proof.
    function verifyProof(
        uint256 root,
        uint256 groupId,
        uint256 signalHash,
        uint256 nullifierHash,
        uint256 externalNullifierHash,
        uint256[8] calldata proof
    ) external view;
}
