// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";

/// @title WorldIDEnrolment
/// @notice What the issuers of World ID 3 and 4 share: the action under which people enrol, the signal that binds their
/// commitment, and World ID's hash to the field.
/// @dev The action names the calling group: one issuer serves any number of groups without linking their people.
abstract contract WorldIDEnrolment is IPersonhoodIssuer {
    /// @notice World ID's nullifier is not below the BN254 scalar field, so it could stand for a person twice.
    /// @param nullifier The nullifier given.
    error IssuerNullifierOutOfField(uint256 nullifier);

    /// @notice The credential is not encoded as this issuer takes it.
    /// @param given The bytes given.
    /// @param expected The bytes that a credential has.
    error IssuerCredentialLengthMismatch(uint256 given, uint256 expected);

    /// @notice Part of the action: which enrolment of the group this is.
    uint256 public immutable epoch;

    /// @notice Sets the part of the action that tells enrolments of one group apart.
    /// @param epoch_ Which enrolment of its groups this is.
    constructor(uint256 epoch_) {
        epoch = epoch_;
    }

    /// @notice Returns the World ID action under which people enrol in `group`.
    /// @param group The group's address.
    /// @return `psephos-enrol-<group in lower-case hex>-<epoch>`.
    function enrolmentAction(address group) public view returns (string memory) {
        return
            string.concat(
                "psephos-enrol-",
                Strings.toHexString(group),
                "-",
                Strings.toString(epoch)
            );
    }

    /// @dev Reverts unless the credential has as many bytes as `words` words.
    function _requireWords(bytes calldata credential, uint256 words) internal pure {
        if (credential.length != words * 32)
            revert IssuerCredentialLengthMismatch(credential.length, words * 32);
    }

    function _requireNullifierInField(uint256 nullifier) internal pure {
        if (nullifier >= SNARK_SCALAR_FIELD) revert IssuerNullifierOutOfField(nullifier);
    }

    /// @dev The hash of the signal, which is the commitment as 32 bytes.
    function _hashSignal(uint256 commitment) internal pure returns (uint256) {
        return _hashToField(abi.encodePacked(commitment));
    }

    /// @dev World ID's hash to the field: the top 248 bits of keccak256.
    function _hashToField(bytes memory data) internal pure returns (uint256) {
        return uint256(keccak256(data)) >> 8;
    }
}
