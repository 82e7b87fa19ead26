// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";
import {IWorldIDVerifier} from "../interfaces/IWorldIDVerifier.sol";
import {WorldIDEnrolment} from "./WorldIDEnrolment.sol";

/// @title WorldIDIssuer
/// @notice Vouches for people by World ID 4. It pins the relying party, the credential and its genesis, and derives
/// action and signal itself, so that a proof made for anything else proves nobody.
/// @dev A credential is `abi.encode(uint256 nullifier, uint256 nonce, uint64 expiresAtMin, uint256[5] proof)`. The person
/// is World ID's nullifier, which is deterministic per (World ID, relying party, action).
contract WorldIDIssuer is WorldIDEnrolment {
    uint256 private constant CREDENTIAL_WORDS = 8;

    /// @notice The time until which the credential is said to be valid does not fit 64 bits.
    /// @param expiresAtMin The time given.
    error IssuerExpiryOutOfRange(uint256 expiresAtMin);

    /// @notice World ID's verifier, which reverts unless a proof holds.
    IWorldIDVerifier public immutable verifier;
    /// @notice The relying party as a number: the first 8 bytes of keccak256(app id).
    uint64 public immutable rpId;
    /// @notice The one credential that counts; 1 is proof of human. The uniqueness sets of credentials are independent.
    uint64 public immutable issuerSchemaId;
    /// @notice The earliest issue of a credential that counts, in seconds; 0 for any.
    uint256 public immutable credentialGenesisIssuedAtMin;

    /// @notice Creates an issuer.
    /// @param verifier_ World ID's verifier on this chain.
    /// @param rpId_ The relying party.
    /// @param issuerSchemaId_ The credential that counts.
    /// @param credentialGenesisIssuedAtMin_ The earliest issue that counts, in seconds; 0 for any.
    /// @param epoch_ Which enrolment of its groups this is.
    constructor(
        IWorldIDVerifier verifier_,
        uint64 rpId_,
        uint64 issuerSchemaId_,
        uint256 credentialGenesisIssuedAtMin_,
        uint256 epoch_
    ) WorldIDEnrolment(epoch_) {
        verifier = verifier_;
        rpId = rpId_;
        issuerSchemaId = issuerSchemaId_;
        credentialGenesisIssuedAtMin = credentialGenesisIssuedAtMin_;
    }

    /// @inheritdoc IPersonhoodIssuer
    function verifyPerson(
        uint256 commitment,
        bytes calldata credential
    ) external view override returns (uint256 person) {
        _requireWords(credential, CREDENTIAL_WORDS);
        (uint256 nullifier, uint256 nonce, uint256 expiresAtMin, uint256[5] memory proof) = abi
            .decode(credential, (uint256, uint256, uint256, uint256[5]));
        _requireNullifierInField(nullifier);
        if (expiresAtMin > type(uint64).max) revert IssuerExpiryOutOfRange(expiresAtMin);
        verifier.verify(
            nullifier,
            _hashToField(bytes(enrolmentAction(msg.sender))),
            rpId,
            nonce,
            _hashSignal(commitment),
            uint64(expiresAtMin),
            issuerSchemaId,
            credentialGenesisIssuedAtMin,
            proof
        );
        return nullifier;
    }
}
