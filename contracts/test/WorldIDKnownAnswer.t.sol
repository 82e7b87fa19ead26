// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {IWorldIDVerifier} from "../src/interfaces/IWorldIDVerifier.sol";
import {WorldIDEnrolment} from "../src/issuers/WorldIDEnrolment.sol";
import {WorldIDIssuer} from "../src/issuers/WorldIDIssuer.sol";
import {SubstitutingWorldIDVerifier} from "./support/SubstitutingWorldIDVerifier.sol";
import {WorldIDGroth16Verifier} from "./support/WorldIDGroth16Verifier.sol";
import {deployGroup} from "./support/deployGroup.sol";
import {vm} from "./support/Vm.sol";

/// @notice The issuer takes a proof of World ID 4's real circuit as World publishes it, and none
/// that differs anywhere.
contract WorldIDKnownAnswerTest {
    string private constant VECTOR = "test/vectors/world-id-4-known-answer.json";
    uint256 private constant EPOCH = 3;
    uint256 private constant COMMITMENT = 5;
    uint256 private constant PUBLIC_INPUTS = 15;

    string private json;
    uint64 private rpId;
    uint64 private issuerSchemaId;
    uint64 private expiresAtMin;
    uint256 private genesis;
    uint256 private nullifier;
    uint256 private nonce;
    uint256 private action;
    uint256 private signalHash;
    uint256[5] private proof;
    WorldIDGroth16Verifier private verifier;
    SubstitutingWorldIDVerifier private substitute;
    WorldIDIssuer private issuer;

    function setUp() public {
        json = vm.readFile(VECTOR);
        rpId = uint64(_number(".call.rpId"));
        issuerSchemaId = uint64(_number(".call.issuerSchemaId"));
        expiresAtMin = uint64(_number(".call.expiresAtMin"));
        genesis = _number(".call.credentialGenesisIssuedAtMin");
        (nullifier, nonce) = (_number(".call.nullifier"), _number(".call.nonce"));
        (action, signalHash) = (_number(".call.action"), _number(".call.signalHash"));
        uint256[] memory words = vm.parseJsonUintArray(json, ".call.zeroKnowledgeProof");
        for (uint256 i = 0; i < 5; ++i) proof[i] = words[i];
        verifier = new WorldIDGroth16Verifier(_registered());
        substitute = new SubstitutingWorldIDVerifier(verifier);
        issuer = _issuer(substitute, rpId, issuerSchemaId, genesis);
        _substituteFor(address(this), COMMITMENT);
    }

    function test_VerifiesThePublishedCall() public view {
        verifier.verify(
            nullifier,
            action,
            rpId,
            nonce,
            signalHash,
            expiresAtMin,
            issuerSchemaId,
            genesis,
            proof
        );
    }

    function test_TakesThePublishedProof() public view {
        require(issuer.verifyPerson(COMMITMENT, _credential()) == nullifier, "person");
    }

    function test_EnrolsThePersonOfThePublishedProof() public {
        IPersonhoodGroup group = deployGroup(issuer);
        _substituteFor(address(group), COMMITMENT);
        group.enrol(COMMITMENT, _credential());
        require(group.commitmentOf(nullifier) == COMMITMENT, "enrolled");
    }

    function test_RefusesItForTheActionAndSignalOfItsOwn() public {
        WorldIDIssuer honest = _issuer(verifier, rpId, issuerSchemaId, genesis);
        _requireRefused(honest, _credential());
    }

    function test_DerivesActionAndSignal() public {
        bytes memory credential = _credential();
        uint256 derived = uint256(keccak256(abi.encode(COMMITMENT + 1))) >> 8;
        vm.expectRevert(
            abi.encodeWithSelector(SubstitutingWorldIDVerifier.SignalNotDerived.selector, derived)
        );
        issuer.verifyPerson(COMMITMENT + 1, credential);
        address other = address(0xabc);
        derived = _actionOf(other);
        vm.expectRevert(
            abi.encodeWithSelector(SubstitutingWorldIDVerifier.ActionNotDerived.selector, derived)
        );
        vm.prank(other);
        issuer.verifyPerson(COMMITMENT, credential);
    }

    function test_RefusesEachAlteredNumberOfTheCredential() public {
        bytes memory right = _credential();
        for (uint256 word = 0; word < 7; ++word) {
            bytes memory altered = bytes.concat(right);
            altered[word * 32 + 31] ^= 0x04;
            _requireRefused(issuer, altered);
        }
        bytes memory otherRoot = bytes.concat(right);
        otherRoot[255] ^= 0x04;
        vm.expectRevert(IWorldIDVerifier.InvalidMerkleRoot.selector);
        issuer.verifyPerson(COMMITMENT, otherRoot);
        issuer.verifyPerson(COMMITMENT, right);
    }

    function test_RefusesTheOtherSolutionsOfEachPoint() public {
        bytes memory right = _credential();
        uint8[4] memory words = [3, 5, 5, 6];
        bytes1[4] memory bits = [bytes1(0x01), 0x01, 0x02, 0x01];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory altered = bytes.concat(right);
            altered[uint256(words[i]) * 32 + 31] ^= bits[i];
            _requireRefused(issuer, altered);
        }
    }

    function test_RefusesWhatIsNoPoint() public {
        for (uint256 word = 3; word < 7; ++word) {
            bytes memory right = _credential();
            for (uint256 i = 0; i < 32; ++i) right[word * 32 + i] = 0xff;
            _requireRefused(issuer, right);
        }
    }

    function test_RefusesItForAnotherRelyingPartyOrGenesis() public {
        _requireRefused(_issuer(substitute, rpId + 1, issuerSchemaId, genesis), _credential());
        _requireRefused(_issuer(substitute, rpId, issuerSchemaId, genesis + 1), _credential());
    }

    function test_RefusesItForAnotherKindOfCredential() public {
        WorldIDIssuer passport = _issuer(substitute, rpId, 9303, genesis);
        bytes memory credential = _credential();
        vm.expectRevert(IWorldIDVerifier.UnregisteredIssuerSchemaId.selector);
        passport.verifyPerson(COMMITMENT, credential);
    }

    function test_RefusesTheSameNumbersPlusTheField() public {
        uint256 person = nullifier;
        nullifier += SNARK_SCALAR_FIELD;
        bytes memory credential = _credential();
        vm.expectRevert(
            abi.encodeWithSelector(WorldIDEnrolment.IssuerNullifierOutOfField.selector, nullifier)
        );
        issuer.verifyPerson(COMMITMENT, credential);
        (nullifier, nonce) = (person, nonce + SNARK_SCALAR_FIELD);
        credential = _credential();
        vm.expectRevert(IWorldIDVerifier.PublicInputNotInField.selector);
        issuer.verifyPerson(COMMITMENT, credential);
    }

    function _substituteFor(address group, uint256 commitment) private {
        substitute.substitute(
            SubstitutingWorldIDVerifier.Substitution({
                derivedAction: _actionOf(group),
                derivedSignalHash: uint256(keccak256(abi.encode(commitment))) >> 8,
                publishedAction: action,
                publishedSignalHash: signalHash
            })
        );
    }

    function _requireRefused(WorldIDIssuer by, bytes memory credential) private {
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        by.verifyPerson(COMMITMENT, credential);
    }

    function _issuer(
        IWorldIDVerifier with,
        uint64 relyingParty,
        uint64 schema,
        uint256 since
    ) private returns (WorldIDIssuer) {
        return new WorldIDIssuer(with, relyingParty, schema, since, EPOCH);
    }

    function _credential() private view returns (bytes memory) {
        return abi.encode(nullifier, nonce, expiresAtMin, proof);
    }

    /// @dev World ID's hash of the action's name, put together here anew.
    function _actionOf(address group) private pure returns (uint256) {
        bytes memory digits = "0123456789abcdef";
        bytes memory name = "psephos-enrol-0x0000000000000000000000000000000000000000-3";
        for (uint256 i = 0; i < 40; ++i) {
            name[16 + i] = digits[(uint160(group) >> (156 - 4 * i)) & 15];
        }
        return uint256(keccak256(name)) >> 8;
    }

    function _registered()
        private
        view
        returns (WorldIDGroth16Verifier.Registered memory registered)
    {
        uint256[] memory signals = vm.parseJsonUintArray(json, ".publicSignals");
        registered.root = signals[6];
        registered.treeDepth = signals[7];
        registered.issuerSchemaId = uint64(signals[1]);
        registered.issuerKey = [signals[2], signals[3]];
        registered.oprfKey = [signals[10], signals[11]];
        registered.alpha = _pointG1(".verificationKey.vk_alpha_1");
        registered.beta = _pointG2(".verificationKey.vk_beta_2");
        registered.gamma = _pointG2(".verificationKey.vk_gamma_2");
        registered.delta = _pointG2(".verificationKey.vk_delta_2");
        registered.inputs = new uint256[2][](PUBLIC_INPUTS + 1);
        for (uint256 i = 0; i <= PUBLIC_INPUTS; ++i) {
            registered.inputs[i] = _pointG1(
                string.concat(".verificationKey.IC[", Strings.toString(i), "]")
            );
        }
    }

    function _pointG1(string memory key) private view returns (uint256[2] memory) {
        uint256[] memory point = vm.parseJsonUintArray(json, key);
        return [point[0], point[1]];
    }

    /// @dev snarkjs writes the real part first, the precompiled contracts read the imaginary first.
    function _pointG2(string memory key) private view returns (uint256[4] memory) {
        uint256[] memory x = vm.parseJsonUintArray(json, string.concat(key, "[0]"));
        uint256[] memory y = vm.parseJsonUintArray(json, string.concat(key, "[1]"));
        return [x[1], x[0], y[1], y[0]];
    }

    function _number(string memory key) private view returns (uint256) {
        return vm.parseJsonUint(json, key);
    }
}
