// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {IWorldIDRouter} from "../src/interfaces/IWorldIDRouter.sol";
import {WorldIDEnrolment} from "../src/issuers/WorldIDEnrolment.sol";
import {WorldIDLegacyIssuer} from "../src/issuers/WorldIDLegacyIssuer.sol";
import {SignedWorldIDRouter} from "./support/SignedWorldIDRouter.sol";
import {deployGroup} from "./support/deployGroup.sol";
import {vm} from "./support/Vm.sol";

/// @notice A World ID 3 proves a person to the one group, for the one commitment it was made for.
contract WorldIDLegacyIssuerTest {
    uint256 private constant WALLET_KEY = 0xA11CE;
    string private constant APP = "app_psephos";
    uint256 private constant EPOCH = 12;
    uint256 private constant ROOT = 4242;
    uint256 private constant NULLIFIER = 77;
    uint256 private constant COMMITMENT = 5;

    IWorldIDRouter private router = new SignedWorldIDRouter(vm.addr(WALLET_KEY), ROOT);
    WorldIDLegacyIssuer private issuer = new WorldIDLegacyIssuer(router, APP, EPOCH);
    IPersonhoodGroup private group = deployGroup(issuer);

    function test_CallsTheDeployedRoutersFunction() public pure {
        require(IWorldIDRouter.verifyProof.selector == 0x3bc778e3, "verifyProof");
        require(IWorldIDRouter.NonExistentRoot.selector == 0xddae3b71, "NonExistentRoot");
        require(IWorldIDRouter.ExpiredRoot.selector == 0x3ae7359e, "ExpiredRoot");
        require(IWorldIDRouter.ProofInvalid.selector == 0x7fcdd1f4, "ProofInvalid");
    }

    function test_NamesTheActionAfterGroupAndEpoch() public view {
        string memory action = issuer.enrolmentAction(0xABcdEFABcdEFabcdEfAbCdefabcdeFABcDEFabCD);
        require(
            keccak256(bytes(action)) ==
                keccak256("psephos-enrol-0xabcdefabcdefabcdefabcdefabcdefabcdefabcd-12"),
            "action"
        );
        require(issuer.appIdHash() == uint256(keccak256(bytes(APP))) >> 8, "app");
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
        vm.expectRevert(IWorldIDRouter.ProofInvalid.selector);
        other.enrol(COMMITMENT, credential);
        group.enrol(COMMITMENT, credential);
    }

    function test_BindsTheCommitment() public {
        bytes memory credential = _credential(address(group), COMMITMENT, NULLIFIER);
        vm.expectRevert(IWorldIDRouter.ProofInvalid.selector);
        group.enrol(COMMITMENT + 1, credential);
    }

    function test_PinsAppAndEpoch() public {
        bytes memory credential = _credential(address(this), COMMITMENT, NULLIFIER);
        WorldIDLegacyIssuer[2] memory others = [
            new WorldIDLegacyIssuer(router, "app_other", EPOCH),
            new WorldIDLegacyIssuer(router, APP, EPOCH + 1)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(IWorldIDRouter.ProofInvalid.selector);
            others[i].verifyPerson(COMMITMENT, credential);
        }
        issuer.verifyPerson(COMMITMENT, credential);
    }

    function test_HandsEveryWordToTheRouter() public {
        uint256[10] memory words = abi.decode(
            _credential(address(this), COMMITMENT, NULLIFIER),
            (uint256[10])
        );
        for (uint256 i = 0; i < 5; ++i) {
            uint256[10] memory altered = words;
            altered[i] ^= 1;
            vm.expectRevert(
                i == 0
                    ? IWorldIDRouter.NonExistentRoot.selector
                    : IWorldIDRouter.ProofInvalid.selector
            );
            issuer.verifyPerson(COMMITMENT, abi.encode(altered));
            altered[i] ^= 1;
        }
        issuer.verifyPerson(COMMITMENT, abi.encode(words));
    }

    function test_RefusesANullifierOutsideTheField() public {
        uint256 last = SNARK_SCALAR_FIELD - 1;
        bytes memory credential = _credential(address(this), COMMITMENT, last);
        require(issuer.verifyPerson(COMMITMENT, credential) == last, "the last one");
        uint256[2] memory outside = [SNARK_SCALAR_FIELD, SNARK_SCALAR_FIELD + NULLIFIER];
        for (uint256 i = 0; i < outside.length; ++i) {
            credential = _credential(address(this), COMMITMENT, outside[i]);
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
        uint256[3] memory lengths = [uint256(0), 319, 321];
        for (uint256 i = 0; i < lengths.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    WorldIDEnrolment.IssuerCredentialLengthMismatch.selector,
                    lengths[i],
                    320
                )
            );
            issuer.verifyPerson(COMMITMENT, new bytes(lengths[i]));
        }
    }

    /// @dev What the wallet signs for a person who enrols `commitment` in `forGroup`; the external
    /// nullifier as World ID's own contracts make it.
    function _credential(
        address forGroup,
        uint256 commitment,
        uint256 nullifier
    ) private view returns (bytes memory) {
        uint256 app = uint256(keccak256(abi.encodePacked(APP))) >> 8;
        bytes memory action = bytes(issuer.enrolmentAction(forGroup));
        bytes32 digest = keccak256(
            abi.encode(
                ROOT,
                uint256(1),
                uint256(keccak256(abi.encode(commitment))) >> 8,
                nullifier,
                uint256(keccak256(bytes.concat(bytes32(app), action))) >> 8
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(WALLET_KEY, digest);
        uint256[8] memory proof;
        (proof[0], proof[1], proof[2]) = (uint256(r), uint256(s), v);
        return abi.encode(ROOT, nullifier, proof);
    }
}
