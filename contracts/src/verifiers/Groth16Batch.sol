// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// What the precompiles take is put together by hand; each step says what it does.
/* solhint-disable no-inline-assembly */

/// @notice What a batch of proofs adds up to while they are read.
/// @param seed From which the coefficients are drawn.
/// @param coefficients Σrᵢ of the proofs so far.
/// @param sum A point that others are added to, the point that is added next, and room for that one's scalar: in the
/// order in which the precompiles want them.
/// @param pairs What the pairing precompile takes: six words for each pair of a point of G1 and one of G2.
struct Groth16Sums {
    bytes32 seed;
    uint256 coefficients;
    uint256[5] sum;
    uint256[] pairs;
}

/// @title Groth16Batch
/// @notice The equation by which N Groth16 proofs under one key are verified with N + 3 pairings instead of 4 N.
/// @dev A proof (A, B, C) of public inputs x holds when e(A, B) = e(α, β) · e(L(x), γ) · e(C, δ), with
/// L(x) = IC₀ + Σ xⱼ·ICⱼ. For N proofs and random coefficients rᵢ, all hold when
///
///   Π e(rᵢ·Aᵢ, Bᵢ) = e(Σrᵢ·α, β) · e(Σⱼ(Σᵢ rᵢ·xᵢⱼ)·ICⱼ, γ) · e(Σ rᵢ·Cᵢ, δ)
///
/// but with probability 2^-128, provided that whoever chose the proofs could not choose the coefficients. So they are
/// hashed from everything that the equation is about: the whole calldata of the verifier, with all proofs and public
/// inputs, the verifier and its chain. Were they fixed, or an input left out, two bad proofs could be made to cancel.
/// The first may be 1, for what counts is how the coefficients stand to each other.
///
/// What is not checked here is checked by the precompiles, which fail on coordinates outside the base field, on points
/// off their curve, and on a B outside the subgroup of prime order. The points at infinity, which they take, are refused
/// here. That public inputs are below the scalar field is for the verifier to check.
///
/// A verifier calls {create}, {addProof} for each proof, {addProofSum}, {addInput} for IC₀ and each public input,
/// {addInputSum} and {addKeyPair}, each of which tells whether what it was given are points, and then {isProductOne}.
/// Source of the batch equation: Groth16 (https://eprint.iacr.org/2016/260) and the small exponents test of Bellare,
/// Garay and Rabin (1998).
library Groth16Batch {
    /// @notice The order of BN254's groups: the scalar field.
    uint256 internal constant R =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @notice The base field of BN254.
    uint256 internal constant Q =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;

    uint256 private constant WORDS_PER_PAIR = 6;
    uint256 private constant PAIR_SIZE = 192;
    // What pairings cost since EIP-1108 (45 000, and 34 000 each), with room for making the call.
    uint256 private constant PAIRING_BASE_GAS = 46_000;
    uint256 private constant PAIRING_GAS = 34_000;

    // What a precompile is given: a refusal takes all of it, so that without a limit a bad batch would cost whatever gas
    // the transaction has. Twice the prices of EIP-1108 at least, so that a rise in price stops nobody from voting.
    uint256 private constant ADD_GAS = 1_000;
    uint256 private constant MUL_GAS = 12_000;
    uint256 private constant PAIRING_PRICES_GIVEN = 2;

    /// @notice Returns the sums of no proofs.
    /// @param count How many will be added.
    /// @return sums The sums.
    function create(uint256 count) internal view returns (Groth16Sums memory sums) {
        uint256 words = WORDS_PER_PAIR * (count + 3);
        uint256[] memory pairs;
        bytes32 seed;
        assembly ("memory-safe") {
            // Pairs are all written before they are read, so what is there is not cleared.
            pairs := mload(0x40)
            mstore(pairs, words)
            let start := add(pairs, mul(add(words, 1), 32))
            mstore(0x40, start)
            // The hash of chain, contract and the whole of the calldata, and so of every proof and public input. The
            // memory it is put together in is not kept.
            mstore(start, chainid())
            mstore(add(start, 32), address())
            calldatacopy(add(start, 64), 0, calldatasize())
            seed := keccak256(start, add(calldatasize(), 64))
        }
        (sums.seed, sums.pairs) = (seed, pairs);
    }

    /// @notice Adds a proof: the pair (rᵢ·Aᵢ, Bᵢ), and rᵢ·Cᵢ and rᵢ to their sums.
    /// @dev The sum of the 128-bit rᵢ does not overflow.
    /// @param sums The sums.
    /// @param i Which proof it is, from 0 on.
    /// @param at Where its eight words begin in the calldata: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y.
    /// @return valid False if its A, B or C cannot be a point of a proof.
    /// @return r The proof's coefficient.
    function addProof(
        Groth16Sums memory sums,
        uint256 i,
        uint256 at
    ) internal view returns (bool valid, uint256 r) {
        assembly ("memory-safe") {
            // Σrᵢ·Cᵢ; behind it the point that is added to it, and behind that room for a scalar.
            let sum := mload(add(sums, 64))
            let point := add(sum, 64)
            let pair := add(add(mload(add(sums, 96)), 32), mul(i, PAIR_SIZE))
            // A and C, next to which there is room for a scalar: where B will stand, and behind C.
            calldatacopy(pair, at, 64)
            calldatacopy(point, add(at, 192), 64)
            // Infinity, which the precompiles take as zeros, is told by y alone: a point whose y is 0 has order 2, and
            // the precompiles refuse it, because the groups' order is odd.
            valid := iszero(
                or(
                    or(iszero(calldataload(add(at, 32))), iszero(calldataload(add(at, 224)))),
                    iszero(or(calldataload(add(at, 128)), calldataload(add(at, 160))))
                )
            )
            r := 1
            if i {
                // Seed and index, hashed and cut to 128 bits. Multiples of 1 are not worth a call.
                mstore(0, mload(sums))
                mstore(32, i)
                r := shr(128, keccak256(0, 64))
                mstore(add(pair, 64), r)
                mstore(add(point, 64), r)
                valid := and(valid, staticcall(MUL_GAS, 7, pair, 96, pair, 64))
                valid := and(valid, staticcall(MUL_GAS, 7, point, 96, point, 64))
            }
            valid := and(valid, staticcall(ADD_GAS, 6, sum, 128, sum, 64))
            calldatacopy(add(pair, 64), add(at, 64), 128)
            let coefficients := add(sums, 32)
            mstore(coefficients, add(mload(coefficients), r))
        }
    }

    /// @notice Adds the pair (−Σrᵢ·Cᵢ, δ), and begins the sum of public inputs.
    /// @param sums The sums, with all proofs added.
    /// @param x1 δ, the imaginary part of each coordinate first.
    /// @param x0 δ
    /// @param y1 δ
    /// @param y0 δ
    function addProofSum(
        Groth16Sums memory sums,
        uint256 x1,
        uint256 x0,
        uint256 y1,
        uint256 y0
    ) internal pure {
        uint256 pair = _pairFromEnd(sums.pairs, 3);
        _setNegative(pair, sums.sum[0], sums.sum[1]);
        _setSecond(pair, x1, x0, y1, y0);
        (sums.sum[0], sums.sum[1]) = (0, 0);
    }

    /// @notice Adds a public input: scalar · ICⱼ.
    /// @param sums The sums.
    /// @param x ICⱼ
    /// @param y ICⱼ
    /// @param scalar Σrᵢ·xᵢⱼ, or for IC₀ Σrᵢ.
    /// @return valid Whether (x, y) is a point.
    function addInput(
        Groth16Sums memory sums,
        uint256 x,
        uint256 y,
        uint256 scalar
    ) internal view returns (bool valid) {
        uint256[5] memory sum = sums.sum;
        uint256 next;
        assembly ("memory-safe") {
            next := add(sum, 64)
        }
        if (!_scale(next, x, y, scalar)) return false;
        assembly ("memory-safe") {
            valid := staticcall(ADD_GAS, 6, sum, 128, sum, 64)
        }
    }

    /// @notice Adds the pair (−Σrᵢ·L(xᵢ), γ).
    /// @param sums The sums, with all inputs added.
    /// @param x1 γ, the imaginary part of each coordinate first.
    /// @param x0 γ
    /// @param y1 γ
    /// @param y0 γ
    function addInputSum(
        Groth16Sums memory sums,
        uint256 x1,
        uint256 x0,
        uint256 y1,
        uint256 y0
    ) internal pure {
        uint256 pair = _pairFromEnd(sums.pairs, 2);
        _setNegative(pair, sums.sum[0], sums.sum[1]);
        _setSecond(pair, x1, x0, y1, y0);
    }

    /// @notice Adds the pair (−Σrᵢ·α, β).
    /// @param sums The sums, with all proofs added.
    /// @param alphaX α
    /// @param alphaY α
    /// @param x1 β, the imaginary part of each coordinate first.
    /// @param x0 β
    /// @param y1 β
    /// @param y0 β
    /// @return valid Whether α is a point.
    function addKeyPair(
        Groth16Sums memory sums,
        uint256 alphaX,
        uint256 alphaY,
        uint256 x1,
        uint256 x0,
        uint256 y1,
        uint256 y0
    ) internal view returns (bool valid) {
        uint256 pair = _pairFromEnd(sums.pairs, 1);
        valid = _scale(pair, alphaX, Q - alphaY, sums.coefficients);
        _setSecond(pair, x1, x0, y1, y0);
    }

    /// @notice Tells what the pairings cost, and whether that much gas can be given to them.
    /// @dev The precompile fails alike for what is no point and for want of gas, which says nothing about the proofs; so
    /// what it asks for since EIP-1108 must be there.
    /// @param sums The sums.
    /// @return price What the pairings cost.
    /// @return available The gas that is left.
    /// @return enough Whether it suffices.
    function askPrice(
        Groth16Sums memory sums
    ) internal view returns (uint256 price, uint256 available, bool enough) {
        price = PAIRING_BASE_GAS + PAIRING_GAS * (sums.pairs.length / WORDS_PER_PAIR);
        available = gasleft();
        // All but one 64th of it can be given to a call (EIP-150).
        enough = available - available / 64 >= price;
    }

    /// @notice Asks the precompile whether the product of all pairings is 1.
    /// @param sums The sums, with everything added.
    /// @param price What {askPrice} says.
    /// @return one True if it is.
    function isProductOne(Groth16Sums memory sums, uint256 price) internal view returns (bool one) {
        uint256[] memory pairs = sums.pairs;
        assembly ("memory-safe") {
            let length := mul(mload(pairs), 32)
            if staticcall(mul(PAIRING_PRICES_GIVEN, price), 8, add(pairs, 32), length, 0, 32) {
                one := mload(0)
            }
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
                valid := staticcall(MUL_GAS, 7, to, 96, to, 64)
            }
        }
    }

    /// @dev Writes −(x, y) as a pair's point of G1.
    function _setNegative(uint256 pair, uint256 x, uint256 y) private pure {
        assembly ("memory-safe") {
            mstore(pair, x)
            mstore(add(pair, 32), mod(sub(Q, y), Q))
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

    /// @dev Where one of the last pairs lies in memory: the last is 1.
    function _pairFromEnd(
        uint256[] memory pairs,
        uint256 fromEnd
    ) private pure returns (uint256 pair) {
        assembly ("memory-safe") {
            let end := add(add(pairs, 32), mul(mload(pairs), 32))
            pair := sub(end, mul(fromEnd, PAIR_SIZE))
        }
    }
}
