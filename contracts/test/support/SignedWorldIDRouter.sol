// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IWorldIDRouter} from "../../src/interfaces/IWorldIDRouter.sol";

/// @notice Stands where World ID 3's router stands, with its ABI. A proof is a wallet's signature
/// over every public input (r, s, v, 0 …), in place of a Groth16 proof.
contract SignedWorldIDRouter is IWorldIDRouter {
    address private immutable _wallet;
    uint256 private immutable _root;

    constructor(address wallet, uint256 root) {
        (_wallet, _root) = (wallet, root);
    }

    /// @inheritdoc IWorldIDRouter
    function verifyProof(
        uint256 root,
        uint256 groupId,
        uint256 signalHash,
        uint256 nullifierHash,
        uint256 externalNullifierHash,
        uint256[8] calldata proof
    ) external view override {
        if (root != _root) revert NonExistentRoot();
        if (nullifierHash >= SNARK_SCALAR_FIELD) revert ProofInvalid();
        bytes32 digest = keccak256(
            abi.encode(root, groupId, signalHash, nullifierHash, externalNullifierHash)
        );
        (address signer, , ) = ECDSA.tryRecover(
            digest,
            uint8(proof[2]),
            bytes32(proof[0]),
            bytes32(proof[1])
        );
        if (signer != _wallet) revert ProofInvalid();
    }
}
