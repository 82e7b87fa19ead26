pragma circom 2.1.9;

// A point, or the group's identity (0, 1) where there should be none.
template PointIf() {
    // 1 for the point, 0 for the identity; nothing else
    signal input condition;
    // x, y
    signal input point[2];

    // x, y
    signal output out[2];

    out[0] <== condition * point[0];
    out[1] <== 1 + condition * (point[1] - 1);
}
