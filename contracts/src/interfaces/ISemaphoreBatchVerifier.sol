// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A Semaphore v4 proof with what it says about itself.
/// @param nullifier Semaphore's nullifier, below the BN254 scalar field.
/// @param message What the member signed off, before Semaphore hashes it to the field.
/// @param points The Groth16 proof as Semaphore packs it: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y.
struct MemberProof {
    uint256 nullifier;
    uint256 message;
    uint256[8] points;
}

/// @title Verifying many Semaphore proofs at once
/// @notice Answers for a whole batch: all of its proofs hold, or it says nothing about any of them.
interface ISemaphoreBatchVerifier {
    /// @notice The batch holds no proof, so there is nothing to answer.
    error SemaphoreBatchEmpty();

    /// @notice There are verification keys for depths 1 to 32 only.
    /// @param merkleTreeDepth The depth given.
    error SemaphoreDepthUnsupported(uint256 merkleTreeDepth);

    /// @notice The root is not below the BN254 scalar field.
    /// @param merkleTreeRoot The root given.
    error SemaphoreRootOutOfField(uint256 merkleTreeRoot);

    /// @notice The nullifier is not below the BN254 scalar field, so it could stand for a member twice.
    /// @param nullifier The nullifier given.
    error SemaphoreNullifierOutOfField(uint256 nullifier);

    /// @notice Too little gas is left for the pairings, so nothing can be said about the proofs.
    /// @param available The gas that is left.
    /// @param price What the pairings cost.
    error SemaphoreGasInsufficient(uint256 available, uint256 price);

    /// @notice Tells whether every proof shows that a member of the group made it for this scope.
    /// @dev A batch with one bad proof is false as a whole. It can be true by chance with probability 2^-128.
    /// Whether a nullifier was seen before is for the caller to know.
    /// @param merkleTreeRoot The group's root, below the BN254 scalar field. The root of an empty group is 0, and
    /// Semaphore's circuit lets anybody prove to be in it: callers must not ask for it.
    /// @param scope The scope, before Semaphore hashes it to the field.
    /// @param merkleTreeDepth The depth at which every proof was made, 1 to 32.
    /// @param proofs The proofs, at least one.
    /// @return valid True if all of them hold.
    function verifyProofs(
        uint256 merkleTreeRoot,
        uint256 scope,
        uint256 merkleTreeDepth,
        MemberProof[] calldata proofs
    ) external view returns (bool valid);
}
