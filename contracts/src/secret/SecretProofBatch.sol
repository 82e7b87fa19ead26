// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../interfaces/IGroth16BatchVerifier.sol";

// A call of thousands of words, written where it will be sent from, as {ProofBatch} does.
/* solhint-disable no-inline-assembly */

/// @title SecretProofBatch
/// @notice Puts a call of {IGroth16BatchVerifier-verifyProofs} for secret ballots together, proof by proof, and sends it.
/// @dev The batch is that call's data: selector; which inputs are shared; the offsets of two arrays; the array of the six
/// shared inputs; the array of all proofs' words. A proof has its nullifier, the points for each option of its class, its
/// revision, then the eight words of Groth16. Its length grows with each proof, within the memory that {create} set
/// aside. Before its length stand how many words of points of no option a proof has.
library SecretProofBatch {
    uint256 private constant SHARED_INPUTS = 6;
    /// @dev Selector, three words, six shared inputs and two lengths of arrays.
    uint256 private constant HEAD_SIZE = 356;
    /// @dev Nullifier, R, revision, and Groth16's words.
    uint256 private constant OWN_WORDS = 12;

    /// @notice Returns a batch without proofs.
    /// @param capacity How many proofs it can take; more must not be added.
    /// @param optionCount How many options a ballot has points for.
    /// @param optionClass How many the circuit is made for; the rest get (0, 1).
    /// @return batch The batch.
    function create(
        uint256 capacity,
        uint256 optionCount,
        uint256 optionClass
    ) internal pure returns (bytes memory batch) {
        uint256 size = HEAD_SIZE + capacity * (OWN_WORDS + 2 * optionClass) * 32;
        bytes4 selector = IGroth16BatchVerifier.verifyProofs.selector;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, sub(optionClass, optionCount))
            batch := add(start, 32)
            mstore(batch, HEAD_SIZE)
            mstore(add(batch, 32), selector)
            // Behind the first word: where the arrays begin, and how long the first is.
            mstore(add(batch, 68), 96)
            mstore(add(batch, 100), 320)
            mstore(add(batch, 132), SHARED_INPUTS)
            // Proofs are written before they are read, so what is there is not cleared. Whole words.
            mstore(0x40, and(add(add(batch, size), 63), not(31)))
        }
    }

    /// @notice Adds a proof.
    /// @param batch The batch; has room for it.
    /// @param nullifier The ballot's nullifier.
    /// @param points The ballot's points.
    /// @param revision The ballot's revision.
    /// @param proof The proof.
    function add(
        bytes memory batch,
        uint256 nullifier,
        uint256[] calldata points,
        uint256 revision,
        uint256[8] calldata proof
    ) internal pure {
        assembly ("memory-safe") {
            let start := add(add(batch, 32), mload(batch))
            mstore(start, nullifier)
            let at := add(start, 32)
            calldatacopy(at, points.offset, shl(5, points.length))
            at := add(at, shl(5, points.length))
            for {
                let rest := mload(sub(batch, 32))
            } rest {
                rest := sub(rest, 1)
            } {
                mstore(at, 0)
                mstore(add(at, 32), 1)
                at := add(at, 64)
            }
            mstore(at, revision)
            calldatacopy(add(at, 32), proof, 256)
            mstore(batch, add(mload(batch), sub(add(at, 288), start)))
        }
    }

    /// @notice Tells whether every proof of a batch holds, by asking a verifier; reverts as that does.
    /// @param batch The batch.
    /// @param verifier The verifier.
    /// @param optionClass How many options the circuit is made for.
    /// @param shared Root, depth, hash of the scope, voice credits, number of options and hash of the keys.
    /// @return valid What the verifier says.
    function verify(
        bytes memory batch,
        IGroth16BatchVerifier verifier,
        uint256 optionClass,
        uint256[6] memory shared
    ) internal view returns (bool valid) {
        // The root is input 0; depth and scope follow the points, and behind the revision stand the other three.
        uint256 inputs = 1 | (3 << (4 + 2 * optionClass)) | (7 << (7 + 2 * optionClass));
        assembly ("memory-safe") {
            mstore(add(batch, 36), inputs)
            mcopy(add(batch, 164), shared, 192)
            mstore(add(batch, 356), shr(5, sub(mload(batch), HEAD_SIZE)))
            mstore(0, 0)
            if iszero(staticcall(gas(), verifier, add(batch, 32), mload(batch), 0, 32)) {
                let data := mload(0x40)
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
            // Without a word of answer, as from an address without code, what stands there is still 0.
            valid := eq(mload(0), 1)
        }
    }
}
