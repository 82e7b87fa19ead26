// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {DevelopmentWorldIDVerifier} from "../src/development/DevelopmentWorldIDVerifier.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {IWorldIDVerifier} from "../src/interfaces/IWorldIDVerifier.sol";
import {WorldIDEnrolment} from "../src/issuers/WorldIDEnrolment.sol";
import {WorldIDIssuer} from "../src/issuers/WorldIDIssuer.sol";
import {deployGroup} from "./support/deployGroup.sol";
import {vm} from "./support/Vm.sol";

/// @notice A World ID proves a person to the one group, for the one commitment it was made for.
contract WorldIDIssuerTest {
    uint256 private constant WALLET_KEY = 0xA11CE;
    uint256 private constant NOW = 1_800_000_000;
    uint64 private constant RP_ID = 0x0123456789abcdef;
    uint64 private constant PROOF_OF_HUMAN = 1;
    uint256 private constant GENESIS = 1_600_000_000;
    uint256 private constant EPOCH = 12;
    uint256 private constant NULLIFIER = 77;
    uint256 private constant COMMITMENT = 5;

    WorldIDIssuer private issuer;
    IPersonhoodGroup private group;

    function setUp() public {
        vm.warp(NOW);
        issuer = new WorldIDIssuer(
            new DevelopmentWorldIDVerifier(vm.addr(WALLET_KEY)),
            RP_ID,
            PROOF_OF_HUMAN,
            GENESIS,
            EPOCH
        );
        group = deployGroup(issuer);
    }

    function test_NamesTheActionAfterGroupAndEpoch() public view {
        _requireSame(
            issuer.enrolmentAction(0xABcdEFABcdEFabcdEfAbCdefabcdeFABcDEFabCD),
            "psephos-enrol-0xabcdefabcdefabcdefabcdefabcdefabcdefabcd-12"
        );
        _requireSame(
            issuer.enrolmentAction(address(1)),
            "psephos-enrol-0x0000000000000000000000000000000000000001-12"
        );
    }

    function test_NamesAnotherEpochsActionDifferently() public {
        IWorldIDVerifier verifier = issuer.verifier();
        WorldIDIssuer first = new WorldIDIssuer(verifier, RP_ID, PROOF_OF_HUMAN, GENESIS, 0);
        _requireSame(
            first.enrolmentAction(address(1)),
            "psephos-enrol-0x0000000000000000000000000000000000000001-0"
        );
    }

    function test_EnrolsThePersonWhomWorldIDProves() public {
        group.enrol(COMMITMENT, _credential(address(group), COMMITMENT, NULLIFIER));
        require(group.commitmentOf(NULLIFIER) == COMMITMENT, "commitment");
    }

    function test_AnswersTheNullifierAsThePerson() public view {
        bytes memory credential = _credential(address(this), COMMITMENT, NULLIFIER);
        require(issuer.verifyPerson(COMMITMENT, credential) == NULLIFIER, "person");
    }

    function test_ProvesNobodyInAnotherGroup() public {
        IPersonhoodGroup other = deployGroup(issuer);
        bytes memory credential = _credential(address(group), COMMITMENT, NULLIFIER);
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        other.enrol(COMMITMENT, credential);
        group.enrol(COMMITMENT, credential);
    }

    function test_ProvesNobodyToWhoeverCallsInPlaceOfTheGroup() public {
        bytes memory credential = _credential(address(group), COMMITMENT, NULLIFIER);
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        issuer.verifyPerson(COMMITMENT, credential);
        vm.prank(address(group));
        issuer.verifyPerson(COMMITMENT, credential);
    }

    function test_BindsTheCommitment() public {
        bytes memory credential = _credential(address(group), COMMITMENT, NULLIFIER);
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        group.enrol(COMMITMENT + 1, credential);
    }

    function test_BindsTheNullifier() public {
        bytes memory credential = _withNullifier(
            _credential(address(group), COMMITMENT, NULLIFIER),
            NULLIFIER + 1
        );
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        group.enrol(COMMITMENT, credential);
    }

    function test_PinsRelyingPartyCredentialAndGenesis() public {
        IWorldIDVerifier verifier = issuer.verifier();
        bytes memory credential = _credential(address(this), COMMITMENT, NULLIFIER);
        WorldIDIssuer[3] memory others = [
            new WorldIDIssuer(verifier, RP_ID + 1, PROOF_OF_HUMAN, GENESIS, EPOCH),
            new WorldIDIssuer(verifier, RP_ID, PROOF_OF_HUMAN, GENESIS + 1, EPOCH),
            new WorldIDIssuer(verifier, RP_ID, PROOF_OF_HUMAN, GENESIS, EPOCH + 1)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
            others[i].verifyPerson(COMMITMENT, credential);
        }
        WorldIDIssuer passport = new WorldIDIssuer(verifier, RP_ID, 9303, GENESIS, EPOCH);
        vm.expectRevert(IWorldIDVerifier.UnregisteredIssuerSchemaId.selector);
        passport.verifyPerson(COMMITMENT, credential);
    }

    function test_RefusesANullifierOutsideTheField() public {
        uint256 last = SNARK_SCALAR_FIELD - 1;
        require(
            issuer.verifyPerson(COMMITMENT, _credential(address(this), COMMITMENT, last)) == last,
            "the last one"
        );
        uint256[2] memory outside = [SNARK_SCALAR_FIELD, SNARK_SCALAR_FIELD + NULLIFIER];
        for (uint256 i = 0; i < outside.length; ++i) {
            bytes memory credential = _credential(address(this), COMMITMENT, outside[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    WorldIDEnrolment.IssuerNullifierOutOfField.selector,
                    outside[i]
                )
            );
            issuer.verifyPerson(COMMITMENT, credential);
        }
    }

    function test_RefusesBytesThatAreNoCredential() public {
        uint256[3] memory lengths = [uint256(0), 255, 257];
        for (uint256 i = 0; i < lengths.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    WorldIDEnrolment.IssuerCredentialLengthMismatch.selector,
                    lengths[i],
                    256
                )
            );
            group.enrol(COMMITMENT, new bytes(lengths[i]));
        }
    }

    function test_RefusesAnExpiryThatDoesNotFit() public {
        uint256[5] memory proof;
        uint256 outside = uint256(type(uint64).max) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(WorldIDIssuer.IssuerExpiryOutOfRange.selector, outside)
        );
        issuer.verifyPerson(COMMITMENT, abi.encode(NULLIFIER, 1, outside, proof));
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        issuer.verifyPerson(COMMITMENT, abi.encode(NULLIFIER, 1, outside - 1, proof));
    }

    function test_EnrolsAPersonOnceWhateverTheNonce() public {
        group.enrol(COMMITMENT, _credential(address(group), COMMITMENT, NULLIFIER));
        bytes memory second = _credential(address(group), COMMITMENT + 1, NULLIFIER);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector,
                NULLIFIER,
                COMMITMENT
            )
        );
        group.enrol(COMMITMENT + 1, second);
    }

    function testFuzz_BindsEveryCommitment(uint256 commitment, uint256 other) public {
        bytes memory credential = _credential(address(this), commitment, NULLIFIER);
        issuer.verifyPerson(commitment, credential);
        vm.assume(other != commitment);
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        issuer.verifyPerson(other, credential);
    }

    /// @dev What the development wallet signs for a person who enrols `commitment` in `forGroup`.
    function _credential(
        address forGroup,
        uint256 commitment,
        uint256 nullifier
    ) private view returns (bytes memory) {
        uint256 nonce = uint256(keccak256(abi.encode(forGroup, commitment))) >> 8;
        bytes32 digest = keccak256(
            abi.encode(
                keccak256("psephos.development.world-id.v1"),
                nullifier,
                uint256(keccak256(bytes(issuer.enrolmentAction(forGroup)))) >> 8,
                RP_ID,
                nonce,
                uint256(keccak256(abi.encode(commitment))) >> 8,
                uint64(NOW),
                PROOF_OF_HUMAN,
                GENESIS
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(WALLET_KEY, digest);
        uint256[5] memory proof = [uint256(r), uint256(s), v, 0, 0];
        return abi.encode(nullifier, nonce, uint64(NOW), proof);
    }

    function _withNullifier(
        bytes memory credential,
        uint256 nullifier
    ) private pure returns (bytes memory) {
        (, uint256 nonce, uint64 expiresAtMin, uint256[5] memory proof) = abi.decode(
            credential,
            (uint256, uint256, uint64, uint256[5])
        );
        return abi.encode(nullifier, nonce, expiresAtMin, proof);
    }

    function _requireSame(string memory actual, string memory expected) private pure {
        require(keccak256(bytes(actual)) == keccak256(bytes(expected)), actual);
    }
}
