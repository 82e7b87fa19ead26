// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DevelopmentGroth16BatchVerifier} from "../src/development/DevelopmentGroth16BatchVerifier.sol";
import {IGroth16BatchVerifier} from "../src/interfaces/IGroth16BatchVerifier.sol";
import {
    FORGED_FIELD,
    forgeProof,
    forgedDelta,
    forgedGamma,
    forgedKey
} from "./support/forgedProofs.sol";
import {deployCode} from "./support/deployCode.sol";
import {vm} from "./support/Vm.sol";

/// @notice The verifier of batches under a key of one's own says true of proofs that hold, and of nothing else. That they
/// are forged, with what nobody must know of a real key, makes no difference to it.
contract Groth16BatchVerifierTest {
    uint256 private constant INPUTS = 5;
    /// @dev The second and the last input are the same for all proofs.
    uint256 private constant SHARED = 18;
    uint256 private constant OWN = 3;
    uint256 private constant BASE_FIELD =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;
    string private constant ARTIFACT =
        "contracts/src/verifiers/Groth16BatchVerifier.sol:Groth16BatchVerifier";
    string private constant DEVELOPMENT =
        "contracts/src/development/DevelopmentGroth16BatchVerifier.sol:DevelopmentGroth16BatchVerifier";

    IGroth16BatchVerifier private verifier;

    function setUp() public {
        verifier = IGroth16BatchVerifier(deployCode(ARTIFACT, abi.encode(forgedKey(INPUTS))));
    }

    function test_HoldsForEveryNumberOfProofs() public view {
        for (uint256 count = 1; count <= 4; ++count) require(_holds(_batch(count)), "batch");
    }

    function test_HoldsHoweverInputsAreShared() public view {
        uint256[] memory inputs = _inputs(3);
        uint256[8] memory proof = forgeProof(inputs, 9);
        for (uint256 mask = 0; mask < 32; ++mask) {
            (uint256[] memory shared, uint256[] memory words) = _split(mask, inputs, proof);
            require(verifier.verifyProofs(mask, shared, words), "shared");
            if (shared.length != 0) {
                shared[0] += 1;
                require(!verifier.verifyProofs(mask, shared, words), "another");
            }
        }
    }

    function test_DoesNotHoldWithAnotherWordWhereverItStands() public view {
        uint256[3] memory values = [uint256(1), 0, FORGED_FIELD - 1];
        for (uint256 word = 0; word < 3 * (OWN + 8); ++word) {
            uint256[] memory words = _batch(3);
            words[word] = values[word % 3];
            require(!_holds(words), "word");
        }
    }

    function test_DoesNotHoldWithAPointAtInfinityWhereverItStands() public view {
        uint256[2][3] memory points = [[uint256(0), 2], [uint256(2), 6], [uint256(6), 8]];
        for (uint256 p = 0; p < 3; ++p) {
            for (uint256 i = 0; i < 3; ++i) {
                uint256[] memory words = _batch(3);
                for (uint256 at = points[p][0]; at < points[p][1]; ++at)
                    words[i * (OWN + 8) + OWN + at] = 0;
                require(!_holds(words), "infinity");
            }
        }
    }

    /// @dev Two wrongs that would make a right if coefficients were the same.
    function test_LetsNoTwoProofsMakeUpForEachOther() public view {
        uint256[] memory words = _batch(2);
        (words[0], words[OWN + 8]) = (words[0] + 1, words[OWN + 8] - 1);
        require(!_holds(words), "inputs");
        words = _batch(2);
        for (uint256 at = 6; at < 8; ++at) {
            (words[OWN + at], words[2 * OWN + 8 + at]) = (words[2 * OWN + 8 + at], words[OWN + at]);
        }
        require(!_holds(words), "points");
    }

    function test_RefusesInputsOutsideTheField() public {
        uint256[2] memory values = [FORGED_FIELD, type(uint256).max];
        for (uint256 v = 0; v < 2; ++v) {
            bytes memory reason = abi.encodeWithSelector(
                IGroth16BatchVerifier.Groth16InputOutOfField.selector,
                values[v]
            );
            for (uint256 i = 0; i < OWN; ++i) {
                uint256[] memory words = _batch(2);
                words[OWN + 8 + i] = values[v];
                vm.expectRevert(reason);
                verifier.verifyProofs(SHARED, _shared(), words);
            }
            uint256[] memory shared = _shared();
            shared[1] = values[v];
            uint256[] memory good = _batch(1);
            vm.expectRevert(reason);
            verifier.verifyProofs(SHARED, shared, good);
        }
    }

    function test_RefusesWhatIsNoBatch() public {
        vm.expectRevert(IGroth16BatchVerifier.Groth16BatchEmpty.selector);
        verifier.verifyProofs(SHARED, _shared(), new uint256[](0));

        vm.expectRevert(
            abi.encodeWithSelector(
                IGroth16BatchVerifier.Groth16BatchMalformed.selector,
                OWN + 9,
                OWN + 8
            )
        );
        verifier.verifyProofs(SHARED, _shared(), new uint256[](OWN + 9));

        uint256[4] memory masks = [uint256(0), 2, 1 << INPUTS, type(uint256).max];
        uint256[] memory good = _batch(1);
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGroth16BatchVerifier.Groth16SharedInputsMismatch.selector,
                    masks[i],
                    2
                )
            );
            verifier.verifyProofs(masks[i], _shared(), good);
        }
    }

    function test_SaysNothingOfProofsForWantOfGas() public view {
        bytes memory call = abi.encodeCall(verifier.verifyProofs, (SHARED, _shared(), _batch(2)));
        bool insufficient;
        bool enough;
        for (uint256 limit = 50_000; limit < 5_000_000 && !enough; limit += 997) {
            (bool done, bytes memory answer) = address(verifier).staticcall{gas: limit}(call);
            if (done) {
                require(abi.decode(answer, (bool)), "false for want of gas");
                enough = true;
            } else if (answer.length != 0) {
                require(
                    bytes4(answer) == IGroth16BatchVerifier.Groth16GasInsufficient.selector,
                    "reason"
                );
                insufficient = true;
            }
        }
        require(insufficient && enough, "both seen");
    }

    function test_KeepsItsKey() public view {
        uint256[] memory key = forgedKey(INPUTS);
        require(
            keccak256(abi.encode(verifier.verificationKey())) == keccak256(abi.encode(key)),
            "key"
        );
        require(verifier.inputCount() == INPUTS && !verifier.isDevelopment(), "facts");
    }

    function test_RefusesKeysThatAreNone() public {
        uint256[3] memory lengths = [uint256(16), 19, 14 + 2 * 258];
        for (uint256 i = 0; i < 3; ++i) {
            _expectKeyError(
                new uint256[](lengths[i]),
                abi.encodeWithSelector(
                    IGroth16BatchVerifier.Groth16KeyMalformed.selector,
                    lengths[i]
                )
            );
        }
        // α, β, γ, δ and two more; off the curve, and infinity.
        uint8[6] memory words = [0, 2, 6, 10, 14, 24];
        for (uint256 i = 0; i < 6; ++i) {
            uint256 length = i == 0 || i > 3 ? 2 : 4;
            bytes memory reason = abi.encodeWithSelector(
                IGroth16BatchVerifier.Groth16KeyPointInvalid.selector,
                words[i]
            );
            uint256[] memory key = forgedKey(INPUTS);
            key[words[i]] += 1;
            _expectKeyError(key, reason);
            for (uint256 at = 0; at < length; ++at) key[words[i] + at] = 0;
            _expectKeyError(key, reason);
        }
    }

    /// @dev Then L(x) and C stand for each other, and anybody proves whatever they like.
    function test_RefusesAKeyToWhichNobodyContributed() public {
        uint256[] memory key = forgedKey(INPUTS);
        for (uint256 i = 0; i < 4; ++i) key[10 + i] = forgedGamma()[i];
        _expectKeyError(
            key,
            abi.encodeWithSelector(IGroth16BatchVerifier.Groth16KeyWithoutContribution.selector)
        );
        require(forgedDelta()[0] != forgedGamma()[0], "others differ");
    }

    function test_KeepsDevelopmentKeysOutOfProduction() public {
        uint256[6] memory chains = [uint256(1), 10, 137, 8_453, 42_161, 480];
        bytes memory key = abi.encode(forgedKey(INPUTS), false);
        for (uint256 i = 0; i < 6; ++i) {
            vm.chainId(chains[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    DevelopmentGroth16BatchVerifier.DevelopmentKeyInProduction.selector,
                    chains[i]
                )
            );
            this.deploy(DEVELOPMENT, key);
        }
        IGroth16BatchVerifier insisted = IGroth16BatchVerifier(
            deployCode(DEVELOPMENT, abi.encode(forgedKey(INPUTS), true))
        );
        require(insisted.isDevelopment(), "development");
        vm.chainId(31_337);
        IGroth16BatchVerifier local = IGroth16BatchVerifier(deployCode(DEVELOPMENT, key));
        require(local.isDevelopment(), "development");
        require(local.verifyProofs(SHARED, _shared(), _batch(2)), "holds");
    }

    /// @notice Deploys from a call of its own, so that it can be seen to revert.
    function deploy(string calldata artifact, bytes calldata arguments) external returns (address) {
        return deployCode(artifact, arguments);
    }

    function _expectKeyError(uint256[] memory key, bytes memory reason) private {
        vm.expectRevert(reason);
        this.deploy(ARTIFACT, abi.encode(key));
    }

    function _holds(uint256[] memory words) private view returns (bool) {
        return verifier.verifyProofs(SHARED, _shared(), words);
    }

    function _shared() private pure returns (uint256[] memory shared) {
        shared = new uint256[](2);
        (shared[0], shared[1]) = (1_001, BASE_FIELD % FORGED_FIELD);
    }

    /// @dev The inputs of proof i.
    function _inputs(uint256 i) private pure returns (uint256[] memory inputs) {
        inputs = new uint256[](INPUTS);
        (inputs[1], inputs[4]) = (_shared()[0], _shared()[1]);
        for (uint256 j = 0; j < 4; ++j) {
            if (j != 1) inputs[j] = uint256(keccak256(abi.encode(i, j))) % FORGED_FIELD;
        }
    }

    function _batch(uint256 count) private view returns (uint256[] memory words) {
        words = new uint256[](count * (OWN + 8));
        for (uint256 i = 0; i < count; ++i) {
            uint256[] memory inputs = _inputs(i);
            (, uint256[] memory part) = _split(SHARED, inputs, forgeProof(inputs, 5 + i));
            for (uint256 j = 0; j < OWN + 8; ++j) words[i * (OWN + 8) + j] = part[j];
        }
    }

    /// @dev Parts the inputs in those that are shared, and the others with the proof.
    function _split(
        uint256 mask,
        uint256[] memory inputs,
        uint256[8] memory proof
    ) private pure returns (uint256[] memory shared, uint256[] memory words) {
        uint256 count;
        for (uint256 j = 0; j < INPUTS; ++j) count += (mask >> j) & 1;
        shared = new uint256[](count);
        words = new uint256[](INPUTS - count + 8);
        uint256 next;
        for (uint256 j = 0; j < INPUTS; ++j) {
            if ((mask >> j) & 1 == 1) shared[next++] = inputs[j];
            else words[j - next] = inputs[j];
        }
        for (uint256 j = 0; j < 8; ++j) words[INPUTS - count + j] = proof[j];
    }
}
