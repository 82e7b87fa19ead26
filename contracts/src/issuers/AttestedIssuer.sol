// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IAttestedIssuer} from "../interfaces/IAttestedIssuer.sol";
import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";

/// @title AttestedIssuer
/// @notice Vouches for people whom enough of a DAO's attesters saw, on chains without World ID.
/// @dev Owned by the DAO's timelock: whoever names the attesters decides who is a person. An owner that renounces keeps
/// the attesters as they are, for good.
contract AttestedIssuer is IAttestedIssuer, EIP712, Ownable2Step {
    uint256 private constant MAX_ATTESTERS = 32;
    uint256 private constant HEAD_BYTES = 40;
    uint256 private constant SIGNATURE_BYTES = 65;
    // The compiler hashes the type's name, so no string is kept that could be shorter.
    // solhint-disable gas-small-strings
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(address group,uint256 person,uint256 commitment,uint64 expiresAt)"
    );
    // solhint-enable gas-small-strings

    address[] private _attesters;

    /// @inheritdoc IAttestedIssuer
    mapping(address account => bool) public override isAttester;
    /// @inheritdoc IAttestedIssuer
    uint256 public override threshold;

    /// @notice Creates an issuer.
    /// @param owner_ Who names the attesters from now on: the DAO's timelock.
    /// @param attesters_ 1 to 32 addresses, strictly ascending.
    /// @param threshold_ How many of them must sign, from 1 to all.
    constructor(
        address owner_,
        address[] memory attesters_,
        uint256 threshold_
    ) EIP712("AttestedIssuer", "1") Ownable(owner_) {
        _setAttesters(attesters_, threshold_);
    }

    /// @inheritdoc IAttestedIssuer
    function setAttesters(
        address[] calldata newAttesters,
        uint256 newThreshold
    ) external override onlyOwner {
        _setAttesters(newAttesters, newThreshold);
    }

    /// @inheritdoc IPersonhoodIssuer
    function verifyPerson(
        uint256 commitment,
        bytes calldata credential
    ) external view override returns (uint256 person) {
        uint256 length = credential.length;
        if (length < HEAD_BYTES || (length - HEAD_BYTES) % SIGNATURE_BYTES != 0)
            revert IssuerCredentialMalformed(length);
        person = uint256(bytes32(credential[:32]));
        uint64 expiresAt = uint64(bytes8(credential[32:HEAD_BYTES]));
        if (person >= SNARK_SCALAR_FIELD) revert IssuerPersonOutOfField(person);
        if (block.timestamp > expiresAt)
            revert IssuerAttestationExpired(expiresAt, block.timestamp);
        bytes32 structHash = keccak256(
            abi.encode(ATTESTATION_TYPEHASH, msg.sender, person, commitment, expiresAt)
        );
        _requireSigners(_hashTypedDataV4(structHash), credential[HEAD_BYTES:]);
    }

    /// @inheritdoc IAttestedIssuer
    function attesters() external view override returns (address[] memory) {
        return _attesters;
    }

    function _setAttesters(address[] memory newAttesters, uint256 newThreshold) private {
        uint256 count = newAttesters.length;
        if (count > MAX_ATTESTERS) revert IssuerAttestersTooMany(count, MAX_ATTESTERS);
        if (newThreshold == 0 || newThreshold > count)
            revert IssuerThresholdOutOfRange(newThreshold, count);
        for (uint256 i = 0; i < _attesters.length; ++i) delete isAttester[_attesters[i]];
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            address attester = newAttesters[i];
            if (attester <= previous) revert IssuerAttestersNotAscending(previous, attester);
            isAttester[attester] = true;
            previous = attester;
        }
        _attesters = newAttesters;
        threshold = newThreshold;
        emit AttestersChanged(newAttesters, newThreshold);
    }

    /// @dev Reverts unless as many attesters as the threshold says signed `digest`, and nobody else did.
    function _requireSigners(bytes32 digest, bytes calldata signatures) private view {
        uint256 count = signatures.length / SIGNATURE_BYTES;
        if (count < threshold) revert IssuerSignaturesTooFew(count, threshold);
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(
                digest,
                signatures[i * SIGNATURE_BYTES:(i + 1) * SIGNATURE_BYTES]
            );
            if (failure != ECDSA.RecoverError.NoError) revert IssuerSignatureInvalid(i);
            if (signer <= previous) revert IssuerSignersNotAscending(previous, signer);
            if (!isAttester[signer]) revert IssuerSignerUnknown(signer);
            previous = signer;
        }
    }
}
