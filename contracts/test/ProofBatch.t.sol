// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISemaphoreBatchVerifier, MemberProof} from "../src/interfaces/ISemaphoreBatchVerifier.sol";
import {ProofBatch} from "../src/verifiers/ProofBatch.sol";
import {vm} from "./support/Vm.sol";

/// @notice What the library puts together by hand is the call that the ABI describes, and what it makes of the answer.
contract ProofBatchTest {
    using ProofBatch for bytes;

    uint256 private constant ROOT = 11;
    uint256 private constant SCOPE = 12;
    uint256 private constant DEPTH = 20;

    function testFuzz_AsksWhatTheAbiSays(
        MemberProof[] memory proofs,
        uint256 root,
        uint256 scope,
        uint256 depth
    ) public {
        AnsweringVerifier verifier = new AnsweringVerifier();
        verifier.setEcho(true);
        // The verifier reverts with what it was asked.
        vm.expectRevert(
            abi.encodeCall(ISemaphoreBatchVerifier.verifyProofs, (root, scope, depth, proofs))
        );
        this.verify(address(verifier), root, scope, depth, proofs);
    }

    function test_CountsWhatWasAdded() public view {
        for (uint256 count = 0; count < 9; ++count) {
            require(this.countOf(new MemberProof[](count), 9) == count, "count");
        }
    }

    function test_SaysWhatTheVerifierSays() public {
        AnsweringVerifier verifier = new AnsweringVerifier();
        verifier.setAnswer(abi.encode(true));
        require(_verify(address(verifier)), "true");
        verifier.setAnswer(abi.encode(false));
        require(!_verify(address(verifier)), "false");
    }

    function test_TakesNothingElseForTrue() public {
        AnsweringVerifier verifier = new AnsweringVerifier();
        bytes[4] memory answers = [
            bytes(""),
            abi.encode(uint256(2)),
            abi.encode(type(uint256).max),
            abi.encodePacked(uint248(1))
        ];
        for (uint256 i = 0; i < answers.length; ++i) {
            verifier.setAnswer(answers[i]);
            require(!_verify(address(verifier)), "true");
        }
    }

    function test_BelievesNoAddressWithoutCode() public view {
        require(!_verify(address(0xC0FFEE)), "no code");
        require(!_verify(address(0)), "zero");
    }

    function test_RevertsAsTheVerifierDoes() public {
        AnsweringVerifier verifier = new AnsweringVerifier();
        verifier.setReason(
            abi.encodeWithSelector(ISemaphoreBatchVerifier.SemaphoreDepthUnsupported.selector, 33)
        );
        vm.expectRevert(
            abi.encodeWithSelector(ISemaphoreBatchVerifier.SemaphoreDepthUnsupported.selector, 33)
        );
        this.verify(address(verifier), ROOT, SCOPE, DEPTH, new MemberProof[](1));
    }

    /// @dev External, because the library takes points from calldata.
    function verify(
        address verifier,
        uint256 root,
        uint256 scope,
        uint256 depth,
        MemberProof[] calldata proofs
    ) external view returns (bool) {
        bytes memory batch = _batchOf(proofs, proofs.length);
        return batch.verify(ISemaphoreBatchVerifier(verifier), root, scope, depth);
    }

    function countOf(
        MemberProof[] calldata proofs,
        uint256 capacity
    ) external pure returns (uint256) {
        return _batchOf(proofs, capacity).count();
    }

    function _verify(address verifier) private view returns (bool) {
        return this.verify(verifier, ROOT, SCOPE, DEPTH, new MemberProof[](2));
    }

    function _batchOf(
        MemberProof[] calldata proofs,
        uint256 capacity
    ) private pure returns (bytes memory batch) {
        batch = ProofBatch.create(capacity);
        for (uint256 i = 0; i < proofs.length; ++i) {
            batch.add(proofs[i].nullifier, proofs[i].message, proofs[i].points);
        }
    }
}

/// @notice Answers whatever it is asked with what it was told to.
contract AnsweringVerifier {
    bytes private _answer;
    bytes private _reason;
    bool private _echoes;

    function setAnswer(bytes calldata answer) external {
        _answer = answer;
    }

    function setReason(bytes calldata reason) external {
        _reason = reason;
    }

    function setEcho(bool echoes) external {
        _echoes = echoes;
    }

    fallback(bytes calldata question) external returns (bytes memory) {
        bytes memory reason = _reason;
        if (_echoes) reason = question;
        if (reason.length == 0) return _answer;
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }
}
