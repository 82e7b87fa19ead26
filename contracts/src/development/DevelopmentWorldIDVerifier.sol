// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IWorldIDVerifier} from "../interfaces/IWorldIDVerifier.sol";

/// @title DevelopmentWorldIDVerifier
/// @notice FOR DEVELOPMENT ONLY: stands where World ID 4's verifier stands on a chain without World
/// ID, and believes one development wallet, whose people are pretend people. Whoever holds that
/// wallet's key can be anybody.
/// @dev Keeps the ABI, the errors and the bounds of World ID's verifier. The five words of the
/// proof carry, instead of a Groth16 proof and a root, the wallet's ECDSA signature over every
/// public input: r, s, v, 0, 0.
contract DevelopmentWorldIDVerifier is IWorldIDVerifier {
    /// @notice The address of the development wallet's key.
    address public immutable wallet;

    /// @notice How far, in seconds, `expiresAtMin` may lie in the past: as on World Chain.
    uint64 public constant MIN_EXPIRATION_THRESHOLD = 5 hours;

    /// @dev Proof of human, the one kind of credential that the development wallet issues.
    uint64 private constant _PROOF_OF_HUMAN = 1;

    /// @dev Keeps these signatures apart from everything else that the wallet's key might sign.
    bytes32 private constant _DOMAIN = keccak256("psephos.development.world-id.v1");

    /// @notice Creates a verifier that believes `wallet_`.
    /// @param wallet_ The address of the development wallet's key.
    constructor(address wallet_) {
        wallet = wallet_;
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
        if (issuerSchemaId != _PROOF_OF_HUMAN) revert UnregisteredIssuerSchemaId();
        // Widened first: the sum of two uint64 could overflow.
        if (uint256(expiresAtMin) + MIN_EXPIRATION_THRESHOLD < block.timestamp)
            revert ExpirationTooOld();
        if (nullifier >= SNARK_SCALAR_FIELD) revert PublicInputNotInField();

        bytes32 digest = keccak256(
            abi.encode(
                _DOMAIN,
                nullifier,
                action,
                rpId,
                nonce,
                signalHash,
                expiresAtMin,
                issuerSchemaId,
                credentialGenesisIssuedAtMin
            )
        );
        if (_recoverSigner(digest, zeroKnowledgeProof) != wallet) revert ProofInvalid();
    }

    /// @dev Returns who signed `digest` with the signature that `words` carry; reverts where there
    /// is none, so that not even the zero address as wallet would make it true.
    function _recoverSigner(
        bytes32 digest,
        uint256[5] calldata words
    ) private pure returns (address) {
        if (words[2] > type(uint8).max || words[3] != 0 || words[4] != 0) revert ProofInvalid();
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(
            digest,
            uint8(words[2]),
            bytes32(words[0]),
            bytes32(words[1])
        );
        if (failure != ECDSA.RecoverError.NoError) revert ProofInvalid();
        return signer;
    }
}
