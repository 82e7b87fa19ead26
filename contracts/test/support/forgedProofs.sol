// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bn254} from "./Bn254.sol";

// A Groth16 key whose toxic waste is known, so that a proof of anything can be forged: what a verifier cannot tell from
// a real one, and costs it the same.

uint256 constant FORGED_FIELD =
    21888242871839275222246405745257275088548364400416034343698204186575808495617;
// sha256 of `psephos test beta`, `… gamma` and `… delta` in the field; and for α and the inputs' points, small numbers.
uint256 constant FORGED_ALPHA = 7;
uint256 constant FORGED_BETA =
    15220994893266535192573031753345364682700181927124018134504157361439668313642;
uint256 constant FORGED_GAMMA =
    7690727123697879944614626815860392041885739335368632668494191966511171122712;
uint256 constant FORGED_DELTA =
    18487641614957038696918416888908366625683770990635135246187854070159550486375;

/// @dev The generator's multiples by β, γ and δ, the imaginary parts first.
function forgedBeta() pure returns (uint256[4] memory) {
    return
        [
            457693554551543567762408928454003287038908762813994454874093581007264128663,
            19865141324810383639701841491544173361240174261676253777796454504809818186045,
            20648960319496705465537993415469806380209865555672382964727705140781327264159,
            7090243568332362577827122365742128016610284926861232052431164518050380087550
        ];
}

function forgedGamma() pure returns (uint256[4] memory) {
    return
        [
            12721919047336806770443060779883713054444754987774035234856278454466393946556,
            10634515067998705363629601482933694435854089416311055152826008577412755941783,
            11999153779306723942807289017259810664009389233445684140848870419080750069256,
            10550185092139156847755183941637709777682188156109433146959568160215667375816
        ];
}

function forgedDelta() pure returns (uint256[4] memory) {
    return
        [
            13258765748907561907089420231047126219563077986318086442081181290929365283481,
            10681287705005208525113493004962269290820785443482901920756463096498911021725,
            3106541886560825051871881683845596215767581301273692293025762915055390519604,
            3583491254369040501484141232988943179834321879903757088564627364810242808489
        ];
}

/// @dev The key of a circuit with so many public inputs.
function forgedKey(uint256 inputs) view returns (uint256[] memory key) {
    key = new uint256[](14 + 2 * (inputs + 1));
    uint256[2] memory point = Bn254.multiply([uint256(1), 2], FORGED_ALPHA);
    (key[0], key[1]) = (point[0], point[1]);
    uint256[4][3] memory second = [forgedBeta(), forgedGamma(), forgedDelta()];
    for (uint256 i = 0; i < 12; ++i) key[2 + i] = second[i / 4][i % 4];
    for (uint256 j = 0; j <= inputs; ++j) {
        point = Bn254.multiply([uint256(1), 2], _inputScalar(j));
        (key[14 + 2 * j], key[15 + 2 * j]) = (point[0], point[1]);
    }
}

/// @dev A proof of these inputs; another for every `salt`, which is not 0. With A = salt·G and B = β·G of G2,
/// C = (salt·β − α·β − γ·L) / δ · G.
function forgeProof(uint256[] memory inputs, uint256 salt) view returns (uint256[8] memory proof) {
    uint256 f = FORGED_FIELD;
    uint256 sum = _inputScalar(0);
    for (uint256 j = 0; j < inputs.length; ++j) {
        sum = addmod(sum, mulmod(inputs[j], _inputScalar(j + 1), f), f);
    }
    uint256 c = mulmod(addmod(salt, f - FORGED_ALPHA, f), FORGED_BETA, f);
    c = addmod(c, f - mulmod(FORGED_GAMMA, sum, f), f);
    c = mulmod(c, _invert(FORGED_DELTA), f);
    uint256[2] memory first = Bn254.multiply([uint256(1), 2], salt);
    uint256[2] memory third = Bn254.multiply([uint256(1), 2], c);
    uint256[4] memory second = forgedBeta();
    return [first[0], first[1], second[0], second[1], second[2], second[3], third[0], third[1]];
}

function _inputScalar(uint256 j) pure returns (uint256) {
    return 1_000 + 17 * j;
}

function _invert(uint256 value) view returns (uint256) {
    (bool done, bytes memory answer) = address(5).staticcall(
        abi.encode(32, 32, 32, value, FORGED_FIELD - 2, FORGED_FIELD)
    );
    require(done, "modexp");
    return abi.decode(answer, (uint256));
}
