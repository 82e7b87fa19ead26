// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";
import {IWorldIDRouter} from "../interfaces/IWorldIDRouter.sol";
import {WorldIDEnrolment} from "./WorldIDEnrolment.sol";

/// @title WorldIDLegacyIssuer
/// @notice Vouches for people by World ID 3, on chains that have its router and no World ID 4. It pins the app and the
/// credential, and derives the external nullifier and the signal itself, so that a proof made for anything else proves
/// nobody.
/// @dev A credential is `abi.encode(uint256 root, uint256 nullifierHash, uint256[8] proof)`. The person is World ID's
/// nullifier hash, which is deterministic per (World ID, app, action). It is not the nullifier that World ID 4 gives the
/// same person: a group takes the one or the other, for good. World ID makes no such proofs after 2027-04-01.
contract WorldIDLegacyIssuer is WorldIDEnrolment {
    uint256 private constant CREDENTIAL_WORDS = 10;
    /// @dev Of World ID 3's groups, the one of people whom an orb has seen.
    uint256 private constant ORB_GROUP = 1;

    /// @notice World ID's router, which reverts unless a proof holds.
    IWorldIDRouter public immutable router;
    /// @notice World ID's hash of the app id, which is part of the external nullifier.
    uint256 public immutable appIdHash;

    /// @notice Creates an issuer.
    /// @param router_ World ID's router on this chain.
    /// @param appId The app's id at World ID, such as `app_…`.
    /// @param epoch_ Which enrolment of its groups this is.
    constructor(
        IWorldIDRouter router_,
        string memory appId,
        uint256 epoch_
    ) WorldIDEnrolment(epoch_) {
        router = router_;
        appIdHash = _hashToField(bytes(appId));
    }

    /// @inheritdoc IPersonhoodIssuer
    function verifyPerson(
        uint256 commitment,
        bytes calldata credential
    ) external view override returns (uint256 person) {
        _requireWords(credential, CREDENTIAL_WORDS);
        (uint256 root, uint256 nullifierHash, uint256[8] memory proof) = abi.decode(
            credential,
            (uint256, uint256, uint256[8])
        );
        _requireNullifierInField(nullifierHash);
        router.verifyProof(
            root,
            ORB_GROUP,
            _hashSignal(commitment),
            nullifierHash,
            externalNullifierHash(msg.sender),
            proof
        );
        return nullifierHash;
    }

    /// @notice Returns what World ID 3 makes of the app and the action under which people enrol in `group`.
    /// @param group The group's address.
    /// @return The external nullifier's hash, a field element.
    function externalNullifierHash(address group) public view returns (uint256) {
        return _hashToField(abi.encodePacked(appIdHash, enrolmentAction(group)));
    }
}
