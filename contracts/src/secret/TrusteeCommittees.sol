// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {
    CommitteeConfirmation,
    ITrusteeCommittees,
    TrusteeCommittee
} from "../interfaces/ITrusteeCommittees.sol";

/// @title TrusteeCommittees
/// @notice Keeps the committees of which enough trustees have confirmed that their key generation came out so.
/// @dev What {ITrusteeCommittees} says is not checked is checked nowhere on-chain. Nobody owns this contract, and nothing
/// that is registered changes.
contract TrusteeCommittees is EIP712, ITrusteeCommittees {
    /// @notice What is kept of a committee, so that who casts or decrypts need not bring it along.
    /// @param trustees How many trustees it has; 0 where none is registered.
    /// @param threshold How many of them decrypt totals.
    /// @param capacity For how many options it has election keys.
    /// @param keysHashes For each class, the hash of its election keys.
    /// @param verificationKeysHashes For each trustee four in a row, of which the classes take the first.
    struct Registration {
        uint8 trustees;
        uint8 threshold;
        uint8 capacity;
        uint256[4] keysHashes;
        uint256[64] verificationKeysHashes;
    }

    uint256 private constant MAX_TRUSTEES = 16;
    uint256 private constant MAX_CLASSES = 4;
    /* solhint-disable gas-small-strings */
    bytes32 private constant TYPE_HASH = keccak256(
        "TrusteeCommittee(bytes32 session,address[] trustees,uint8 threshold,uint8 capacity,uint256[] keysHashes,uint256[] verificationKeysHashes,bytes32 commitmentsHash)"
    );
    /* solhint-enable gas-small-strings */

    mapping(bytes32 committee => Registration registration) private _registrations;

    /// @notice Creates a registry without committees.
    constructor() EIP712("TrusteeCommittees", "1") {}

    /// @inheritdoc ITrusteeCommittees
    function register(
        TrusteeCommittee calldata description,
        uint256[] calldata commitments,
        CommitteeConfirmation[] calldata confirmations
    ) external override returns (bytes32 committee) {
        committee = hashCommittee(description);
        Registration storage registration = _registrations[committee];
        if (registration.trustees != 0) return committee;
        _checkTrustees(description);
        _checkCommitments(description, commitments);
        _store(registration, description);
        emit CommitteeRegistered(committee, description, commitments);
        _checkConfirmations(committee, description, confirmations);
    }

    /// @inheritdoc ITrusteeCommittees
    function committeeOf(
        bytes32 committee
    ) external view override returns (uint256 trustees, uint256 threshold, uint256 capacity) {
        Registration storage registration = _registrationOf(committee);
        return (registration.trustees, registration.threshold, registration.capacity);
    }

    /// @inheritdoc ITrusteeCommittees
    function keysHashOf(
        bytes32 committee,
        uint256 optionClass
    ) external view override returns (uint256) {
        Registration storage registration = _registrationOf(committee);
        return registration.keysHashes[_classIndexOf(committee, registration, optionClass)];
    }

    /// @inheritdoc ITrusteeCommittees
    function verificationKeysHashOf(
        bytes32 committee,
        uint256 position,
        uint256 optionClass
    ) external view override returns (uint256) {
        Registration storage registration = _registrationOf(committee);
        if (position == 0 || position > registration.trustees)
            revert CommitteePositionUnknown(committee, position);
        uint256 index = _classIndexOf(committee, registration, optionClass);
        return registration.verificationKeysHashes[(position - 1) * MAX_CLASSES + index];
    }

    /// @inheritdoc ITrusteeCommittees
    function hashCommittee(
        TrusteeCommittee calldata description
    ) public pure override returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    TYPE_HASH,
                    description.session,
                    keccak256(abi.encodePacked(description.trustees)),
                    description.threshold,
                    description.capacity,
                    keccak256(abi.encodePacked(description.keysHashes)),
                    keccak256(abi.encodePacked(description.verificationKeysHashes)),
                    description.commitmentsHash
                )
            );
    }

    /// @dev A contract is asked for its signature last; it is called statically, and finds the committee registered
    /// already, which an error takes back.
    function _checkConfirmations(
        bytes32 committee,
        TrusteeCommittee calldata description,
        CommitteeConfirmation[] calldata confirmations
    ) private view {
        if (confirmations.length < description.threshold)
            revert CommitteeConfirmationsMissing(confirmations.length, description.threshold);
        bytes32 digest = _hashTypedDataV4(committee);
        uint256 last;
        for (uint256 i = 0; i < confirmations.length; ++i) {
            uint256 position = confirmations[i].position;
            if (position <= last || position > description.trustees.length)
                revert CommitteeConfirmationOutOfOrder(position);
            last = position;
            address trustee = description.trustees[position - 1];
            if (!SignatureChecker.isValidSignatureNow(trustee, digest, confirmations[i].signature))
                revert CommitteeConfirmationInvalid(position);
        }
    }

    function _store(
        Registration storage registration,
        TrusteeCommittee calldata description
    ) private {
        uint256 classes = _classesOf(description.capacity);
        if (classes == 0) revert CommitteeCapacityInvalid(description.capacity);
        uint256 trustees = description.trustees.length;
        _checkHashes(description.keysHashes, classes);
        _checkHashes(description.verificationKeysHashes, trustees * classes);
        // At most 16, as is checked before.
        registration.trustees = uint8(trustees);
        registration.threshold = description.threshold;
        registration.capacity = description.capacity;
        for (uint256 optionClass = 0; optionClass < classes; ++optionClass) {
            registration.keysHashes[optionClass] = description.keysHashes[optionClass];
            for (uint256 i = 0; i < trustees; ++i) {
                registration.verificationKeysHashes[i * MAX_CLASSES + optionClass] = description
                    .verificationKeysHashes[i * classes + optionClass];
            }
        }
    }

    function _registrationOf(
        bytes32 committee
    ) private view returns (Registration storage registration) {
        registration = _registrations[committee];
        if (registration.trustees == 0) revert CommitteeUnknown(committee);
    }

    function _classIndexOf(
        bytes32 committee,
        Registration storage registration,
        uint256 optionClass
    ) private view returns (uint256) {
        uint256 classes = _classesOf(optionClass);
        if (classes == 0 || optionClass > registration.capacity)
            revert CommitteeClassUnknown(committee, optionClass);
        return classes - 1;
    }

    function _checkTrustees(TrusteeCommittee calldata description) private pure {
        address[] calldata trustees = description.trustees;
        uint256 threshold = description.threshold;
        if (trustees.length == 0 || trustees.length > MAX_TRUSTEES)
            revert CommitteeSizeInvalid(trustees.length);
        if (threshold == 0 || threshold > trustees.length)
            revert CommitteeThresholdInvalid(threshold, trustees.length);
        for (uint256 i = 0; i < trustees.length; ++i) {
            if (trustees[i] == address(0)) revert CommitteeTrusteeInvalid(i + 1);
            for (uint256 j = 0; j < i; ++j) {
                if (trustees[i] == trustees[j]) revert CommitteeTrusteeInvalid(i + 1);
            }
        }
    }

    function _checkCommitments(
        TrusteeCommittee calldata description,
        uint256[] calldata commitments
    ) private pure {
        uint256 expected = 2 * uint256(description.capacity) * description.threshold;
        if (
            commitments.length != expected ||
            keccak256(abi.encodePacked(commitments)) != description.commitmentsHash
        ) revert CommitteeCommitmentsMismatch(commitments.length, expected);
    }

    function _checkHashes(uint256[] calldata hashes, uint256 expected) private pure {
        if (hashes.length != expected) revert CommitteeHashCountMismatch(hashes.length, expected);
        for (uint256 i = 0; i < hashes.length; ++i) {
            if (hashes[i] == 0 || hashes[i] >= SNARK_SCALAR_FIELD)
                revert CommitteeHashInvalid(hashes[i]);
        }
    }

    /// @dev How many classes there are up to this one; 0 if it is none.
    function _classesOf(uint256 optionClass) private pure returns (uint256) {
        if (optionClass == 2) return 1;
        if (optionClass == 4) return 2;
        if (optionClass == 8) return 3;
        return optionClass == 16 ? 4 : 0;
    }
}
