// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title World ID 4's verifier of uniqueness proofs
/// @notice The part of the deployed `WorldIDVerifier` that a relying party calls, its exact ABI.
/// @dev It neither checks that a nonce is fresh nor remembers nullifiers: a caller that needs
/// "once" stores them.
/// Source: contracts/src/core/interfaces/IWorldIDVerifier.sol of
/// https://github.com/worldcoin/world-id-protocol.
interface IWorldIDVerifier {
    /// @notice The proof's bound on the credential's expiry lies too far in the past: ask for a new
    /// proof.
    error ExpirationTooOld();

    /// @notice The action's most significant byte is not zero, so it is not the action of a
    /// uniqueness proof.
    error InvalidAction();

    /// @notice The fifth word of the proof is not a recent root of the registry of World IDs.
    error InvalidMerkleRoot();

    /// @notice No issuer is registered for this kind of credential.
    error UnregisteredIssuerSchemaId();

    /// @notice A public input is not below the BN254 scalar field: it could stand for another one.
    error PublicInputNotInField();

    /// @notice The proof does not hold for these public inputs.
    error ProofInvalid();

    /// @notice Reverts unless `zeroKnowledgeProof` proves a unique World ID behind exactly these
    /// public inputs.
    /// @param nullifier The person's number for this relying party and action, a field element.
    /// @param action `uint256(keccak256(bytes(action))) >> 8`.
    /// @param rpId The relying party: the first 8 bytes of keccak256(app id).
    /// @param nonce The number that the relying party drew for the request, a field element.
    /// @param signalHash `uint256(keccak256(signal)) >> 8` of the bytes the proof carries.
    /// @param expiresAtMin A time, in seconds since 1970, until which the credential is valid.
    /// @param issuerSchemaId The kind of credential: 1 proof of human, 11 selfie, 9303 passport,
    /// 9310 national id.
    /// @param credentialGenesisIssuedAtMin The earliest first issue that counts, in seconds since
    /// 1970; 0 for any.
    /// @param zeroKnowledgeProof Four words of compressed Groth16 proof, then the root of the
    /// registry of World IDs.
    function verify(
        uint256 nullifier,
        uint256 action,
        uint64 rpId,
        uint256 nonce,
        uint256 signalHash,
        uint64 expiresAtMin,
        uint64 issuerSchemaId,
        uint256 credentialGenesisIssuedAtMin,
        uint256[5] calldata zeroKnowledgeProof
    ) external view;
}
