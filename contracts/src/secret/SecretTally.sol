// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BabyJubjub} from "../crypto/BabyJubjub.sol";
import {LagrangeWeights} from "../crypto/LagrangeWeights.sol";
import {ISecretBallotBox} from "../interfaces/ISecretBallotBox.sol";

/// @title SecretTally
/// @notice Holds the totals that somebody announces to the encrypted sums, by the shares that trustees submitted.
/// @dev Part of {SecretBallotBox}; the errors are that one's. docs/secret-ballots.md has the equation.
library SecretTally {
    /// @dev A total is votes for + 2^32 · votes against.
    uint256 private constant TOTAL_BITS = 32;

    /// @notice Reverts unless these are as many submitted shares as decrypt.
    /// @dev Each share was verified when it was submitted; here it is only told from others.
    /// @param submitted For each position keccak256 of the share that was submitted, or 0.
    /// @param expected How many shares decrypt.
    /// @param positions The trustees' positions, which must ascend.
    /// @param shares For each the points of its share.
    function checkShares(
        mapping(uint256 position => bytes32 hash) storage submitted,
        uint256 expected,
        uint256[] calldata positions,
        uint256[][] calldata shares
    ) internal view {
        if (positions.length != expected)
            revert ISecretBallotBox.DecryptionShareCountMismatch(positions.length, expected);
        if (shares.length != expected)
            revert ISecretBallotBox.DecryptionShareCountMismatch(shares.length, expected);
        for (uint256 i = 0; i < expected; ++i) {
            if (i != 0 && positions[i] <= positions[i - 1])
                revert ISecretBallotBox.DecryptionShareOutOfOrder(positions[i]);
            bytes32 hash = keccak256(abi.encodePacked(shares[i]));
            if (submitted[positions[i]] != hash)
                revert ISecretBallotBox.DecryptionShareUnknown(positions[i]);
        }
    }

    /// @notice Reverts unless there is a total for each option, of no more votes than so many people can cast.
    /// @dev No person's votes on an option are more than the root of the voice credits.
    /// @param totals The totals.
    /// @param optionCount How many options there are.
    /// @param voiceCredits The budget of a ballot.
    /// @param voters How many people's ballots are counted.
    function checkRange(
        uint256[] calldata totals,
        uint256 optionCount,
        uint256 voiceCredits,
        uint256 voters
    ) internal pure {
        if (totals.length != optionCount)
            revert ISecretBallotBox.SecretTotalsMismatch(totals.length, optionCount);
        uint256 most = voters * Math.sqrt(voiceCredits);
        for (uint256 j = 0; j < totals.length; ++j) {
            if (uint32(totals[j]) > most || totals[j] >> TOTAL_BITS > most)
                revert ISecretBallotBox.SecretTotalOutOfRange(j);
        }
    }

    /// @notice Reverts unless the shares decrypt the sums to the totals.
    /// @dev For each option D·total·G + Σ D·λᵢ·Dᵢ − D·ΣC is the identity.
    /// @param sums x and y of ΣR, then of ΣC for each option.
    /// @param positions Whose shares these are: different ones, and as many as decrypt.
    /// @param shares For each x and y of its share of ΣR, for each option.
    /// @param totals The totals, each in its range.
    function checkDecryption(
        uint256[] memory sums,
        uint256[] calldata positions,
        uint256[][] calldata shares,
        uint256[] calldata totals
    ) internal pure {
        uint256 count = positions.length;
        (int256[] memory weights, uint256 denominator) = LagrangeWeights.weigh(positions);
        int256[] memory scalars = new int256[](count + 2);
        uint256[] memory points = new uint256[](2 * (count + 2));
        for (uint256 i = 0; i < count; ++i) scalars[i] = weights[i];
        // Below 2^42, and times a total below 2^106.
        scalars[count] = -int256(denominator);
        (points[2 * count + 2], points[2 * count + 3]) = (BabyJubjub.BASE_X, BabyJubjub.BASE_Y);
        for (uint256 j = 0; j < totals.length; ++j) {
            for (uint256 i = 0; i < count; ++i) {
                points[2 * i] = shares[i][2 * j];
                points[2 * i + 1] = shares[i][2 * j + 1];
            }
            points[2 * count] = sums[2 * j + 2];
            points[2 * count + 1] = sums[2 * j + 3];
            scalars[count + 1] = int256(denominator * totals[j]);
            if (!BabyJubjub.isSumZero(points, scalars)) revert ISecretBallotBox.SecretTotalWrong(j);
        }
    }
}
