// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IWorldIDVerifier} from "../../src/interfaces/IWorldIDVerifier.sol";
import {Bn254} from "./Bn254.sol";

/// @notice World ID 4's verifier with the key of the real circuit, for one root and one issuer of
/// credentials. It checks proofs as the deployed one does; that a root is recent and a credential
/// not long expired, it does not.
contract WorldIDGroth16Verifier is IWorldIDVerifier {
    /// @notice What World ID's registries hold, and the circuit's key. Points of G2 as the
    /// precompiled contracts take them: imaginary part first.
    struct Registered {
        uint256 root;
        uint256 treeDepth;
        uint64 issuerSchemaId;
        uint256[2] issuerKey;
        uint256[2] oprfKey;
        uint256[2] alpha;
        uint256[4] beta;
        uint256[4] gamma;
        uint256[4] delta;
        uint256[2][] inputs;
    }

    Registered private _registered;

    constructor(Registered memory registered) {
        _registered = registered;
    }

    /// @inheritdoc IWorldIDVerifier
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
    ) external view override {
        if (action >> 248 != 0) revert InvalidAction();
        if (issuerSchemaId != _registered.issuerSchemaId) revert UnregisteredIssuerSchemaId();
        if (zeroKnowledgeProof[4] != _registered.root) revert InvalidMerkleRoot();
        uint256[] memory signals = new uint256[](15);
        signals[0] = nullifier;
        signals[1] = issuerSchemaId;
        (signals[2], signals[3]) = (_registered.issuerKey[0], _registered.issuerKey[1]);
        signals[4] = expiresAtMin;
        signals[5] = credentialGenesisIssuedAtMin;
        signals[6] = zeroKnowledgeProof[4];
        signals[7] = _registered.treeDepth;
        signals[8] = rpId;
        signals[9] = action;
        (signals[10], signals[11]) = (_registered.oprfKey[0], _registered.oprfKey[1]);
        signals[12] = signalHash;
        signals[13] = nonce;
        // signals[14], the session, is 0 in a proof of uniqueness.
        for (uint256 i = 0; i < signals.length; ++i) {
            if (signals[i] >= SNARK_SCALAR_FIELD) revert PublicInputNotInField();
        }
        if (!_holds(signals, zeroKnowledgeProof)) revert ProofInvalid();
    }

    /// @dev e(-A, B) · e(α, β) · e(L(x), γ) · e(C, δ) = 1.
    function _holds(
        uint256[] memory signals,
        uint256[5] calldata words
    ) private view returns (bool) {
        (bool isA, uint256[2] memory a) = Bn254.decompressG1(words[0]);
        (bool isB, uint256[4] memory b) = Bn254.decompressG2(words[1], words[2]);
        (bool isC, uint256[2] memory c) = Bn254.decompressG1(words[3]);
        if (!isA || !isB || !isC) return false;
        return
            Bn254.pairs(
                [Bn254.negate(a), _registered.alpha, _combine(signals), c],
                [b, _registered.beta, _registered.gamma, _registered.delta]
            );
    }

    /// @dev IC₀ + Σ xᵢ·ICᵢ₊₁.
    function _combine(uint256[] memory signals) private view returns (uint256[2] memory sum) {
        sum = _registered.inputs[0];
        for (uint256 i = 0; i < signals.length; ++i) {
            sum = Bn254.add(sum, Bn254.multiply(_registered.inputs[i + 1], signals[i]));
        }
    }
}
