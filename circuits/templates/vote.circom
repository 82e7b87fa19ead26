pragma circom 2.1.9;

include "bitify.circom";
include "escalarmulany.circom";
include "escalarmulfix.circom";

// One vote: what it costs, and the point (votes for + 2^32 · votes against) · G that stands for it in a ciphertext.
// |vote| ≤ 255, because its square is at most the 65 535 voice credits that there can be.
template Vote() {
    // private: |vote|
    signal input magnitude;
    // private: 1 if the vote is against, else 0; of no consequence if |vote| is 0
    signal input isAgainst;

    // private: vote², at most 65 025
    signal output cost;
    // private: x, y
    signal output point[2];

    var G[2] = [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
    // 2^32 · G
    var H[2] = [
        13924641157502813998759594372437865478825281838225516826720234568502723756325,
        5909344824063165275624417723557917583356454568781175462442470854960225156713
    ];

    signal bits[8] <== Num2Bits(8)(magnitude);
    isAgainst * (1 - isAgainst) === 0;
    cost <== magnitude * magnitude;

    component votesFor = EscalarMulFix(8, G);
    component votesAgainst = EscalarMulFix(8, H);
    votesFor.e <== bits;
    votesAgainst.e <== bits;
    point <== Multiplexor2()(isAgainst, [votesFor.out, votesAgainst.out]);
}
