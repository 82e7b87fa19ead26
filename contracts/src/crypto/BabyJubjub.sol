// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Every encrypted ballot goes through the additions; each step says what it does.
/* solhint-disable no-inline-assembly */

/// @title BabyJubjub
/// @notice Adds up points of BabyJubJub, a·x² + y² = 1 + d·x²·y² over the scalar field of BN254.
/// @dev a is a square and d is none, so the addition law is complete: it holds for doubling, for a point and its negative
/// and for the identity (0, 1) alike, and no case is treated apart.
/// Points come and go as coordinates x, y. In between they are projective, X/Z and Y/Z, in three words each: one inversion
/// at the end stands for one in every addition. A list of n such points is an array of 3 n words.
/// Whether what is added is a point is not checked; {isOnCurve} does that, and in a ballot the proof shows more.
/// Source of the curve: EIP-2494. Of the formulas: Bernstein, Birkner, Joye, Lange, Peters, "Twisted Edwards Curves"
/// (AFRICACRYPT 2008), projective addition and doubling. Of the scalar multiplication: Straus (1964).
library BabyJubjub {
    /// @notice The modulus of coordinates.
    uint256 internal constant FIELD =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @notice The coordinates of EIP-2494's base point, of prime order.
    uint256 internal constant BASE_X =
        5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 internal constant BASE_Y =
        16950150798460657717958625567821834550301663161624707787222815936182638968203;

    uint256 private constant A = 168_700;
    uint256 private constant D = 168_696;

    /// @dev Of a projective point, and of the table that {isSumZero} makes of each: the point, twice and three times it.
    uint256 private constant WORDS = 3;
    uint256 private constant TABLE_WORDS = 9;

    /// @notice The inverse of a coordinate cannot be had: the chain's precompile for powers does not work.
    error BabyJubjubInversionFailed();

    /// @notice Returns a list of identities.
    /// @param count How many.
    /// @return points The projective points.
    function identities(uint256 count) internal pure returns (uint256[] memory points) {
        points = new uint256[](count * WORDS);
        for (uint256 i = 0; i < count; ++i) {
            points[i * WORDS + 1] = 1;
            points[i * WORDS + 2] = 1;
        }
    }

    /// @notice Adds to each point of a list the one that stands in its place in another, or takes it away.
    /// @param sums The projective points that change.
    /// @param points x and y of as many points; below the field, or reduced.
    /// @param negative Whether they are taken away.
    function accumulate(
        uint256[] memory sums,
        uint256[] calldata points,
        bool negative
    ) internal pure {
        assembly ("memory-safe") {
            let end := add(points.offset, shl(5, points.length))
            let sum := add(sums, 32)
            for {
                let point := points.offset
            } lt(point, end) {
                point := add(point, 64)
                sum := add(sum, 96)
            } {
                // Where the second point's Z is 1: A = Z₁, B = Z₁².
                let x := calldataload(point)
                // −(x, y) = (−x, y)
                if negative {
                    x := sub(FIELD, mod(x, FIELD))
                }
                let y := calldataload(add(point, 32))
                let a := mload(add(sum, 64))
                // C = X₁·x, E′ = Y₁·y, and X₁ + Y₁ times x + y, less both: X₁·y + Y₁·x.
                let c := mulmod(mload(sum), x, FIELD)
                let e := mulmod(mload(add(sum, 32)), y, FIELD)
                let cross := mulmod(
                    addmod(mload(sum), mload(add(sum, 32)), FIELD),
                    addmod(x, y, FIELD),
                    FIELD
                )
                cross := addmod(cross, sub(FIELD, addmod(c, e, FIELD)), FIELD)
                // E = d·C·E′, F = B − E, G = B + E
                let f := mulmod(D, mulmod(c, e, FIELD), FIELD)
                let g := mulmod(a, a, FIELD)
                f := sub(FIELD, f)
                let h := addmod(g, f, FIELD)
                g := addmod(g, sub(FIELD, f), FIELD)
                // X = A·F·(X₁·y + Y₁·x), Y = A·G·(E′ − a·C), Z = F·G
                mstore(sum, mulmod(a, mulmod(h, cross, FIELD), FIELD))
                c := addmod(e, sub(FIELD, mulmod(A, c, FIELD)), FIELD)
                mstore(add(sum, 32), mulmod(a, mulmod(g, c, FIELD), FIELD))
                mstore(add(sum, 64), mulmod(h, g, FIELD))
            }
        }
    }

    /// @notice Returns the coordinates of projective points, with one inversion for all of them (Montgomery's trick).
    /// @dev If some Z is 0, which no sum of points has, all coordinates come out as 0, and that is no point.
    /// @param points The projective points.
    /// @return coordinates x and y of each.
    function normalise(
        uint256[] memory points
    ) internal view returns (uint256[] memory coordinates) {
        uint256 count = points.length / WORDS;
        coordinates = new uint256[](2 * count);
        uint256 product = 1;
        // Where x of a point will stand, the product of the Zs before it.
        for (uint256 i = 0; i < count; ++i) {
            coordinates[2 * i] = product;
            product = mulmod(product, points[WORDS * i + 2], FIELD);
        }
        uint256 inverse = _invert(product);
        for (uint256 left = count; left > 0; --left) {
            uint256 i = left - 1;
            uint256 z = mulmod(inverse, coordinates[2 * i], FIELD);
            inverse = mulmod(inverse, points[WORDS * i + 2], FIELD);
            coordinates[2 * i] = mulmod(points[WORDS * i], z, FIELD);
            coordinates[2 * i + 1] = mulmod(points[WORDS * i + 1], z, FIELD);
        }
    }

    /// @notice Tells whether Σ kᵢ·Pᵢ is the identity.
    /// @dev Two bits of every scalar at a time (Straus): as many doublings as the longest has bits. Takes more memory with
    /// each point, and gives it back.
    /// @param points x and y of each P, on the curve.
    /// @param scalars Each k, of any sign, as many as points.
    /// @return zero Whether the sum is (0, 1).
    function isSumZero(
        uint256[] memory points,
        int256[] memory scalars
    ) internal pure returns (bool zero) {
        uint256 count = scalars.length;
        uint256 tables;
        uint256 bits;
        assembly ("memory-safe") {
            tables := mload(0x40)
        }
        uint256 table = tables;
        for (uint256 i = 0; i < count; ++i) {
            (uint256 x, uint256 magnitude) = (points[2 * i], uint256(scalars[i]));
            if (scalars[i] < 0) {
                // The magnitude of the least int256 is 2^255, as the difference from 0 wraps to it.
                unchecked {
                    (x, magnitude) = (FIELD - (x % FIELD), 0 - magnitude);
                }
            }
            _writeTable(table, x, points[2 * i + 1]);
            table += TABLE_WORDS * 32;
            bits |= magnitude;
        }
        // Behind the tables: the sum.
        assembly ("memory-safe") {
            mstore(table, 0)
            mstore(add(table, 32), 1)
            mstore(add(table, 64), 1)
        }
        uint256 shift;
        while (bits >> shift != 0) shift += 2;
        while (shift != 0) {
            shift -= 2;
            _double(table, table);
            _double(table, table);
            for (uint256 i = 0; i < count; ++i) {
                uint256 digit = (_magnitude(scalars[i]) >> shift) & 3;
                if (digit != 0)
                    _add(table, table, tables + (TABLE_WORDS * i + WORDS * (digit - 1)) * 32);
            }
        }
        assembly ("memory-safe") {
            // X = 0 and Y = Z, which is not 0: of (0, −1), the other point whose x is 0, Y is −Z.
            let y := mload(add(table, 32))
            zero := and(and(iszero(mload(table)), eq(y, mload(add(table, 64)))), iszero(iszero(y)))
        }
    }

    /// @notice Tells whether (x, y) is a point of the curve with coordinates below the field. The subgroup of prime
    /// order is not asked for.
    /// @param x The first coordinate.
    /// @param y The second.
    /// @return Whether it is.
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool) {
        if (x >= FIELD || y >= FIELD) return false;
        uint256 xx = mulmod(x, x, FIELD);
        uint256 yy = mulmod(y, y, FIELD);
        uint256 right = addmod(1, mulmod(D, mulmod(xx, yy, FIELD), FIELD), FIELD);
        return addmod(mulmod(A, xx, FIELD), yy, FIELD) == right;
    }

    /// @dev The inverse by Fermat's theorem, z^(FIELD − 2), of the precompile at 5 (EIP-198); 0 for 0.
    function _invert(uint256 z) private view returns (uint256 inverse) {
        bool done;
        assembly ("memory-safe") {
            let input := mload(0x40)
            // The lengths of base, exponent and modulus, then these.
            mstore(input, 32)
            mstore(add(input, 32), 32)
            mstore(add(input, 64), 32)
            mstore(add(input, 96), z)
            mstore(add(input, 128), sub(FIELD, 2))
            mstore(add(input, 160), FIELD)
            done := staticcall(gas(), 5, input, 192, 0, 32)
            // Where there is no such precompile, nothing comes back.
            done := and(done, eq(returndatasize(), 32))
            inverse := mload(0)
        }
        if (!done) revert BabyJubjubInversionFailed();
    }

    /// @dev Writes (x, y), twice and three times it.
    function _writeTable(uint256 table, uint256 x, uint256 y) private pure {
        assembly ("memory-safe") {
            mstore(table, x)
            mstore(add(table, 32), y)
            mstore(add(table, 64), 1)
        }
        _double(table + 96, table);
        _add(table + 192, table + 96, table);
    }

    /// @dev Writes the sum of two projective points, which may stand where one of them stands.
    function _add(uint256 to, uint256 p, uint256 q) private pure {
        assembly ("memory-safe") {
            // A = Z₁·Z₂, C = X₁·X₂, E′ = Y₁·Y₂
            let a := mulmod(mload(add(p, 64)), mload(add(q, 64)), FIELD)
            let c := mulmod(mload(p), mload(q), FIELD)
            let e := mulmod(mload(add(p, 32)), mload(add(q, 32)), FIELD)
            // (X₁ + Y₁)·(X₂ + Y₂) − C − E′ = X₁·Y₂ + Y₁·X₂
            let cross := mulmod(
                addmod(mload(p), mload(add(p, 32)), FIELD),
                addmod(mload(q), mload(add(q, 32)), FIELD),
                FIELD
            )
            cross := addmod(cross, sub(FIELD, addmod(c, e, FIELD)), FIELD)
            // E = d·C·E′, F = A² − E, G = A² + E
            let f := sub(FIELD, mulmod(D, mulmod(c, e, FIELD), FIELD))
            let g := mulmod(a, a, FIELD)
            let h := addmod(g, f, FIELD)
            g := addmod(g, sub(FIELD, f), FIELD)
            // X = A·F·(X₁·Y₂ + Y₁·X₂), Y = A·G·(E′ − a·C), Z = F·G
            c := addmod(e, sub(FIELD, mulmod(A, c, FIELD)), FIELD)
            mstore(to, mulmod(a, mulmod(h, cross, FIELD), FIELD))
            mstore(add(to, 32), mulmod(a, mulmod(g, c, FIELD), FIELD))
            mstore(add(to, 64), mulmod(h, g, FIELD))
        }
    }

    /// @dev Writes the double of a projective point, which may stand in the same place.
    function _double(uint256 to, uint256 p) private pure {
        assembly ("memory-safe") {
            // B = (X + Y)², C = X², E′ = Y², E = a·C, F = E + E′
            let b := addmod(mload(p), mload(add(p, 32)), FIELD)
            b := mulmod(b, b, FIELD)
            let c := mulmod(mload(p), mload(p), FIELD)
            let e := mulmod(mload(add(p, 32)), mload(add(p, 32)), FIELD)
            let f := addmod(mulmod(A, c, FIELD), e, FIELD)
            // J = F − 2·Z²
            let z := mload(add(p, 64))
            let j := mulmod(z, z, FIELD)
            j := addmod(f, sub(FIELD, addmod(j, j, FIELD)), FIELD)
            // X = (B − C − E′)·J, Y = F·(E − E′), Z = F·J
            mstore(to, mulmod(addmod(b, sub(FIELD, addmod(c, e, FIELD)), FIELD), j, FIELD))
            e := addmod(f, sub(FIELD, addmod(e, e, FIELD)), FIELD)
            mstore(add(to, 32), mulmod(f, e, FIELD))
            mstore(add(to, 64), mulmod(f, j, FIELD))
        }
    }

    function _magnitude(int256 scalar) private pure returns (uint256) {
        unchecked {
            // The least int256 wraps to 2^255.
            return scalar < 0 ? 0 - uint256(scalar) : uint256(scalar);
        }
    }
}
