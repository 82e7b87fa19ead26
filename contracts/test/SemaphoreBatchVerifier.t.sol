// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SemaphoreVerifierKeyPts} from "@semaphore-protocol/contracts/base/SemaphoreVerifierKeyPts.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {ISemaphoreBatchVerifier, MemberProof} from "../src/interfaces/ISemaphoreBatchVerifier.sol";
import {ProvenElection, readProvenElection} from "./support/memberProofs.sol";
import {deployCode} from "./support/deployCode.sol";
import {vm} from "./support/Vm.sol";

/// @notice The verifier of batches says true of real proofs, and neither true of others nor false of what it cannot
/// know. What attackers would try stands in test/contracts/SemaphoreBatchVerifier.test.ts.
contract SemaphoreBatchVerifierTest {
    uint256 private constant BASE_FIELD =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;
    /// @dev What the keys of all depths share.
    uint256 private constant ALPHA_X =
        16428432848801857252194528405604668803277877773566238944394625302971855135431;
    uint256 private constant ALPHA_Y =
        16846502678714586896801519656441059708016666274385668027902869494772365009666;
    uint256 private constant PAIRING_BASE_GAS = 46_000;
    uint256 private constant PAIRING_GAS = 34_000;

    ISemaphoreBatchVerifier private verifier;
    uint256 private root;
    uint256 private scope;
    uint256 private depth;
    MemberProof[] private real;

    function setUp() public {
        string memory artifact =
            "contracts/src/verifiers/SemaphoreBatchVerifier.sol:SemaphoreBatchVerifier";
        verifier = ISemaphoreBatchVerifier(deployCode(artifact, ""));
        ProvenElection memory election = readProvenElection(5);
        (root, scope, depth) = (election.root, election.scope, election.depth);
        for (uint256 i = 0; i < election.proofs.length; ++i) real.push(election.proofs[i]);
    }

    function test_HoldsForEveryNumberOfRealProofs() public view {
        for (uint256 count = 1; count <= real.length; ++count) {
            require(_holds(_first(count)), "real");
        }
    }

    function test_HoldsForAProofThatStandsInItTwice() public view {
        MemberProof[] memory proofs = _first(2);
        proofs[1] = proofs[0];
        require(_holds(proofs), "twice");
    }

    function test_DoesNotHoldForAnotherStatement() public view {
        MemberProof[] memory proofs = _first(2);
        require(!verifier.verifyProofs(root ^ 1, scope, depth, proofs), "root");
        require(!verifier.verifyProofs(0, scope, depth, proofs), "no root");
        require(!verifier.verifyProofs(SNARK_SCALAR_FIELD - 1, scope, depth, proofs), "last root");
        require(!verifier.verifyProofs(root, scope ^ 1, depth, proofs), "scope");
        require(!verifier.verifyProofs(root, 0, depth, proofs), "scope 0");
        require(!verifier.verifyProofs(root, type(uint256).max, depth, proofs), "last scope");
    }

    function test_DoesNotHoldAtAnyOtherDepth() public view {
        MemberProof[] memory proofs = _first(1);
        for (uint256 other = 1; other <= 32; ++other) {
            require(verifier.verifyProofs(root, scope, other, proofs) == (other == depth), "depth");
        }
    }

    function test_DoesNotHoldWithAnotherMessageOrNullifierWhereverItStands() public view {
        for (uint256 i = 0; i < 3; ++i) {
            MemberProof[] memory proofs = _first(3);
            proofs[i].message ^= 1;
            require(!_holds(proofs), "message");
            proofs = _first(3);
            proofs[i].nullifier = 0;
            require(!_holds(proofs), "nullifier");
            proofs[i].nullifier = SNARK_SCALAR_FIELD - 1;
            require(!_holds(proofs), "last nullifier");
        }
    }

    function test_DoesNotHoldWithAnAlteredCoordinateWhereverItStands() public view {
        uint256[3] memory values = [uint256(1), BASE_FIELD, type(uint256).max];
        for (uint256 coordinate = 0; coordinate < 8; ++coordinate) {
            for (uint256 i = 0; i < 3; ++i) {
                for (uint256 v = 0; v < values.length; ++v) {
                    MemberProof[] memory proofs = _first(3);
                    proofs[i].points[coordinate] = values[v];
                    require(!_holds(proofs), "coordinate");
                }
            }
        }
    }

    function test_DoesNotHoldWithAPointAtInfinityWhereverItStands() public view {
        uint256[2][3] memory points = [[uint256(0), 2], [uint256(2), 6], [uint256(6), 8]];
        for (uint256 p = 0; p < points.length; ++p) {
            for (uint256 i = 0; i < 3; ++i) {
                MemberProof[] memory proofs = _first(3);
                for (uint256 at = points[p][0]; at < points[p][1]; ++at) proofs[i].points[at] = 0;
                require(!_holds(proofs), "infinity");
            }
        }
    }

    function test_DoesNotHoldWhenTwoPeopleExchangeAPart() public view {
        MemberProof[] memory proofs = _first(2);
        (proofs[0].points, proofs[1].points) = (proofs[1].points, proofs[0].points);
        require(!_holds(proofs), "points");
        proofs = _first(2);
        (proofs[0].message, proofs[1].message) = (proofs[1].message, proofs[0].message);
        require(!_holds(proofs), "messages");
    }

    /// @dev The keys' points are on the curve, so this says what happens on a chain whose precompiles do not work.
    function test_DoesNotHoldWhenAMultipleOfTheKeyCannotBeHad() public {
        uint256[14] memory key = SemaphoreVerifierKeyPts.getPts(depth);
        for (uint256 at = 4; at < 14; at += 2) _requireFalseWithout(key[at], key[at + 1]);
        _requireFalseWithout(ALPHA_X, BASE_FIELD - ALPHA_Y);
    }

    function test_RefusesABatchOfNothing() public {
        vm.expectRevert(ISemaphoreBatchVerifier.SemaphoreBatchEmpty.selector);
        verifier.verifyProofs(root, scope, depth, new MemberProof[](0));
    }

    function test_RefusesADepthWithoutAKey() public {
        uint256[3] memory depths = [uint256(0), 33, type(uint256).max];
        for (uint256 i = 0; i < depths.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ISemaphoreBatchVerifier.SemaphoreDepthUnsupported.selector,
                    depths[i]
                )
            );
            verifier.verifyProofs(root, scope, depths[i], _first(1));
        }
    }

    function test_RefusesARootOutsideTheField() public {
        uint256[3] memory roots = [
            SNARK_SCALAR_FIELD,
            root + SNARK_SCALAR_FIELD,
            type(uint256).max
        ];
        for (uint256 i = 0; i < roots.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ISemaphoreBatchVerifier.SemaphoreRootOutOfField.selector,
                    roots[i]
                )
            );
            verifier.verifyProofs(roots[i], scope, depth, _first(1));
        }
    }

    function test_RefusesANullifierOutsideTheFieldWhereverItStands() public {
        for (uint256 i = 0; i < 3; ++i) {
            uint256[3] memory nullifiers = [
                SNARK_SCALAR_FIELD,
                real[i].nullifier + SNARK_SCALAR_FIELD,
                type(uint256).max
            ];
            for (uint256 n = 0; n < nullifiers.length; ++n) {
                MemberProof[] memory proofs = _first(3);
                proofs[i].nullifier = nullifiers[n];
                vm.expectRevert(
                    abi.encodeWithSelector(
                        ISemaphoreBatchVerifier.SemaphoreNullifierOutOfField.selector,
                        nullifiers[n]
                    )
                );
                verifier.verifyProofs(root, scope, depth, proofs);
            }
        }
    }

    function test_SaysWhatThePairingsCostWhenTooLittleGasIsLeft() public view {
        MemberProof[] memory proofs = _first(2);
        uint256 price = PAIRING_BASE_GAS + PAIRING_GAS * (proofs.length + 3);
        bytes memory call = abi.encodeCall(verifier.verifyProofs, (root, scope, depth, proofs));
        uint256 limit = 100_000;
        bytes memory answer;
        while (bytes4(answer) != ISemaphoreBatchVerifier.SemaphoreGasInsufficient.selector) {
            limit += 10_000;
            require(limit < 5_000_000, "never said");
            (, answer) = address(verifier).staticcall{gas: limit}(call);
        }
        (, uint256 available, uint256 asked) = _decode(answer);
        require(asked >= price && available < limit, "gas");
    }

    /// @dev A wrong answer for want of gas would let whoever brings a batch have good proofs refused, or worse.
    function test_SaysNothingOfProofsForWantOfGas() public view {
        MemberProof[] memory proofs = _first(2);
        uint256 price = PAIRING_BASE_GAS + PAIRING_GAS * (proofs.length + 3);
        bool insufficient;
        bool enough;
        for (uint256 limit = 50_000; limit < 5_000_000 && !enough; limit += 50) {
            (bool done, bytes memory answer) = address(verifier).staticcall{gas: limit}(
                abi.encodeCall(verifier.verifyProofs, (root, scope, depth, proofs))
            );
            if (done) {
                require(abi.decode(answer, (bool)), "false for want of gas");
                enough = true;
            } else if (answer.length != 0) {
                require(
                    bytes4(answer) == ISemaphoreBatchVerifier.SemaphoreGasInsufficient.selector,
                    "reason"
                );
                (, uint256 available, uint256 asked) = _decode(answer);
                require(asked >= price && available - available / 64 < asked, "gas");
                insufficient = true;
            }
        }
        require(insufficient && enough, "both seen");
    }

    /// @dev Has the precompile that multiplies fail for this point.
    function _requireFalseWithout(uint256 x, uint256 y) private {
        vm.mockCallRevert(address(7), abi.encode(x, y), "");
        require(!_holds(_first(2)), "multiplied");
        vm.clearMockedCalls();
        require(_holds(_first(2)), "real");
    }

    function _holds(MemberProof[] memory proofs) private view returns (bool) {
        return verifier.verifyProofs(root, scope, depth, proofs);
    }

    function _first(uint256 count) private view returns (MemberProof[] memory proofs) {
        proofs = new MemberProof[](count);
        for (uint256 i = 0; i < count; ++i) proofs[i] = real[i];
    }

    /// @dev Splits an error with two numbers.
    function _decode(
        bytes memory data
    ) private pure returns (bytes4 selector, uint256 first, uint256 second) {
        require(data.length == 68, "two arguments");
        assembly ("memory-safe") {
            selector := mload(add(data, 32))
            first := mload(add(data, 36))
            second := mload(add(data, 68))
        }
    }
}
