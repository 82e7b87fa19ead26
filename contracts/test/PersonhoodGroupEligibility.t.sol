// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EASChecker} from "excubiae/extensions/eas/EASChecker.sol";
import {EASCheckerFactory} from "excubiae/extensions/eas/EASCheckerFactory.sol";
import {EASPolicyFactory} from "excubiae/extensions/eas/EASPolicyFactory.sol";
import {MerkleProofChecker} from "excubiae/extensions/merkle/MerkleProofChecker.sol";
import {MerkleProofCheckerFactory} from "excubiae/extensions/merkle/MerkleProofCheckerFactory.sol";
import {MerkleProofPolicyFactory} from "excubiae/extensions/merkle/MerkleProofPolicyFactory.sol";
import {TokenChecker} from "excubiae/extensions/token/TokenChecker.sol";
import {TokenCheckerFactory} from "excubiae/extensions/token/TokenCheckerFactory.sol";
import {TokenPolicyFactory} from "excubiae/extensions/token/TokenPolicyFactory.sol";
import {IPolicy} from "excubiae/interfaces/IPolicy.sol";
import {IEligibilityPolicy} from "../src/interfaces/IEligibilityPolicy.sol";
import {Enrolment, IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {AttestationRegistry} from "./support/AttestationRegistry.sol";
import {BelievingIssuer} from "./support/BelievingIssuer.sol";
import {Membership} from "./support/Membership.sol";
import {SmartAccount} from "./support/SmartAccount.sol";
import {deployGroup} from "./support/deployGroup.sol";

import {signDigest, typedDigest} from "./support/signatures.sol";
import {vm} from "./support/Vm.sol";

/// @notice A group may ask Excubiae's policies who is eligible: people prove the address that is.
contract PersonhoodGroupEligibilityTest {
    uint256 private constant ALICE_KEY = 0xA11CE;
    uint256 private constant BOB_KEY = 0xB0B;
    bytes32 private constant SCHEMA = keccak256("member of the garden");

    address private alice = vm.addr(ALICE_KEY);
    address private bob = vm.addr(BOB_KEY);
    Membership private token = new Membership();
    IPersonhoodGroup private group;

    function setUp() public {
        address checker = new TokenCheckerFactory().deploy(address(token));
        group = _guardedBy(new TokenPolicyFactory().deploy(checker));
        token.mint(alice, 1);
        token.mint(bob, 2);
    }

    function test_EnrolsWhoHoldsAToken() public {
        vm.prank(alice);
        require(group.enrolEligible(_unsigned(1, 101, alice, abi.encode(1))) == 0, "index");
        require(group.commitmentOf(1) == 101 && group.size() == 1, "enrolled");
    }

    function test_EnrolsAHolderWhomARelayBrings() public {
        require(group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(1))) == 0, "index");
        require(group.commitmentOf(1) == 101, "enrolled");
    }

    function test_RefusesWhoHoldsNoToken() public {
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(2));
        vm.expectRevert(TokenChecker.NotTokenOwner.selector);
        group.enrolEligible(enrolment);
        require(group.size() == 0 && group.commitmentOf(1) == 0, "nothing changed");
    }

    function test_RefusesATokenThatAdmittedSomebody() public {
        group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(1)));
        vm.prank(alice);
        token.transferFrom(alice, bob, 1);
        Enrolment memory enrolment = _signed(2, 102, BOB_KEY, abi.encode(1));
        vm.expectRevert(IPolicy.AlreadyEnforced.selector);
        group.enrolEligible(enrolment);
        group.enrolEligible(_signed(2, 102, BOB_KEY, abi.encode(2)));
    }

    function test_AsksForTheHolder() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IPersonhoodGroup.GroupEligibilityRequired.selector,
                group.policy()
            )
        );
        vm.prank(alice);
        group.enrol(101, abi.encode(1));
        _requireSignatureRefused(_unsigned(1, 101, address(0), abi.encode(1)));
        _requireSignatureRefused(_unsigned(1, 101, alice, abi.encode(1)));
    }

    function test_EnrolsWhoStandsInAMerkleList() public {
        bytes32 aliceLeaf = keccak256(bytes.concat(keccak256(abi.encode(alice))));
        bytes32 otherLeaf = keccak256(bytes.concat(keccak256(abi.encode(address(7)))));
        bytes32 root =
            aliceLeaf < otherLeaf
                ? keccak256(abi.encode(aliceLeaf, otherLeaf))
                : keccak256(abi.encode(otherLeaf, aliceLeaf));
        address checker = new MerkleProofCheckerFactory().deploy(root);
        group = _guardedBy(new MerkleProofPolicyFactory().deploy(checker));
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = otherLeaf;

        Enrolment memory enrolment = _signed(2, 102, BOB_KEY, abi.encode(proof));
        vm.expectRevert(MerkleProofChecker.InvalidProof.selector);
        group.enrolEligible(enrolment);
        group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(proof)));
        enrolment = _signed(2, 102, ALICE_KEY, abi.encode(proof));
        vm.expectRevert(IPolicy.AlreadyEnforced.selector);
        group.enrolEligible(enrolment);
        require(group.size() == 1 && group.commitmentOf(1) == 101, "alice alone");
    }

    function test_EnrolsWhomAnAttestationNames() public {
        AttestationRegistry registry = new AttestationRegistry();
        address checker = new EASCheckerFactory().deploy(address(registry), address(this), SCHEMA);
        group = _guardedBy(new EASPolicyFactory().deploy(checker));
        bytes32 forAlice = registry.attest(SCHEMA, alice);
        bytes32 revoked = registry.attest(SCHEMA, bob);
        registry.revoke(revoked);
        bytes32 ofAnotherSchema = registry.attest("another", bob);
        vm.prank(bob);
        bytes32 byHimself = registry.attest(SCHEMA, bob);

        _requireRefused(forAlice, EASChecker.NotYourAttestation.selector);
        _requireRefused(revoked, EASChecker.AttestationRevoked.selector);
        _requireRefused(ofAnotherSchema, EASChecker.InvalidSchema.selector);
        _requireRefused(byHimself, EASChecker.AttesterNotTrusted.selector);
        group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(forAlice)));
        require(group.size() == 1 && group.commitmentOf(1) == 101, "alice alone");
    }

    function test_TakesASmartAccountsSignature() public {
        address account = address(new SmartAccount(alice));
        token.mint(account, 3);
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(3));
        enrolment.holder = account;
        group.enrolEligible(enrolment);
        require(group.commitmentOf(1) == 101, "enrolled");

        token.mint(account, 4);
        enrolment = _signed(2, 102, BOB_KEY, abi.encode(4));
        enrolment.holder = account;
        _requireSignatureRefused(enrolment);
    }

    function test_RefusesASignatureOfAnotherHolder() public {
        Enrolment memory enrolment = _signed(1, 101, BOB_KEY, abi.encode(1));
        enrolment.holder = alice;
        _requireSignatureRefused(enrolment);
    }

    function test_RefusesASignatureOfAnotherCommitment() public {
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(1));
        enrolment.commitment = 102;
        _requireSignatureRefused(enrolment);
    }

    function test_RefusesASignatureForAnotherGroup() public {
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(1));
        enrolment.signature = signDigest(ALICE_KEY, _digest(101, block.chainid, address(this)));
        _requireSignatureRefused(enrolment);
    }

    function test_RefusesASignatureForAnotherChain() public {
        uint256 other = 100;
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(1));
        bytes memory here = enrolment.signature;
        enrolment.signature = signDigest(ALICE_KEY, _digest(101, other, address(group)));
        _requireSignatureRefused(enrolment);
        vm.chainId(other);
        enrolment.signature = here;
        _requireSignatureRefused(enrolment);
        enrolment.signature = signDigest(ALICE_KEY, _digest(101, other, address(group)));
        group.enrolEligible(enrolment);
    }

    function test_RefusesASignatureThatIsNone() public {
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(1));
        enrolment.signature[40] ^= 0x01;
        _requireSignatureRefused(enrolment);
        enrolment.signature = hex"1234";
        _requireSignatureRefused(enrolment);
    }

    function test_AsksNothingForARepetition() public {
        group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(1)));
        require(group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(1))) == 0, "index");
        Enrolment[] memory enrolments = new Enrolment[](1);
        enrolments[0] = _signed(1, 101, ALICE_KEY, abi.encode(1));
        require(group.enrolMany(enrolments)[0] == 0 && group.size() == 1, "index");
    }

    function test_EnrolsManyEligiblePeople() public {
        group.enrolMany(_aliceAndBob(2));
        require(group.commitmentOf(1) == 101 && group.commitmentOf(2) == 102, "enrolled");
    }

    function test_EnrolsNobodyOfABatchInWhichOneIsNotEligible() public {
        Enrolment[] memory enrolments = _aliceAndBob(1);
        vm.expectRevert(IPolicy.AlreadyEnforced.selector);
        group.enrolMany(enrolments);
        enrolments = _aliceAndBob(2);
        enrolments[1].signature = enrolments[0].signature;
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupHolderSignatureInvalid.selector, bob, 102)
        );
        group.enrolMany(enrolments);
        require(group.size() == 0, "nobody");
    }

    function test_RotatesWithoutAskingAgain() public {
        group.enrolEligible(_signed(1, 101, ALICE_KEY, abi.encode(1)));
        vm.prank(alice);
        token.transferFrom(alice, bob, 1);
        group.rotate(500, new uint256[](20), abi.encode(1));
        require(group.commitmentOf(1) == 500, "rotated");
    }

    function test_EnrolsNobodyWhileThePolicyGuardsAnother() public {
        address checker = new TokenCheckerFactory().deploy(address(token));
        address policy = new TokenPolicyFactory().deploy(checker);
        group = deployGroup(new BelievingIssuer(), IEligibilityPolicy(policy));
        Enrolment memory enrolment = _signed(1, 101, ALICE_KEY, abi.encode(1));
        vm.expectRevert(IPolicy.TargetOnly.selector);
        group.enrolEligible(enrolment);
        IPolicy(policy).setTarget(address(this));
        vm.expectRevert(IPolicy.TargetOnly.selector);
        group.enrolEligible(enrolment);
    }

    function test_RefusesAHolderWhereThereIsNoPolicy() public {
        group = deployGroup(new BelievingIssuer());
        Enrolment memory enrolment = _unsigned(1, 101, address(0), "");
        enrolment.holder = alice;
        _requireUnexpected(enrolment, alice, 0, 0);
        (enrolment.holder, enrolment.evidence) = (address(0), hex"01");
        _requireUnexpected(enrolment, address(0), 1, 0);
        (enrolment.evidence, enrolment.signature) = ("", hex"0102");
        _requireUnexpected(enrolment, address(0), 0, 2);
        enrolment.signature = "";
        require(group.enrolEligible(enrolment) == 0, "like enrol");
        require(group.enrolEligible(enrolment) == 0 && group.size() == 1, "once");
    }

    function _guardedBy(address policy) private returns (IPersonhoodGroup guarded) {
        guarded = deployGroup(new BelievingIssuer(), IEligibilityPolicy(policy));
        IPolicy(policy).setTarget(address(guarded));
    }

    function _unsigned(
        uint256 person,
        uint256 commitment,
        address holder,
        bytes memory evidence
    ) private pure returns (Enrolment memory) {
        return Enrolment(commitment, abi.encode(person), holder, evidence, "");
    }

    function _signed(
        uint256 person,
        uint256 commitment,
        uint256 key,
        bytes memory evidence
    ) private view returns (Enrolment memory enrolment) {
        enrolment = _unsigned(person, commitment, vm.addr(key), evidence);
        enrolment.signature = signDigest(key, _digest(commitment, block.chainid, address(group)));
    }

    function _aliceAndBob(uint256 tokenOfBob) private view returns (Enrolment[] memory enrolments) {
        enrolments = new Enrolment[](2);
        enrolments[0] = _signed(1, 101, ALICE_KEY, abi.encode(1));
        enrolments[1] = _signed(2, 102, BOB_KEY, abi.encode(tokenOfBob));
    }

    function _digest(
        uint256 commitment,
        uint256 chainId,
        address forGroup
    ) private pure returns (bytes32) {
        bytes32 typeHash = keccak256("Enrolment(uint256 commitment)");
        return
            typedDigest(
                "PersonhoodGroup",
                chainId,
                forGroup,
                keccak256(abi.encode(typeHash, commitment))
            );
    }

    function _requireSignatureRefused(Enrolment memory enrolment) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IPersonhoodGroup.GroupHolderSignatureInvalid.selector,
                enrolment.holder,
                enrolment.commitment
            )
        );
        group.enrolEligible(enrolment);
    }

    /// @dev Bob tries to enrol by an attestation.
    function _requireRefused(bytes32 attestation, bytes4 refusal) private {
        Enrolment memory enrolment = _signed(2, 102, BOB_KEY, abi.encode(attestation));
        vm.expectRevert(refusal);
        group.enrolEligible(enrolment);
    }

    function _requireUnexpected(
        Enrolment memory enrolment,
        address holder,
        uint256 evidenceLength,
        uint256 signatureLength
    ) private {
        Enrolment[] memory enrolments = new Enrolment[](1);
        enrolments[0] = enrolment;
        bytes memory refusal = abi.encodeWithSelector(
            IPersonhoodGroup.GroupEligibilityUnexpected.selector,
            holder,
            evidenceLength,
            signatureLength
        );
        vm.expectRevert(refusal);
        group.enrolEligible(enrolment);
        vm.expectRevert(refusal);
        group.enrolMany(enrolments);
    }
}
