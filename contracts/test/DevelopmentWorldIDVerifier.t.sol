// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {DevelopmentWorldIDVerifier} from "../src/development/DevelopmentWorldIDVerifier.sol";
import {IWorldIDVerifier} from "../src/interfaces/IWorldIDVerifier.sol";
import {deployCode} from "./support/deployCode.sol";
import {vm} from "./support/Vm.sol";

/// @notice The development verifier believes one wallet about exactly what it signed.
contract DevelopmentWorldIDVerifierTest {
    struct Claim {
        uint256 nullifier;
        uint256 action;
        uint64 rpId;
        uint256 nonce;
        uint256 signalHash;
        uint64 expiresAtMin;
        uint64 issuerSchemaId;
        uint256 credentialGenesisIssuedAtMin;
    }

    uint256 private constant WALLET_KEY = 0xA11CE;
    uint256 private constant NOW = 1_800_000_000;
    /// @dev The order of secp256k1: s and ORDER - s sign the same digest.
    uint256 private constant ORDER =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    DevelopmentWorldIDVerifier private verifier;

    function setUp() public {
        vm.warp(NOW);
        verifier = _deploy(vm.addr(WALLET_KEY));
    }

    function test_AcceptsWhatTheWalletSigned() public view {
        Claim memory claim = _claim();
        _verify(claim, _sign(claim));
    }

    function testFuzz_AcceptsWhatTheWalletSigned(
        uint256 nullifier,
        uint64 rpId,
        uint256 nonce,
        uint256 signalHash
    ) public view {
        Claim memory claim = _claim();
        claim.nullifier = nullifier % SNARK_SCALAR_FIELD;
        (claim.rpId, claim.nonce, claim.signalHash) = (rpId, nonce, signalHash);
        _verify(claim, _sign(claim));
    }

    function test_HasTheSelectorsOfWorldID() public pure {
        require(IWorldIDVerifier.verify.selector == 0xfd184bea, "verify");
        require(IWorldIDVerifier.ExpirationTooOld.selector == 0xf00ab3b4, "ExpirationTooOld");
        require(IWorldIDVerifier.InvalidAction.selector == 0x4a7f394f, "InvalidAction");
        require(IWorldIDVerifier.InvalidMerkleRoot.selector == 0x9dd854d3, "InvalidMerkleRoot");
        require(
            IWorldIDVerifier.UnregisteredIssuerSchemaId.selector == 0xc7eb504d,
            "UnregisteredIssuerSchemaId"
        );
        require(
            IWorldIDVerifier.PublicInputNotInField.selector == 0xa54f8e27,
            "PublicInputNotInField"
        );
        require(IWorldIDVerifier.ProofInvalid.selector == 0x7fcdd1f4, "ProofInvalid");
    }

    function test_RejectsEachPublicInputThatTheWalletDidNotSign() public {
        uint256[5] memory proof = _sign(_claim());
        for (uint256 field = 0; field < 7; ++field) {
            Claim memory claim = _claim();
            if (field == 0) claim.nullifier ^= 1;
            if (field == 1) claim.action ^= 1;
            if (field == 2) claim.rpId ^= 1;
            if (field == 3) claim.nonce ^= 1;
            if (field == 4) claim.signalHash ^= 1;
            if (field == 5) claim.expiresAtMin ^= 1;
            if (field == 6) claim.credentialGenesisIssuedAtMin ^= 1;
            vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
            _verify(claim, proof);
        }
    }

    function test_RejectsAnotherWallet() public {
        Claim memory claim = _claim();
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        _verify(claim, _signWith(WALLET_KEY + 1, claim));
    }

    function test_RejectsWordsThatAreNoSignature() public {
        Claim memory claim = _claim();
        uint256[5] memory none;
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        _verify(claim, none);
    }

    function test_BelievesNobodyWhenTheWalletIsTheZeroAddress() public {
        verifier = _deploy(address(0));
        Claim memory claim = _claim();
        uint256[5] memory none;
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        _verify(claim, none);
    }

    function test_RejectsOtherSpellingsOfTheSameSignature() public {
        Claim memory claim = _claim();
        uint256[5] memory proof = _sign(claim);

        uint256[5] memory highS = _sign(claim);
        (highS[1], highS[2]) = (ORDER - proof[1], 55 - proof[2]);
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        _verify(claim, highS);

        uint256[5] memory wideV = _sign(claim);
        wideV[2] += 256;
        vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
        _verify(claim, wideV);

        for (uint256 word = 3; word < 5; ++word) {
            uint256[5] memory padded = _sign(claim);
            padded[word] = 1;
            vm.expectRevert(IWorldIDVerifier.ProofInvalid.selector);
            _verify(claim, padded);
        }
    }

    function test_RejectsANullifierOutsideTheField() public {
        Claim memory claim = _claim();
        claim.nullifier = SNARK_SCALAR_FIELD - 1;
        _verify(claim, _sign(claim));

        claim.nullifier = SNARK_SCALAR_FIELD;
        uint256[5] memory proof = _sign(claim);
        vm.expectRevert(IWorldIDVerifier.PublicInputNotInField.selector);
        _verify(claim, proof);
    }

    function test_RejectsAnActionOutsideTheDomainOfUniqueness() public {
        Claim memory claim = _claim();
        claim.action = (1 << 248) - 1;
        _verify(claim, _sign(claim));

        claim.action = 1 << 248;
        uint256[5] memory proof = _sign(claim);
        vm.expectRevert(IWorldIDVerifier.InvalidAction.selector);
        _verify(claim, proof);
    }

    function test_RejectsEveryCredentialButProofOfHuman() public {
        uint64[4] memory others = [uint64(0), 2, 11, 9303];
        for (uint256 i = 0; i < others.length; ++i) {
            Claim memory claim = _claim();
            claim.issuerSchemaId = others[i];
            uint256[5] memory proof = _sign(claim);
            vm.expectRevert(IWorldIDVerifier.UnregisteredIssuerSchemaId.selector);
            _verify(claim, proof);
        }
    }

    function test_RejectsAnExpiryMoreThanFiveHoursAgo() public {
        Claim memory claim = _claim();
        claim.expiresAtMin = uint64(NOW - 5 hours);
        _verify(claim, _sign(claim));

        claim.expiresAtMin -= 1;
        uint256[5] memory proof = _sign(claim);
        vm.expectRevert(IWorldIDVerifier.ExpirationTooOld.selector);
        _verify(claim, proof);
    }

    function test_AcceptsTheLastExpiryThereIs() public view {
        Claim memory claim = _claim();
        claim.expiresAtMin = type(uint64).max;
        _verify(claim, _sign(claim));
    }

    function _claim() private pure returns (Claim memory) {
        return
            Claim({
                nullifier: uint256(keccak256("person 1")) >> 8,
                action: uint256(keccak256("psephos-enrol")) >> 8,
                rpId: 0x0123456789abcdef,
                nonce: 7,
                signalHash: uint256(keccak256("commitment")) >> 8,
                expiresAtMin: uint64(NOW),
                issuerSchemaId: 1,
                credentialGenesisIssuedAtMin: 0
            });
    }

    function _sign(Claim memory claim) private pure returns (uint256[5] memory) {
        return _signWith(WALLET_KEY, claim);
    }

    /// @dev A struct of static members encodes as its members do, one word each.
    function _signWith(uint256 key, Claim memory claim) private pure returns (uint256[5] memory) {
        bytes32 domain = keccak256("psephos.development.world-id.v1");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encode(domain, claim)));
        return [uint256(r), uint256(s), v, 0, 0];
    }

    function _verify(Claim memory claim, uint256[5] memory proof) private view {
        verifier.verify(
            claim.nullifier,
            claim.action,
            claim.rpId,
            claim.nonce,
            claim.signalHash,
            claim.expiresAtMin,
            claim.issuerSchemaId,
            claim.credentialGenesisIssuedAtMin,
            proof
        );
    }

    function _deploy(address wallet) private returns (DevelopmentWorldIDVerifier) {
        return
            DevelopmentWorldIDVerifier(
                deployCode(
                    "contracts/src/development/DevelopmentWorldIDVerifier.sol:DevelopmentWorldIDVerifier",
                    abi.encode(wallet)
                )
            );
    }
}
