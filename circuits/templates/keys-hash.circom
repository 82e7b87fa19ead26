pragma circom 2.1.9;

include "poseidon.circom";

// One number for a list of points: h₀ = 0, hᵢ₊₁ = Poseidon(hᵢ, xᵢ, yᵢ).
template KeysHash(COUNT) {
    assert(COUNT >= 1);

    // x, y of each point
    signal input points[COUNT][2];

    signal output out;

    signal hashes[COUNT + 1];
    hashes[0] <== 0;
    for (var i = 0; i < COUNT; i++) {
        hashes[i + 1] <== Poseidon(3)([hashes[i], points[i][0], points[i][1]]);
    }
    out <== hashes[COUNT];
}
