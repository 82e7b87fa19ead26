// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// The key is kept as code and copied as a whole; inputs are added up where they lie.
/* solhint-disable no-inline-assembly */

import {IGroth16BatchVerifier} from "../interfaces/IGroth16BatchVerifier.sol";
import {Groth16Batch, Groth16Sums} from "./Groth16Batch.sol";

/// @title Groth16BatchVerifier
/// @notice Verifies N Groth16 proofs of one circuit, whose verification key is given at deployment, with N + 3 pairings.
/// @dev The equation and what is checked where stand in {Groth16Batch}. The key is the code of a contract without code to
/// run: reading it costs a few gas a word, a slot for each word would cost 2 100.
contract Groth16BatchVerifier is IGroth16BatchVerifier {
    using Groth16Batch for Groth16Sums;

    uint256 private constant _R = Groth16Batch.R;
    /// @dev α, β, γ and δ.
    uint256 private constant _HEAD_WORDS = 14;
    uint256 private constant _PROOF_WORDS = 8;
    /// @dev How many words the key of the most public inputs has whose choice fits into one word of bits.
    uint256 private constant _MAX_WORDS = _HEAD_WORDS + 2 * 257;

    /// @inheritdoc IGroth16BatchVerifier
    uint256 public immutable override inputCount;
    address private immutable _keyCode;

    /// @notice Keeps the key, if each of its points is one.
    /// @param key α (x, y), β, γ and δ (x1, x0, y1, y0 each), then the points (x, y) of 1 and of every public input.
    constructor(uint256[] memory key) {
        uint256 words = key.length;
        if (words < _HEAD_WORDS + 4 || words > _MAX_WORDS || words % 2 != 0)
            revert Groth16KeyMalformed(words);
        _requireFirst(key, 0);
        for (uint256 word = 2; word < _HEAD_WORDS; word += 4) _requireSecond(key, word);
        for (uint256 word = _HEAD_WORDS; word < words; word += 2) _requireFirst(key, word);
        if (key[6] == key[10] && key[7] == key[11] && key[8] == key[12] && key[9] == key[13])
            revert Groth16KeyWithoutContribution();
        inputCount = (words - _HEAD_WORDS) / 2 - 1;
        _keyCode = _store(key);
    }

    /// @inheritdoc IGroth16BatchVerifier
    function verifyProofs(
        uint256 sharedInputs,
        uint256[] calldata shared,
        uint256[] calldata proofs
    ) external view override returns (bool valid) {
        if (proofs.length == 0) revert Groth16BatchEmpty();
        uint256[] memory scalars = _openScalars(sharedInputs, shared);
        uint256 own = inputCount - shared.length;
        if (proofs.length % (own + _PROOF_WORDS) != 0)
            revert Groth16BatchMalformed(proofs.length, own + _PROOF_WORDS);

        uint256 count = proofs.length / (own + _PROOF_WORDS);
        Groth16Sums memory sums = Groth16Batch.create(count);
        uint256[] memory totals = new uint256[](own);
        uint256 at;
        assembly ("memory-safe") {
            at := proofs.offset
        }
        for (uint256 i = 0; i < count; ++i) {
            uint256 r;
            (valid, r) = sums.addProof(i, at + own * 32);
            if (!valid) return false;
            _addInputs(totals, at, r);
            at += (own + _PROOF_WORDS) * 32;
        }
        _closeScalars(scalars, sharedInputs, totals, sums.coefficients);
        if (!_addKey(sums, scalars)) return false;
        (uint256 price, uint256 available, bool enough) = sums.askPrice();
        if (!enough) revert Groth16GasInsufficient(available, price);
        return sums.isProductOne(price);
    }

    /// @inheritdoc IGroth16BatchVerifier
    function verificationKey() public view override returns (uint256[] memory key) {
        uint256 words = _HEAD_WORDS + 2 * (inputCount + 1);
        address code = _keyCode;
        assembly ("memory-safe") {
            key := mload(0x40)
            mstore(key, words)
            mstore(0x40, add(key, mul(add(words, 1), 32)))
            // Behind the byte that keeps the code from being run.
            extcodecopy(code, add(key, 32), 1, mul(words, 32))
        }
    }

    /// @inheritdoc IGroth16BatchVerifier
    function isDevelopment() external pure virtual override returns (bool) {
        return false;
    }

    /// @dev Returns a word for each public input, of which those that are shared are filled in.
    function _openScalars(
        uint256 sharedInputs,
        uint256[] calldata shared
    ) private view returns (uint256[] memory scalars) {
        scalars = new uint256[](inputCount);
        uint256 next;
        uint256 rest = sharedInputs;
        for (uint256 j = 0; j < scalars.length && next < shared.length; ++j) {
            if (rest & 1 == 1) {
                if (shared[next] >= _R) revert Groth16InputOutOfField(shared[next]);
                scalars[j] = shared[next++];
            }
            rest >>= 1;
        }
        if (rest != 0 || next != shared.length)
            revert Groth16SharedInputsMismatch(sharedInputs, shared.length);
    }

    /// @dev Adds r times each of a proof's own inputs, which begin at `at` in the calldata, to the totals.
    function _addInputs(uint256[] memory totals, uint256 at, uint256 r) private pure {
        bytes4 outOfField = Groth16InputOutOfField.selector;
        uint256 field = _R;
        assembly ("memory-safe") {
            let total := add(totals, 32)
            let end := add(total, mul(mload(totals), 32))
            for {} lt(total, end) {
                total := add(total, 32)
                at := add(at, 32)
            } {
                let input := calldataload(at)
                if iszero(lt(input, field)) {
                    mstore(0, outOfField)
                    mstore(4, input)
                    revert(0, 36)
                }
                mstore(total, addmod(mload(total), mulmod(input, r, field), field))
            }
        }
    }

    /// @dev Makes of the shared inputs Σrᵢ times each, and puts the totals of the others between them.
    function _closeScalars(
        uint256[] memory scalars,
        uint256 sharedInputs,
        uint256[] memory totals,
        uint256 coefficients
    ) private pure {
        uint256 next;
        for (uint256 j = 0; j < scalars.length; ++j) {
            scalars[j] =
                (sharedInputs >> j) & 1 == 1
                    ? mulmod(scalars[j], coefficients, _R)
                    : totals[next++];
        }
    }

    /// @dev Adds the three pairs that all proofs share.
    function _addKey(
        Groth16Sums memory sums,
        uint256[] memory scalars
    ) private view returns (bool valid) {
        uint256[] memory key = verificationKey();
        sums.addProofSum(key[10], key[11], key[12], key[13]);
        valid = sums.addInput(key[14], key[15], sums.coefficients);
        for (uint256 j = 0; j < scalars.length && valid; ++j) {
            // Nothing times a point adds nothing: what stands where a circuit for more options has none.
            if (scalars[j] != 0)
                valid = sums.addInput(key[16 + 2 * j], key[17 + 2 * j], scalars[j]);
        }
        if (!valid) return false;
        sums.addInputSum(key[6], key[7], key[8], key[9]);
        return sums.addKeyPair(key[0], key[1], key[2], key[3], key[4], key[5]);
    }

    /// @dev Creates the contract whose code is a zero byte, which stops whoever calls it, and the key.
    function _store(uint256[] memory key) private returns (address code) {
        bytes memory creation = abi.encodePacked(
            // Returns what stands behind these 10 bytes: PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN.
            hex"61",
            uint16(key.length * 32 + 1),
            hex"80600a5f395ff3",
            hex"00",
            key
        );
        assembly ("memory-safe") {
            code := create(0, add(creation, 32), mload(creation))
        }
        if (code == address(0)) revert Groth16KeyMalformed(key.length);
    }

    /// @dev Adding a point to nothing has the precompile look at it.
    function _requireFirst(uint256[] memory key, uint256 word) private view {
        (uint256 x, uint256 y) = (key[word], key[word + 1]);
        (bool done, ) = address(6).staticcall(abi.encode(x, y, 0, 0));
        if (!done || y == 0) revert Groth16KeyPointInvalid(word);
    }

    /// @dev Pairing nothing with a point has the precompile look at it, and at its subgroup.
    function _requireSecond(uint256[] memory key, uint256 word) private view {
        (uint256 y1, uint256 y0) = (key[word + 2], key[word + 3]);
        (bool done, ) = address(8).staticcall(abi.encode(0, 0, key[word], key[word + 1], y1, y0));
        if (!done || (y1 == 0 && y0 == 0)) revert Groth16KeyPointInvalid(word);
    }
}
