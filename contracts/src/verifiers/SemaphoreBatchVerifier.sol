// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// What the precompiles take is put together by hand; each step says what it does.
/* solhint-disable no-inline-assembly */

import {MAX_DEPTH} from "@semaphore-protocol/contracts/base/Constants.sol";
import {SemaphoreVerifierKeyPts} from "@semaphore-protocol/contracts/base/SemaphoreVerifierKeyPts.sol";
import {ISemaphoreBatchVerifier, MemberProof} from "../interfaces/ISemaphoreBatchVerifier.sol";

/// @title SemaphoreBatchVerifier
/// @notice Verifies N Semaphore proofs of one group, scope and depth with N + 3 pairings instead of 4 N.
/// @dev A Groth16 proof (A, B, C) of public inputs x holds when e(A, B) = e(α, β) · e(L(x), γ) · e(C, δ), with
/// L(x) = IC₀ + Σ xⱼ·ICⱼ. For N proofs and random coefficients rᵢ, all hold when
///
///   Π e(rᵢ·Aᵢ, Bᵢ) = e(Σrᵢ·α, β) · e(Σⱼ(Σᵢ rᵢ·xᵢⱼ)·ICⱼ, γ) · e(Σ rᵢ·Cᵢ, δ)
///
/// but with probability 2^-128, provided that whoever chose the proofs could not choose the coefficients. So they are
/// hashed from everything that the equation is about: all proofs and public inputs, this contract and its chain.
/// Were they fixed, or an input left out, two bad proofs could be made to cancel. The first may be 1, for what counts
/// is how the coefficients stand to each other.
///
/// What is not checked here is checked by the precompiles, which fail on coordinates outside the base field, on points
/// off their curve, and on a B outside the subgroup of prime order. The points at infinity, which they take, are refused
/// here.
/// Source of the batch equation: Groth16 (https://eprint.iacr.org/2016/260) and the small exponents test of Bellare,
/// Garay and Rabin (1998).
contract SemaphoreBatchVerifier is ISemaphoreBatchVerifier {
    /// @notice What a batch adds up to while its proofs are read.
    /// @param seed From which the coefficients are drawn.
    /// @param coefficients Σrᵢ.
    /// @param nullifiers Σrᵢ·nullifierᵢ in the scalar field.
    /// @param messages Σrᵢ·hash(messageᵢ) in the scalar field.
    /// @param sum A point that others are added to, the point that is added next, and room for that one's scalar: in
    /// the order in which the precompiles want them.
    /// @param pairs What the pairing precompile takes: six words for each pair of a point of G1 and one of G2.
    struct Batch {
        bytes32 seed;
        uint256 coefficients;
        uint256 nullifiers;
        uint256 messages;
        uint256[5] sum;
        uint256[] pairs;
    }

    uint256 private constant _WORDS_PER_PAIR = 6;
    // What pairings cost since EIP-1108 (45 000, and 34 000 each), with room for making the call.
    uint256 private constant _PAIRING_BASE_GAS = 46_000;
    uint256 private constant _PAIRING_GAS = 34_000;

    // What a precompile is given: a refusal takes all of it, so that without a limit a bad batch would cost whatever gas
    // the transaction has. Twice the prices of EIP-1108 at least, so that a rise in price stops nobody from voting.
    uint256 private constant _ADD_GAS = 1_000;
    uint256 private constant _MUL_GAS = 12_000;
    uint256 private constant _PAIRING_PRICES_GIVEN = 2;

    /// @dev The order of BN254's groups: the scalar field.
    uint256 private constant _R =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @dev The base field of BN254.
    uint256 private constant _Q =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;

    // What the keys of all depths share, from the first phase of the ceremony. Of the points of G2 the imaginary part
    // stands first, as the precompile wants it.
    uint256 private constant _ALPHA_X =
        16428432848801857252194528405604668803277877773566238944394625302971855135431;
    uint256 private constant _ALPHA_Y =
        16846502678714586896801519656441059708016666274385668027902869494772365009666;
    uint256 private constant _BETA_X1 =
        3182164110458002340215786955198810119980427837186618912744689678939861918171;
    uint256 private constant _BETA_X0 =
        16348171800823588416173124589066524623406261996681292662100840445103873053252;
    uint256 private constant _BETA_Y1 =
        4920802715848186258981584729175884379674325733638798907835771393452862684714;
    uint256 private constant _BETA_Y0 =
        19687132236965066906216944365591810874384658708175106803089633851114028275753;
    uint256 private constant _GAMMA_X1 =
        11559732032986387107991004021392285783925812861821192530917403151452391805634;
    uint256 private constant _GAMMA_X0 =
        10857046999023057135944570762232829481370756359578518086990519993285655852781;
    uint256 private constant _GAMMA_Y1 =
        4082367875863433681332203403145435568316851327593401208105741076214120093531;
    uint256 private constant _GAMMA_Y0 =
        8495653923123431417604973247489272438418190587263600148770280649306958101930;

    /// @notice Checks that the keys are complete.
    constructor() {
        SemaphoreVerifierKeyPts.checkInvariant(MAX_DEPTH);
    }

    /// @inheritdoc ISemaphoreBatchVerifier
    function verifyProofs(
        uint256 merkleTreeRoot,
        uint256 scope,
        uint256 merkleTreeDepth,
        MemberProof[] calldata proofs
    ) external view override returns (bool valid) {
        if (proofs.length == 0) revert SemaphoreBatchEmpty();
        if (merkleTreeDepth == 0 || merkleTreeDepth > MAX_DEPTH)
            revert SemaphoreDepthUnsupported(merkleTreeDepth);
        if (merkleTreeRoot >= _R) revert SemaphoreRootOutOfField(merkleTreeRoot);

        Batch memory batch;
        batch.seed = _hashInputs();
        batch.pairs = _createPairs(proofs.length + 3);
        if (!_addProofs(batch, proofs)) return false;
        return
            _addStatement(
                batch,
                proofs.length,
                SemaphoreVerifierKeyPts.getPts(merkleTreeDepth),
                merkleTreeRoot,
                _hashToField(scope)
            ) && _isProductOne(batch.pairs);
    }

    /// @dev Adds, for each proof, the pair (rᵢ·Aᵢ, Bᵢ), and rᵢ·Cᵢ, rᵢ and rᵢ·xᵢⱼ to their sums. The sum of the 128-bit rᵢ
    /// does not overflow. False if some A, B or C cannot be a point of a proof. One loop in one block, because every step
    /// of it is paid for by every ballot: sums stay on the stack until the end, and the scratch space holds what is hashed.
    // solhint-disable-next-line function-max-lines
    function _addProofs(
        Batch memory batch,
        MemberProof[] calldata proofs
    ) private view returns (bool valid) {
        bytes4 outOfField = SemaphoreNullifierOutOfField.selector;
        assembly ("memory-safe") {
            // Σrᵢ·Cᵢ; behind it the point that is added to it, and behind that room for a scalar.
            let sum := mload(add(batch, 128))
            let point := add(sum, 64)
            let pair := add(mload(add(batch, 160)), 32)
            let proof := proofs.offset
            let coefficients := 0
            let nullifiers := 0
            let messages := 0
            let r := 1
            // Stays there: of the scratch space only the second word changes.
            mstore(0, mload(batch))
            for {
                let i := 0
            } lt(i, proofs.length) {
                i := add(i, 1)
            } {
                if iszero(lt(calldataload(proof), _R)) {
                    mstore(0, outOfField)
                    mstore(4, calldataload(proof))
                    revert(0, 36)
                }
                // A and C, next to which there is room for a scalar: where B will stand, and behind C.
                calldatacopy(pair, add(proof, 64), 64)
                calldatacopy(point, add(proof, 256), 64)
                // Infinity, which the precompiles take as zeros, is told by y alone: a point whose y is 0 has order 2, and
                // the precompiles refuse it, because the groups' order is odd.
                valid := iszero(
                    or(
                        or(
                            iszero(calldataload(add(proof, 96))),
                            iszero(calldataload(add(proof, 288)))
                        ),
                        iszero(or(calldataload(add(proof, 192)), calldataload(add(proof, 224))))
                    )
                )
                if i {
                    // Seed and index, hashed and cut to 128 bits. Multiples of 1 are not worth a call.
                    mstore(32, i)
                    r := shr(128, keccak256(0, 64))
                    mstore(add(pair, 64), r)
                    mstore(add(point, 64), r)
                    valid := and(valid, staticcall(_MUL_GAS, 7, pair, 96, pair, 64))
                    valid := and(valid, staticcall(_MUL_GAS, 7, point, 96, point, 64))
                }
                valid := and(valid, staticcall(_ADD_GAS, 6, sum, 128, sum, 64))
                if iszero(valid) {
                    break
                }
                calldatacopy(add(pair, 64), add(proof, 128), 128)
                pair := add(pair, 192)

                coefficients := add(coefficients, r)
                nullifiers := addmod(nullifiers, mulmod(calldataload(proof), r, _R), _R)
                // As {_hashToField}.
                mstore(32, calldataload(add(proof, 32)))
                messages := addmod(messages, mulmod(shr(8, keccak256(32, 32)), r, _R), _R)
                proof := add(proof, 320)
            }
            mstore(add(batch, 32), coefficients)
            mstore(add(batch, 64), nullifiers)
            mstore(add(batch, 96), messages)
        }
    }

    /// @dev Adds the three pairs that all proofs share: (−Σrᵢ·Cᵢ, δ), (−Σrᵢ·L(xᵢ), γ) and (−Σrᵢ·α, β). Before them stand
    /// the pairs of `count` proofs. `key` is δ (x1, x0, y1, y0), then IC₀ to IC₄ (x, y): of 1, root, nullifier, message
    /// and scope.
    function _addStatement(
        Batch memory batch,
        uint256 count,
        uint256[14] memory key,
        uint256 merkleTreeRoot,
        uint256 scopeHash
    ) private view returns (bool valid) {
        uint256[5] memory sum = batch.sum;
        uint256 s = batch.coefficients;
        uint256 pair = _pairAt(batch.pairs, count);

        _setNegative(pair, sum[0], sum[1]);
        _setSecond(pair, key[0], key[1], key[2], key[3]);

        pair += 192;
        (sum[0], sum[1]) = (0, 0);
        valid =
            _addMultiple(sum, key[4], key[5], s) &&
            _addMultiple(sum, key[6], key[7], mulmod(s, merkleTreeRoot, _R)) &&
            _addMultiple(sum, key[8], key[9], batch.nullifiers) &&
            _addMultiple(sum, key[10], key[11], batch.messages) &&
            _addMultiple(sum, key[12], key[13], mulmod(s, scopeHash, _R));
        _setNegative(pair, sum[0], sum[1]);
        _setSecond(pair, _GAMMA_X1, _GAMMA_X0, _GAMMA_Y1, _GAMMA_Y0);

        pair += 192;
        valid = valid && _scale(pair, _ALPHA_X, _Q - _ALPHA_Y, s);
        _setSecond(pair, _BETA_X1, _BETA_X0, _BETA_Y1, _BETA_Y0);
    }

    /// @dev Asks the precompile whether the product of all pairings is 1. It fails alike for what is no point and for want
    /// of gas, which says nothing about the proofs; so what it asks for since EIP-1108 must be there.
    function _isProductOne(uint256[] memory pairs) private view returns (bool one) {
        uint256 price = _PAIRING_BASE_GAS + _PAIRING_GAS * (pairs.length / _WORDS_PER_PAIR);
        uint256 available = gasleft();
        // All but one 64th of it can be given to a call (EIP-150).
        if (available - available / 64 < price) revert SemaphoreGasInsufficient(available, price);
        assembly ("memory-safe") {
            let length := mul(mload(pairs), 32)
            if staticcall(mul(_PAIRING_PRICES_GIVEN, price), 8, add(pairs, 32), length, 0, 32) {
                one := mload(0)
            }
        }
    }

    /// @dev Adds scalar · (x, y) to the sum; tells whether (x, y) is a point.
    function _addMultiple(
        uint256[5] memory sum,
        uint256 x,
        uint256 y,
        uint256 scalar
    ) private view returns (bool valid) {
        uint256 next;
        assembly ("memory-safe") {
            next := add(sum, 64)
        }
        if (!_scale(next, x, y, scalar)) return false;
        assembly ("memory-safe") {
            valid := staticcall(_ADD_GAS, 6, sum, 128, sum, 64)
        }
    }

    /// @dev Writes scalar · (x, y) to memory; tells whether (x, y) is a point. A multiple of 1 is copied and not checked:
    /// the precompile that it goes to next checks it. A third word behind the point is overwritten.
    function _scale(
        uint256 to,
        uint256 x,
        uint256 y,
        uint256 scalar
    ) private view returns (bool valid) {
        assembly ("memory-safe") {
            mstore(to, x)
            mstore(add(to, 32), y)
            valid := 1
            if iszero(eq(scalar, 1)) {
                mstore(add(to, 64), scalar)
                valid := staticcall(_MUL_GAS, 7, to, 96, to, 64)
            }
        }
    }

    /// @dev Writes −(x, y) as a pair's point of G1.
    function _setNegative(uint256 pair, uint256 x, uint256 y) private pure {
        assembly ("memory-safe") {
            mstore(pair, x)
            mstore(add(pair, 32), mod(sub(_Q, y), _Q))
        }
    }

    /// @dev Writes a pair's point of G2.
    function _setSecond(uint256 pair, uint256 x1, uint256 x0, uint256 y1, uint256 y0) private pure {
        assembly ("memory-safe") {
            mstore(add(pair, 64), x1)
            mstore(add(pair, 96), x0)
            mstore(add(pair, 128), y1)
            mstore(add(pair, 160), y0)
        }
    }

    /// @dev Returns room for pairs, which are all written before they are read: so what is there is not cleared.
    function _createPairs(uint256 count) private pure returns (uint256[] memory pairs) {
        uint256 words = _WORDS_PER_PAIR * count;
        assembly ("memory-safe") {
            pairs := mload(0x40)
            mstore(pairs, words)
            mstore(0x40, add(pairs, mul(add(words, 1), 32)))
        }
    }

    /// @dev Where a pair lies in memory.
    function _pairAt(uint256[] memory pairs, uint256 i) private pure returns (uint256 pair) {
        assembly ("memory-safe") {
            pair := add(add(pairs, 32), mul(i, 192))
        }
    }

    /// @dev The hash of chain, contract and the whole of the calldata, and so of every proof and public input. The
    /// memory it is put together in is not kept.
    function _hashInputs() private view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, chainid())
            mstore(add(start, 32), address())
            calldatacopy(add(start, 64), 0, calldatasize())
            hash := keccak256(start, add(calldatasize(), 64))
        }
    }

    /// @dev Semaphore's hash of messages and scopes to the field.
    function _hashToField(uint256 value) private pure returns (uint256 hash) {
        assembly ("memory-safe") {
            mstore(0, value)
            hash := shr(8, keccak256(0, 32))
        }
    }
}
