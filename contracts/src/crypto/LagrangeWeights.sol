// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title LagrangeWeights
/// @notice What shares of a polynomial are multiplied by to give its value at 0, as whole numbers.
/// @dev λᵢ = Π m / (m − i) over the other positions m, and D is the smallest number above 0 by which all λᵢ become whole.
/// Positions are at most 16: a λᵢ in lowest terms has a denominator that divides a product of differences below 2^41, so
/// D divides the least common multiple of the denominators, below 2^41 as well, and weights stay below 2^86.
library LagrangeWeights {
    /// @notice Returns D and D·λᵢ.
    /// @param positions Different numbers from 1 to 16, at most 16 of them.
    /// @return weights D·λᵢ, in the order of the positions.
    /// @return denominator D.
    function weigh(
        uint256[] memory positions
    ) internal pure returns (int256[] memory weights, uint256 denominator) {
        uint256 count = positions.length;
        weights = new int256[](count);
        uint256[] memory denominators = new uint256[](count);
        denominator = 1;
        for (uint256 i = 0; i < count; ++i) {
            (weights[i], denominators[i]) = _coefficient(positions, i);
            // The least common multiple of all so far.
            denominator *= denominators[i] / _gcd(denominator, denominators[i]);
        }
        for (uint256 i = 0; i < count; ++i) {
            // Both are below 2^50.
            weights[i] *= int256(denominator / denominators[i]);
        }
    }

    /// @dev λ in lowest terms; the sign is the numerator's.
    function _coefficient(
        uint256[] memory positions,
        uint256 i
    ) private pure returns (int256 numerator, uint256 denominator) {
        uint256 product = 1;
        denominator = 1;
        bool negative;
        for (uint256 j = 0; j < positions.length; ++j) {
            if (j == i) continue;
            product *= positions[j];
            if (positions[j] < positions[i]) {
                negative = !negative;
                denominator *= positions[i] - positions[j];
            } else {
                denominator *= positions[j] - positions[i];
            }
        }
        uint256 common = _gcd(product, denominator);
        denominator /= common;
        // At most 16!, below 2^45.
        numerator = negative ? -int256(product / common) : int256(product / common);
    }

    function _gcd(uint256 a, uint256 b) private pure returns (uint256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
