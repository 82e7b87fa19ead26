// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";
import {IWorldIDVerifier} from "../interfaces/IWorldIDVerifier.sol";

/// @title WorldIDIssuer
/// @notice Vouches for people by World ID 4. It pins the relying party, the credential and its genesis, and derives
/// action and signal itself, so that a proof made for anything else proves nobody.
/// @dev A credential is `abi.encode(uint256 nullifier, uint256 nonce, uint64 expiresAtMin, uint256[5] proof)`. The person
/// is World ID's nullifier, which is deterministic per (World ID, relying party, action), and the action names the
/// calling group: one issuer serves any number of groups without linking their people.
contract WorldIDIssuer is IPersonhoodIssuer {
    /// @notice World ID's nullifier is not below the BN254 scalar field, so it could stand for a person twice.
    /// @param nullifier The nullifier given.
    error IssuerNullifierOutOfField(uint256 nullifier);

    /// @notice World ID's verifier, which reverts unless a proof holds.
    IWorldIDVerifier public immutable verifier;
    /// @notice The relying party as a number: the first 8 bytes of keccak256(app id).
    uint64 public immutable rpId;
    /// @notice The one credential that counts; 1 is proof of human. The uniqueness sets of credentials are independent.
    uint64 public immutable issuerSchemaId;
    /// @notice The earliest issue of a credential that counts, in seconds; 0 for any.
    uint256 public immutable credentialGenesisIssuedAtMin;
    /// @notice Part of the action: which enrolment of the group this is.
    uint256 public immutable epoch;

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
    ) {
        verifier = verifier_;
        rpId = rpId_;
        issuerSchemaId = issuerSchemaId_;
        credentialGenesisIssuedAtMin = credentialGenesisIssuedAtMin_;
        epoch = epoch_;
    }

    /// @inheritdoc IPersonhoodIssuer
    function verifyPerson(
        uint256 commitment,
        bytes calldata credential
    ) external view override returns (uint256 person) {
        (uint256 nullifier, uint256 nonce, uint64 expiresAtMin, uint256[5] memory proof) = abi
            .decode(credential, (uint256, uint256, uint64, uint256[5]));
        if (nullifier >= SNARK_SCALAR_FIELD) revert IssuerNullifierOutOfField(nullifier);
        verifier.verify(
            nullifier,
            _hashToField(bytes(enrolmentAction(msg.sender))),
            rpId,
            nonce,
            _hashToField(abi.encodePacked(commitment)),
            expiresAtMin,
            issuerSchemaId,
            credentialGenesisIssuedAtMin,
            proof
        );
        return nullifier;
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

    /// @dev World ID's hash to the field: the top 248 bits of keccak256.
    function _hashToField(bytes memory data) private pure returns (uint256) {
        return uint256(keccak256(data)) >> 8;
    }
}
