// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPersonhoodIssuer} from "./IPersonhoodIssuer.sol";

/// @title An issuer that believes a number of attesters
/// @notice For chains without World ID: servers verify people with World ID's API and attest what they saw. As many of
/// them as the threshold says must agree on one person; together they are trusted for uniqueness.
/// @dev A credential is `abi.encodePacked(uint256 person, uint64 expiresAt, signatures)`: 40 bytes, then 65 bytes
/// (r, s, v) from each signer, by strictly ascending address. What they sign is the EIP-712 struct
/// `Attestation(address group,uint256 person,uint256 commitment,uint64 expiresAt)` in the domain of this issuer
/// (`AttestedIssuer`, `1`, chain, address), so it counts nowhere else.
interface IAttestedIssuer is IPersonhoodIssuer {
    /// @notice The owner named the attesters anew.
    /// @param attesters All attesters from now on, by ascending address.
    /// @param threshold How many of them must sign.
    event AttestersChanged(address[] attesters, uint256 threshold);

    /// @notice There can be no more attesters than what a transaction can replace and verify.
    /// @param given How many were given.
    /// @param maximum How many there can be.
    error IssuerAttestersTooMany(uint256 given, uint256 maximum);

    /// @notice Attesters are named by strictly ascending address, so that none is zero and none counts twice.
    /// @param previous The one before, or zero at first.
    /// @param attester The one that is not above it.
    error IssuerAttestersNotAscending(address previous, address attester);

    /// @notice The threshold is zero or more than there are attesters.
    /// @param threshold The threshold given.
    /// @param attesters How many attesters were given.
    error IssuerThresholdOutOfRange(uint256 threshold, uint256 attesters);

    /// @notice The credential is not 40 bytes and then 65 for each signature.
    /// @param length The bytes given.
    error IssuerCredentialMalformed(uint256 length);

    /// @notice The person is not below the BN254 scalar field.
    /// @param person The person given.
    error IssuerPersonOutOfField(uint256 person);

    /// @notice The attestation is no longer good.
    /// @param expiresAt The last second, since 1970, in which it was.
    /// @param timestamp The current one.
    error IssuerAttestationExpired(uint64 expiresAt, uint256 timestamp);

    /// @notice Fewer signatures than the threshold asks for.
    /// @param given How many were given.
    /// @param threshold How many must be.
    error IssuerSignaturesTooFew(uint256 given, uint256 threshold);

    /// @notice The bytes are nobody's signature.
    /// @param position The position of the signature, from 0.
    error IssuerSignatureInvalid(uint256 position);

    /// @notice Signatures stand by strictly ascending address of their signers, so that none counts twice.
    /// @param previous The signer before.
    /// @param signer The signer that is not above it.
    error IssuerSignersNotAscending(address previous, address signer);

    /// @notice Somebody who is no attester signed, or an attester signed something else.
    /// @param signer Whose signature of this attestation it would be.
    error IssuerSignerUnknown(address signer);

    /// @notice Names all attesters anew, and how many of them must sign. Only the owner may.
    /// @dev An attestation that those who stay have signed remains good.
    /// @param newAttesters 1 to 32 addresses, strictly ascending.
    /// @param newThreshold How many must sign, from 1 to all.
    function setAttesters(address[] calldata newAttesters, uint256 newThreshold) external;

    /// @notice Returns all attesters.
    /// @return Their addresses, ascending.
    function attesters() external view returns (address[] memory);

    /// @notice Tells whether `account` is an attester.
    /// @param account An address.
    /// @return True if it is.
    function isAttester(address account) external view returns (bool);

    /// @notice Returns how many attesters must sign.
    /// @return The number, at least 1.
    function threshold() external view returns (uint256);
}
