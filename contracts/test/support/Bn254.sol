// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Points of BN254 by the precompiled contracts, and out of the compressed form in which
/// World ID's proofs travel. Points of G2 have the imaginary part first.
/// @dev Compressed, a point is its x and how to find y: of the two roots of the curve's equation the
/// one that is a power of it, or its negative if the last bit is set. On the twist the last bit but
/// one tells which of the two square roots of the norm is taken on the way.
library Bn254 {
    uint256 private constant P =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;
    /// @dev 3 / (9 + u), the constant of the twist's equation.
    uint256 private constant TWIST_REAL =
        19485874751759354771024239261021720505790618469301721065564631296452457478373;
    uint256 private constant TWIST_IMAGINARY =
        266929791119991161246907387137283842545076965332900288569378510910307636690;

    function decompressG1(
        uint256 word
    ) internal view returns (bool found, uint256[2] memory point) {
        uint256 x = word >> 1;
        if (x >= P) return (false, point);
        uint256 y;
        (found, y) = _squareRoot(addmod(mulmod(mulmod(x, x, P), x, P), 3, P));
        point = [x, word & 1 == 1 ? P - y : y];
    }

    function decompressG2(
        uint256 imaginary,
        uint256 word
    ) internal view returns (bool found, uint256[4] memory point) {
        uint256 real = word >> 2;
        if (real >= P || imaginary >= P) return (false, point);
        (uint256 a, uint256 b) = _curveG2(real, imaginary);
        uint256 norm;
        (found, norm) = _squareRoot(addmod(mulmod(a, a, P), mulmod(b, b, P), P));
        if (!found) return (false, point);
        if (word & 2 == 2) norm = P - norm;
        uint256 y;
        (found, y) = _squareRoot(mulmod(addmod(a, norm, P), (P + 1) / 2, P));
        if (!found || y == 0) return (false, point);
        uint256 z = mulmod(b, _power(addmod(y, y, P), P - 2), P);
        point = word & 1 == 1 ? [imaginary, real, P - z, P - y] : [imaginary, real, z, y];
    }

    function negate(uint256[2] memory point) internal pure returns (uint256[2] memory) {
        return [point[0], P - point[1]];
    }

    function add(
        uint256[2] memory p,
        uint256[2] memory q
    ) internal view returns (uint256[2] memory sum) {
        return abi.decode(_call(address(6), abi.encode(p, q)), (uint256[2]));
    }

    function multiply(
        uint256[2] memory point,
        uint256 factor
    ) internal view returns (uint256[2] memory product) {
        return abi.decode(_call(address(7), abi.encode(point, factor)), (uint256[2]));
    }

    /// @dev Tells whether the product of the pairings is one; false for what is no point.
    function pairs(
        uint256[2][4] memory left,
        uint256[4][4] memory right
    ) internal view returns (bool) {
        bytes memory input;
        for (uint256 i = 0; i < 4; ++i) input = abi.encodePacked(input, left[i], right[i]);
        (bool done, bytes memory output) = address(8).staticcall(input);
        return done && abi.decode(output, (bool));
    }

    function _curveG2(uint256 x, uint256 u) private pure returns (uint256 real, uint256 imaginary) {
        uint256 squareReal = addmod(mulmod(x, x, P), P - mulmod(u, u, P), P);
        uint256 squareImaginary = mulmod(2, mulmod(x, u, P), P);
        real = addmod(mulmod(x, squareReal, P), P - mulmod(u, squareImaginary, P), P);
        imaginary = addmod(mulmod(x, squareImaginary, P), mulmod(u, squareReal, P), P);
        real = addmod(real, TWIST_REAL, P);
        imaginary = addmod(imaginary, TWIST_IMAGINARY, P);
    }

    function _squareRoot(uint256 square) private view returns (bool found, uint256 root) {
        root = _power(square, (P + 1) / 4);
        found = mulmod(root, root, P) == square;
    }

    function _power(uint256 base, uint256 exponent) private view returns (uint256) {
        bytes memory input = abi.encode(32, 32, 32, base, exponent, P);
        return abi.decode(_call(address(5), input), (uint256));
    }

    function _call(address precompiled, bytes memory input) private view returns (bytes memory) {
        (bool done, bytes memory output) = precompiled.staticcall(input);
        require(done, "precompiled");
        return output;
    }
}
