// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Verifying many Groth16 proofs of one circuit at once
/// @notice Answers for a whole batch: all of its proofs hold, or it says nothing about any of them.
/// @dev A circuit's public inputs stand in a fixed order. Some are the same for all proofs of a batch and are given once,
/// the others with each proof; which is which the caller says.
interface IGroth16BatchVerifier {
    /// @notice A verification key is α, β, γ, δ and one point for each public input and one more: 14 words and two for
    /// each of at least two points.
    /// @param words How many words were given.
    error Groth16KeyMalformed(uint256 words);

    /// @notice The verification key holds what is no point of its curve, or infinity.
    /// @param word Where in the key the point begins.
    error Groth16KeyPointInvalid(uint256 word);

    /// @notice δ is γ, as before anybody contributed to the second phase of the circuit's set-up: everybody could forge
    /// proofs.
    error Groth16KeyWithoutContribution();

    /// @notice The batch holds no proof, so there is nothing to answer.
    error Groth16BatchEmpty();

    /// @notice The words of a batch are no whole number of proofs with their inputs.
    /// @param words How many words were given.
    /// @param wordsPerProof How many a proof with its own inputs has.
    error Groth16BatchMalformed(uint256 words, uint256 wordsPerProof);

    /// @notice There are as many shared inputs as `sharedInputs` has bits set, and each bit stands for a public input.
    /// @param sharedInputs The bits given.
    /// @param given How many shared inputs were given.
    error Groth16SharedInputsMismatch(uint256 sharedInputs, uint256 given);

    /// @notice A public input is not below the BN254 scalar field, so that another would stand for the same.
    /// @param input The input.
    error Groth16InputOutOfField(uint256 input);

    /// @notice Too little gas is left for the pairings, so nothing can be said about the proofs.
    /// @param available The gas that is left.
    /// @param price What the pairings cost.
    error Groth16GasInsufficient(uint256 available, uint256 price);

    /// @notice Tells whether every proof holds for its public inputs.
    /// @dev A batch with one bad proof is false as a whole. It can be true by chance with probability 2^-128: the
    /// coefficients are hashed from chain, verifier and the whole calldata. Points at infinity are refused.
    /// @param sharedInputs Bit j is set if public input j is the same for all proofs.
    /// @param shared Those inputs, in the circuit's order.
    /// @param proofs For each proof its other inputs, in the circuit's order, and A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x,
    /// C.y, the imaginary part of B's coordinates first.
    /// @return valid True if all of them hold.
    function verifyProofs(
        uint256 sharedInputs,
        uint256[] calldata shared,
        uint256[] calldata proofs
    ) external view returns (bool valid);

    /// @notice Returns how many public inputs the circuit has.
    /// @return The number.
    function inputCount() external view returns (uint256);

    /// @notice Returns the verification key.
    /// @return α (x, y), β, γ and δ (x1, x0, y1, y0 each), then the points (x, y) of 1 and of every public input.
    function verificationKey() external view returns (uint256[] memory);

    /// @notice Tells whether the key was made for development, so that whoever made it can forge proofs.
    /// @return True if it was.
    function isDevelopment() external view returns (bool);
}
