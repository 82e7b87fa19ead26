// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A point of BabyJubJub, by its coordinates.
struct BabyPoint {
    uint256 x;
    uint256 y;
}

uint256 constant BABY_FIELD =
    21888242871839275222246405745257275088548364400416034343698204186575808495617;
/// @dev The order of the subgroup.
uint256 constant BABY_ORDER =
    2736030358979909402780800718157159386076813972158567259200215660948447373041;

/// @dev EIP-2494's base point.
function babyBase() pure returns (BabyPoint memory) {
    return
        BabyPoint(
            5299619240641551281634865583518297030282874472190772894086521144482721001553,
            16950150798460657717958625567821834550301663161624707787222815936182638968203
        );
}

/// @dev EIP-2494's law as it stands there, with two divisions: slow, and nothing in common with the contracts.
function addBaby(BabyPoint memory p, BabyPoint memory q) view returns (BabyPoint memory) {
    uint256 f = BABY_FIELD;
    uint256 product = mulmod(mulmod(p.x, q.x, f), mulmod(p.y, q.y, f), f);
    uint256 t = mulmod(168_696, product, f);
    uint256 above = addmod(mulmod(p.x, q.y, f), mulmod(p.y, q.x, f), f);
    uint256 below = addmod(mulmod(p.y, q.y, f), f - mulmod(168_700, mulmod(p.x, q.x, f), f), f);
    return
        BabyPoint(
            mulmod(above, invertBaby(addmod(1, t, f)), f),
            mulmod(below, invertBaby(addmod(1, f - t, f)), f)
        );
}

/// @dev By doubling and adding.
function multiplyBaby(BabyPoint memory p, uint256 k) view returns (BabyPoint memory product) {
    product = BabyPoint(0, 1);
    BabyPoint memory power = p;
    for (; k != 0; k >>= 1) {
        if (k & 1 == 1) product = addBaby(product, power);
        if (k > 1) power = addBaby(power, power);
    }
}

function invertBaby(uint256 value) view returns (uint256) {
    (bool done, bytes memory answer) = address(5).staticcall(
        abi.encode(32, 32, 32, value, BABY_FIELD - 2, BABY_FIELD)
    );
    require(done, "modexp");
    return abi.decode(answer, (uint256));
}
