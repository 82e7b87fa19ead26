// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IWorldIDVerifier} from "../../src/interfaces/IWorldIDVerifier.sol";

/// @notice Lets an issuer meet a proof that was published for another action and signal. It demands
/// that the issuer derives the ones it must, then puts the published ones in their place and hands
/// everything else on as it came.
contract SubstitutingWorldIDVerifier is IWorldIDVerifier {
    error ActionNotDerived(uint256 action);
    error SignalNotDerived(uint256 signalHash);

    struct Substitution {
        uint256 derivedAction;
        uint256 derivedSignalHash;
        uint256 publishedAction;
        uint256 publishedSignalHash;
    }

    IWorldIDVerifier private immutable _verifier;
    Substitution private _substitution;

    constructor(IWorldIDVerifier verifier) {
        _verifier = verifier;
    }

    function substitute(Substitution calldata substitution) external {
        _substitution = substitution;
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
        if (action != _substitution.derivedAction) revert ActionNotDerived(action);
        if (signalHash != _substitution.derivedSignalHash) revert SignalNotDerived(signalHash);
        _verifier.verify(
            nullifier,
            _substitution.publishedAction,
            rpId,
            nonce,
            _substitution.publishedSignalHash,
            expiresAtMin,
            issuerSchemaId,
            credentialGenesisIssuedAtMin,
            zeroKnowledgeProof
        );
    }
}
