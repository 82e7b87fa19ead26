// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    ISemaphoreBatchVerifier,
    MemberProof
} from "../../src/interfaces/ISemaphoreBatchVerifier.sol";

/// @notice A test double of the verifier that keeps a record of what members have proved, and
/// believes nothing else: for tests about which proof is worth something where.
contract RecordingBallotVerifier is ISemaphoreBatchVerifier {
    mapping(bytes32 statement => bool) private _proved;

    /// @notice Has a member of the group of this root prove a message.
    function prove(
        uint256 root,
        uint256 scope,
        uint256 depth,
        uint256 nullifier,
        uint256 message
    ) external {
        _proved[keccak256(abi.encode(root, scope, depth, nullifier, message))] = true;
    }

    /// @inheritdoc ISemaphoreBatchVerifier
    function verifyProofs(
        uint256 root,
        uint256 scope,
        uint256 depth,
        MemberProof[] calldata proofs
    ) external view override returns (bool valid) {
        for (uint256 i = 0; i < proofs.length; ++i) {
            uint256 nullifier = proofs[i].nullifier;
            bytes32 statement = keccak256(
                abi.encode(root, scope, depth, nullifier, proofs[i].message)
            );
            if (!_proved[statement]) return false;
        }
        return true;
    }
}
