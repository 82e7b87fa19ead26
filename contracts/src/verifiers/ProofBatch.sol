// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISemaphoreBatchVerifier} from "../interfaces/ISemaphoreBatchVerifier.sol";

// A call of a thousand words, written where it will be sent from: encoding an array of structs that is first put
// together elsewhere costs each ballot some thousands of gas.
/* solhint-disable no-inline-assembly */

/// @title ProofBatch
/// @notice Puts a call of {ISemaphoreBatchVerifier-verifyProofs} together, proof by proof, and sends it.
/// @dev The batch is that call's data: selector, root, scope, depth, offset and length of the array, then ten words per
/// `MemberProof`. Its length grows with each proof, within the memory that {create} set aside.
library ProofBatch {
    /// @dev Selector and the five words before the first proof.
    uint256 private constant HEAD_SIZE = 164;
    uint256 private constant PROOF_SIZE = 320;

    /// @notice Returns a batch without proofs.
    /// @param capacity How many proofs it can take; more must not be added.
    /// @return batch The batch.
    function create(uint256 capacity) internal pure returns (bytes memory batch) {
        bytes4 selector = ISemaphoreBatchVerifier.verifyProofs.selector;
        batch = new bytes(HEAD_SIZE + capacity * PROOF_SIZE);
        assembly ("memory-safe") {
            mstore(batch, HEAD_SIZE)
            mstore(add(batch, 32), selector)
            // The array begins after root, scope, depth and this offset.
            mstore(add(batch, 132), 128)
        }
    }

    /// @notice Adds a proof.
    /// @param batch The batch; has room for it.
    /// @param nullifier The proof's nullifier.
    /// @param message The proof's message.
    /// @param points The proof.
    function add(
        bytes memory batch,
        uint256 nullifier,
        uint256 message,
        uint256[8] calldata points
    ) internal pure {
        assembly ("memory-safe") {
            let size := mload(batch)
            let end := add(add(batch, 32), size)
            mstore(end, nullifier)
            mstore(add(end, 32), message)
            calldatacopy(add(end, 64), points, 256)
            mstore(batch, add(size, PROOF_SIZE))
        }
    }

    /// @notice Tells how many proofs a batch holds.
    /// @param batch The batch.
    /// @return The number.
    function count(bytes memory batch) internal pure returns (uint256) {
        return (batch.length - HEAD_SIZE) / PROOF_SIZE;
    }

    /// @notice Tells whether every proof of a batch holds, by asking a verifier; reverts as that does.
    /// @param batch The batch.
    /// @param verifier The verifier.
    /// @param root The group's root.
    /// @param scope The scope of all proofs.
    /// @param depth The depth at which all proofs were made.
    /// @return valid What the verifier says.
    function verify(
        bytes memory batch,
        ISemaphoreBatchVerifier verifier,
        uint256 root,
        uint256 scope,
        uint256 depth
    ) internal view returns (bool valid) {
        uint256 proofs = count(batch);
        assembly ("memory-safe") {
            mstore(add(batch, 36), root)
            mstore(add(batch, 68), scope)
            mstore(add(batch, 100), depth)
            mstore(add(batch, 164), proofs)
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
