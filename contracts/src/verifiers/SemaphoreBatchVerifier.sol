// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Calldata is read, and what is hashed put together, without copies.
/* solhint-disable no-inline-assembly */

import {MAX_DEPTH} from "@semaphore-protocol/contracts/base/Constants.sol";
import {SemaphoreVerifierKeyPts} from "@semaphore-protocol/contracts/base/SemaphoreVerifierKeyPts.sol";
import {ISemaphoreBatchVerifier, MemberProof} from "../interfaces/ISemaphoreBatchVerifier.sol";
import {Groth16Batch, Groth16Sums} from "./Groth16Batch.sol";

/// @title SemaphoreBatchVerifier
/// @notice Verifies N Semaphore proofs of one group, scope and depth with N + 3 pairings instead of 4 N.
/// @dev The equation and what is checked where stand in {Groth16Batch}; here are Semaphore's keys and public inputs.
contract SemaphoreBatchVerifier is ISemaphoreBatchVerifier {
    using Groth16Batch for Groth16Sums;

    uint256 private constant _R =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;

    // What the keys of all depths share, from the first phase of the ceremony. Of the points of G2 the imaginary part
    // stands first, as the precompile wants it.
    uint256 private constant _ALPHA_X =
        16428432848801857252194528405604668803277877773566238944394625302971855135431;
    uint256 private constant _ALPHA_Y =
        16846502678714586896801519656441059708016666274385668027902869494772365009666;
    uint256 private constant _BETA_X1 =
        3182164110458002340215786955198810119980427837186618912744689678939861918171;
    uint256 private constant _BETA_X0 =
        16348171800823588416173124589066524623406261996681292662100840445103873053252;
    uint256 private constant _BETA_Y1 =
        4920802715848186258981584729175884379674325733638798907835771393452862684714;
    uint256 private constant _BETA_Y0 =
        19687132236965066906216944365591810874384658708175106803089633851114028275753;
    uint256 private constant _GAMMA_X1 =
        11559732032986387107991004021392285783925812861821192530917403151452391805634;
    uint256 private constant _GAMMA_X0 =
        10857046999023057135944570762232829481370756359578518086990519993285655852781;
    uint256 private constant _GAMMA_Y1 =
        4082367875863433681332203403145435568316851327593401208105741076214120093531;
    uint256 private constant _GAMMA_Y0 =
        8495653923123431417604973247489272438418190587263600148770280649306958101930;

    // As {Groth16Batch}'s, and the field above as well: assembly knows the constants of its own contract only.
    uint256 private constant _ADD_GAS = 1_000;
    uint256 private constant _MUL_GAS = 12_000;

    /// @notice Checks that the keys are complete.
    constructor() {
        SemaphoreVerifierKeyPts.checkInvariant(MAX_DEPTH);
    }

    /// @inheritdoc ISemaphoreBatchVerifier
    function verifyProofs(
        uint256 merkleTreeRoot,
        uint256 scope,
        uint256 merkleTreeDepth,
        MemberProof[] calldata proofs
    ) external view override returns (bool valid) {
        if (proofs.length == 0) revert SemaphoreBatchEmpty();
        if (merkleTreeDepth == 0 || merkleTreeDepth > MAX_DEPTH)
            revert SemaphoreDepthUnsupported(merkleTreeDepth);
        if (merkleTreeRoot >= _R) revert SemaphoreRootOutOfField(merkleTreeRoot);

        Groth16Sums memory sums = Groth16Batch.create(proofs.length);
        (bool points, uint256 nullifiers, uint256 messages) = _addProofs(sums, proofs);
        if (!points) return false;
        uint256 s = sums.coefficients;
        uint256[14] memory key = SemaphoreVerifierKeyPts.getPts(merkleTreeDepth);
        sums.addProofSum(key[0], key[1], key[2], key[3]);
        // IC₀ to IC₄: of 1, root, nullifier, message and scope.
        valid =
            sums.addInput(key[4], key[5], s) &&
            sums.addInput(key[6], key[7], mulmod(s, merkleTreeRoot, _R)) &&
            sums.addInput(key[8], key[9], nullifiers) &&
            sums.addInput(key[10], key[11], messages) &&
            sums.addInput(key[12], key[13], mulmod(s, _hashToField(scope), _R));
        sums.addInputSum(_GAMMA_X1, _GAMMA_X0, _GAMMA_Y1, _GAMMA_Y0);
        if (!valid || !sums.addKeyPair(_ALPHA_X, _ALPHA_Y, _BETA_X1, _BETA_X0, _BETA_Y1, _BETA_Y0))
            return false;
        (uint256 price, uint256 available, bool enough) = sums.askPrice();
        if (!enough) revert SemaphoreGasInsufficient(available, price);
        return sums.isProductOne(price);
    }

    /// @dev Adds every proof as {Groth16Batch-addProof} does, and returns Σrᵢ·nullifierᵢ and Σrᵢ·hash(messageᵢ) in the
    /// scalar field. False if some A, B or C cannot be a point of a proof. One loop in one block, because every step of it
    /// is paid for by every ballot: a call for each, and sums in memory, would cost it 100 gas more.
    // solhint-disable-next-line function-max-lines
    function _addProofs(
        Groth16Sums memory sums,
        MemberProof[] calldata proofs
    ) private view returns (bool valid, uint256 nullifiers, uint256 messages) {
        bytes4 outOfField = SemaphoreNullifierOutOfField.selector;
        assembly ("memory-safe") {
            // Σrᵢ·Cᵢ; behind it the point that is added to it, and behind that room for a scalar.
            let sum := mload(add(sums, 64))
            let point := add(sum, 64)
            let pair := add(mload(add(sums, 96)), 32)
            let proof := proofs.offset
            let coefficients := 0
            let r := 1
            // The seed stays there: of the scratch space only the second word changes.
            mstore(0, mload(sums))
            for {
                let i := 0
            } lt(i, proofs.length) {
                i := add(i, 1)
            } {
                if iszero(lt(calldataload(proof), _R)) {
                    mstore(0, outOfField)
                    mstore(4, calldataload(proof))
                    revert(0, 36)
                }
                calldatacopy(pair, add(proof, 64), 64)
                calldatacopy(point, add(proof, 256), 64)
                // Infinity, told as {Groth16Batch-addProof} tells it.
                valid := iszero(
                    or(
                        or(
                            iszero(calldataload(add(proof, 96))),
                            iszero(calldataload(add(proof, 288)))
                        ),
                        iszero(or(calldataload(add(proof, 192)), calldataload(add(proof, 224))))
                    )
                )
                if i {
                    mstore(32, i)
                    r := shr(128, keccak256(0, 64))
                    mstore(add(pair, 64), r)
                    mstore(add(point, 64), r)
                    valid := and(valid, staticcall(_MUL_GAS, 7, pair, 96, pair, 64))
                    valid := and(valid, staticcall(_MUL_GAS, 7, point, 96, point, 64))
                }
                valid := and(valid, staticcall(_ADD_GAS, 6, sum, 128, sum, 64))
                if iszero(valid) {
                    break
                }
                calldatacopy(add(pair, 64), add(proof, 128), 128)
                pair := add(pair, 192)

                coefficients := add(coefficients, r)
                nullifiers := addmod(nullifiers, mulmod(calldataload(proof), r, _R), _R)
                // As {_hashToField}.
                mstore(32, calldataload(add(proof, 32)))
                messages := addmod(messages, mulmod(shr(8, keccak256(32, 32)), r, _R), _R)
                proof := add(proof, 320)
            }
            mstore(add(sums, 32), coefficients)
        }
    }

    /// @dev Semaphore's hash of messages and scopes to the field.
    function _hashToField(uint256 value) private pure returns (uint256 hash) {
        assembly ("memory-safe") {
            mstore(0, value)
            hash := shr(8, keccak256(0, 32))
        }
    }
}
