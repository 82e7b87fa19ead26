// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IAttestedIssuer} from "../src/interfaces/IAttestedIssuer.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {AttestedIssuer} from "../src/issuers/AttestedIssuer.sol";
import {deployCode} from "./support/deployCode.sol";
import {deployGroup} from "./support/deployGroup.sol";
import {signDigest, typedDigest} from "./support/signatures.sol";
import {vm} from "./support/Vm.sol";

/// @notice Two of three attesters vouch for a person, in one group and for one commitment.
contract AttestedIssuerTest {
    uint256 private constant NOW = 1_800_000_000;
    uint64 private constant EXPIRES = 1_800_000_600;
    uint256 private constant PERSON = 77;
    uint256 private constant COMMITMENT = 5;
    uint256 private constant STRANGER_KEY = 0x57A6;
    address private constant OWNER = address(0xDA0);

    /// @dev By ascending address.
    uint256[3] private keys;
    /// @dev Kept: the compiler takes `block.chainid` for the same before and after {Vm-chainId}.
    uint256 private chain = block.chainid;
    AttestedIssuer private issuer;
    IPersonhoodGroup private group;

    function setUp() public {
        vm.warp(NOW);
        keys = _ascending([uint256(0xA1), 0xA2, 0xA3]);
        issuer = deployIssuer(OWNER, _addresses(3), 2);
        group = deployGroup(issuer);
    }

    function deployIssuer(
        address owner,
        address[] memory attesters,
        uint256 threshold
    ) public returns (AttestedIssuer) {
        return
            AttestedIssuer(
                deployCode(
                    "contracts/src/issuers/AttestedIssuer.sol:AttestedIssuer",
                    abi.encode(owner, attesters, threshold)
                )
            );
    }

    function test_KnowsItsAttesters() public view {
        address[] memory attesters = issuer.attesters();
        require(attesters.length == 3 && issuer.threshold() == 2, "two of three");
        for (uint256 i = 0; i < 3; ++i) {
            require(
                attesters[i] == vm.addr(keys[i]) && issuer.isAttester(attesters[i]),
                "attester"
            );
        }
        require(!issuer.isAttester(vm.addr(STRANGER_KEY)) && issuer.owner() == OWNER, "owner");
    }

    function test_EnrolsThePersonWhomTwoAttest() public {
        group.enrol(COMMITMENT, _attested(address(group), COMMITMENT, 0, 2));
        require(group.commitmentOf(PERSON) == COMMITMENT, "enrolled");
    }

    function test_BelievesAnyTwoAndAllThree() public view {
        bytes32 digest = _digest(address(this), PERSON, COMMITMENT, EXPIRES, address(issuer));
        bytes[3] memory signed;
        for (uint256 i = 0; i < 3; ++i) signed[i] = signDigest(keys[i], digest);
        _requireBelieved(abi.encodePacked(signed[0], signed[1]));
        _requireBelieved(abi.encodePacked(signed[0], signed[2]));
        _requireBelieved(abi.encodePacked(signed[1], signed[2]));
        _requireBelieved(abi.encodePacked(signed[0], signed[1], signed[2]));
    }

    function test_RotatesByAFreshAttestation() public {
        group.enrol(COMMITMENT, _attested(address(group), COMMITMENT, 0, 2));
        bytes memory fresh = _attested(address(group), 6, 0, 2);
        group.rotate(6, new uint256[](20), fresh);
        require(group.commitmentOf(PERSON) == 6, "rotated");
    }

    function test_RefusesFewerThanTheThreshold() public {
        for (uint256 count = 0; count < 2; ++count) {
            bytes memory credential = _attested(address(this), COMMITMENT, 0, count);
            vm.expectRevert(
                abi.encodeWithSelector(IAttestedIssuer.IssuerSignaturesTooFew.selector, count, 2)
            );
            issuer.verifyPerson(COMMITMENT, credential);
        }
    }

    function test_CountsNobodyTwice() public {
        bytes32 digest = _digest(address(this), PERSON, COMMITMENT, EXPIRES, address(issuer));
        bytes memory signature = signDigest(keys[1], digest);
        address signer = vm.addr(keys[1]);
        bytes memory credential = _head(PERSON, EXPIRES, signature, signature);
        _expectNotAscending(signer, signer);
        issuer.verifyPerson(COMMITMENT, credential);
    }

    function test_CountsSignaturesInOneOrderOnly() public {
        bytes32 digest = _digest(address(this), PERSON, COMMITMENT, EXPIRES, address(issuer));
        bytes memory first = signDigest(keys[0], digest);
        bytes memory second = signDigest(keys[1], digest);
        _expectNotAscending(vm.addr(keys[1]), vm.addr(keys[0]));
        issuer.verifyPerson(COMMITMENT, _head(PERSON, EXPIRES, second, first));
    }

    function test_RefusesAMalleatedSignature() public {
        bytes32 digest = _digest(address(this), PERSON, COMMITMENT, EXPIRES, address(issuer));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[0], digest);
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        uint8 otherParity = v == 27 ? 28 : 27;
        bytes memory malleated = abi.encodePacked(r, order - uint256(s), otherParity);
        bytes memory second = signDigest(keys[1], digest);
        vm.expectRevert(abi.encodeWithSelector(IAttestedIssuer.IssuerSignatureInvalid.selector, 0));
        issuer.verifyPerson(COMMITMENT, _head(PERSON, EXPIRES, malleated, second));
        bytes memory first = signDigest(keys[0], digest);
        vm.expectRevert(abi.encodeWithSelector(IAttestedIssuer.IssuerSignatureInvalid.selector, 1));
        issuer.verifyPerson(COMMITMENT, _head(PERSON, EXPIRES, first, new bytes(65)));
    }

    function test_RefusesAStranger() public {
        uint256[3] memory mixed = _ascending([keys[0], keys[1], STRANGER_KEY]);
        bytes32 digest = _digest(address(this), PERSON, COMMITMENT, EXPIRES, address(issuer));
        bytes memory signatures;
        for (uint256 i = 0; i < 3; ++i) {
            signatures = abi.encodePacked(signatures, signDigest(mixed[i], digest));
        }
        _expectUnknown(vm.addr(STRANGER_KEY));
        issuer.verifyPerson(COMMITMENT, _head(PERSON, EXPIRES, signatures, ""));
    }

    function test_ProvesNobodyInAnotherGroup() public {
        IPersonhoodGroup other = deployGroup(issuer);
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 3);
        _requireRefused(address(other), COMMITMENT, credential);
        group.enrol(COMMITMENT, credential);
    }

    function test_ProvesNobodyWithAnotherCommitment() public {
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 3);
        _requireRefused(address(group), COMMITMENT + 1, credential);
    }

    function test_ProvesNobodyElse() public {
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 3);
        credential[31] ^= 0x01;
        _requireRefused(address(group), COMMITMENT, credential);
    }

    function test_ProvesNobodyForLonger() public {
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 3);
        credential[39] ^= 0x01;
        _requireRefused(address(group), COMMITMENT, credential);
    }

    function test_ProvesNobodyOnAnotherChain() public {
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 3);
        vm.chainId(100);
        _requireRefused(address(group), COMMITMENT, credential);
        chain = 100;
        group.enrol(COMMITMENT, _attested(address(group), COMMITMENT, 0, 3));
    }

    function test_ProvesNobodyToAnotherIssuer() public {
        AttestedIssuer other = deployIssuer(OWNER, _addresses(3), 2);
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 3);
        issuer = other;
        _requireRefused(address(group), COMMITMENT, credential);
    }

    function test_RefusesWhatExpired() public {
        bytes memory credential = _attested(address(group), COMMITMENT, 0, 2);
        vm.warp(uint256(EXPIRES) + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAttestedIssuer.IssuerAttestationExpired.selector,
                EXPIRES,
                uint256(EXPIRES) + 1
            )
        );
        group.enrol(COMMITMENT, credential);
        vm.warp(EXPIRES);
        group.enrol(COMMITMENT, credential);
    }

    function test_RefusesAPersonOutsideTheField() public {
        uint256 last = SNARK_SCALAR_FIELD - 1;
        bytes32 digest = _digest(address(this), last, COMMITMENT, EXPIRES, address(issuer));
        bytes memory credential = _head(
            last,
            EXPIRES,
            signDigest(keys[0], digest),
            signDigest(keys[1], digest)
        );
        require(issuer.verifyPerson(COMMITMENT, credential) == last, "the last one");
        credential = _head(last + 1, EXPIRES, "", "");
        vm.expectRevert(
            abi.encodeWithSelector(
                IAttestedIssuer.IssuerPersonOutOfField.selector,
                SNARK_SCALAR_FIELD
            )
        );
        issuer.verifyPerson(COMMITMENT, credential);
    }

    function test_RefusesBytesThatAreNoCredential() public {
        uint256[6] memory lengths = [uint256(0), 39, 41, 104, 106, 40 + 65 * 2 - 1];
        for (uint256 i = 0; i < lengths.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAttestedIssuer.IssuerCredentialMalformed.selector,
                    lengths[i]
                )
            );
            issuer.verifyPerson(COMMITMENT, new bytes(lengths[i]));
        }
    }

    function test_LetsItsOwnerNameOthers() public {
        bytes memory credential = _attested(address(group), COMMITMENT, 1, 2);
        address[] memory named = _addresses(1);
        vm.expectEmit(address(issuer));
        emit IAttestedIssuer.AttestersChanged(named, 1);
        vm.prank(OWNER);
        issuer.setAttesters(named, 1);
        require(issuer.attesters().length == 1 && issuer.threshold() == 1, "one of one");
        require(!issuer.isAttester(vm.addr(keys[1])), "no longer");
        _expectUnknown(vm.addr(keys[1]));
        group.enrol(COMMITMENT, credential);
        group.enrol(COMMITMENT, _attested(address(group), COMMITMENT, 0, 1));
    }

    function test_LetsNobodyElseNameAttesters() public {
        address[] memory named = _addresses(1);
        vm.expectRevert(
            abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this))
        );
        issuer.setAttesters(named, 1);
        vm.prank(OWNER);
        issuer.transferOwnership(address(this));
        vm.expectRevert(
            abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this))
        );
        issuer.setAttesters(named, 1);
        issuer.acceptOwnership();
        issuer.setAttesters(named, 1);
    }

    function test_RefusesAThresholdThatCannotBe() public {
        _requireThresholdRefused(3, 0);
        _requireThresholdRefused(3, 4);
        _requireThresholdRefused(0, 0);
        _requireThresholdRefused(0, 1);
        address[] memory named = _addresses(3);
        for (uint256 threshold = 1; threshold <= 3; ++threshold) {
            vm.prank(OWNER);
            issuer.setAttesters(named, threshold);
        }
    }

    function test_RefusesAttestersOutOfOrder() public {
        address[] memory named = _addresses(3);
        named[2] = named[1];
        _requireOrderRefused(named, named[1], named[1]);
        (named[1], named[2]) = (vm.addr(keys[2]), vm.addr(keys[1]));
        _requireOrderRefused(named, named[1], named[2]);
        named[0] = address(0);
        _requireOrderRefused(named, address(0), address(0));
        require(issuer.attesters()[1] == vm.addr(keys[1]), "unchanged");
    }

    function test_HasAtMostThirtyTwoAttesters() public {
        address[] memory named = new address[](32);
        for (uint160 i = 0; i < 32; ++i) named[i] = address(i + 1);
        vm.prank(OWNER);
        issuer.setAttesters(named, 32);
        named = new address[](33);
        vm.expectRevert(
            abi.encodeWithSelector(IAttestedIssuer.IssuerAttestersTooMany.selector, 33, 32)
        );
        vm.prank(OWNER);
        issuer.setAttesters(named, 1);
    }

    function test_StartsOnlyAsItMayGoOn() public {
        address[] memory named = _addresses(2);
        vm.expectRevert(
            abi.encodeWithSelector(IAttestedIssuer.IssuerThresholdOutOfRange.selector, 3, 2)
        );
        this.deployIssuer(OWNER, named, 3);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        this.deployIssuer(address(0), named, 1);
    }

    /// @dev The credential of {PERSON} with `count` signatures, from the attester at `first` on.
    function _attested(
        address forGroup,
        uint256 commitment,
        uint256 first,
        uint256 count
    ) private view returns (bytes memory credential) {
        bytes32 digest = _digest(forGroup, PERSON, commitment, EXPIRES, address(issuer));
        credential = _head(PERSON, EXPIRES, "", "");
        for (uint256 i = first; i < first + count; ++i) {
            credential = abi.encodePacked(credential, signDigest(keys[i], digest));
        }
    }

    function _requireBelieved(bytes memory signatures) private view {
        bytes memory credential = _head(PERSON, EXPIRES, signatures, "");
        require(issuer.verifyPerson(COMMITMENT, credential) == PERSON, "person");
    }

    /// @dev The signatures are of something else, so they are strangers' for this.
    function _requireRefused(address caller, uint256 commitment, bytes memory credential) private {
        vm.prank(caller);
        (bool taken, bytes memory refusal) = address(issuer).call(
            abi.encodeCall(issuer.verifyPerson, (commitment, credential))
        );
        bytes4 reason = bytes4(refusal);
        require(!taken, "taken");
        require(
            reason == IAttestedIssuer.IssuerSignerUnknown.selector ||
                reason == IAttestedIssuer.IssuerSignatureInvalid.selector,
            "refusal"
        );
    }

    function _requireThresholdRefused(uint256 count, uint256 threshold) private {
        address[] memory named = _addresses(count);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAttestedIssuer.IssuerThresholdOutOfRange.selector,
                threshold,
                count
            )
        );
        vm.prank(OWNER);
        issuer.setAttesters(named, threshold);
    }

    function _requireOrderRefused(
        address[] memory named,
        address previous,
        address attester
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IAttestedIssuer.IssuerAttestersNotAscending.selector,
                previous,
                attester
            )
        );
        vm.prank(OWNER);
        issuer.setAttesters(named, 2);
    }

    function _expectNotAscending(address previous, address signer) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IAttestedIssuer.IssuerSignersNotAscending.selector,
                previous,
                signer
            )
        );
    }

    function _expectUnknown(address signer) private {
        vm.expectRevert(
            abi.encodeWithSelector(IAttestedIssuer.IssuerSignerUnknown.selector, signer)
        );
    }

    function _addresses(uint256 count) private view returns (address[] memory addresses) {
        addresses = new address[](count);
        for (uint256 i = 0; i < count; ++i) addresses[i] = vm.addr(keys[i]);
    }

    function _ascending(uint256[3] memory some) private pure returns (uint256[3] memory) {
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 j = 0; j < 2 - i; ++j) {
                if (vm.addr(some[j]) > vm.addr(some[j + 1])) {
                    (some[j], some[j + 1]) = (some[j + 1], some[j]);
                }
            }
        }
        return some;
    }

    function _head(
        uint256 person,
        uint64 expiresAt,
        bytes memory signatures,
        bytes memory more
    ) private pure returns (bytes memory) {
        return abi.encodePacked(person, expiresAt, signatures, more);
    }

    function _digest(
        address forGroup,
        uint256 person,
        uint256 commitment,
        uint64 expiresAt,
        address byIssuer
    ) private view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Attestation(address group,uint256 person,uint256 commitment,uint64 expiresAt)"
        );
        bytes32 structHash = keccak256(
            abi.encode(typeHash, forGroup, person, commitment, expiresAt)
        );
        return typedDigest("AttestedIssuer", chain, byIssuer, structHash);
    }
}
