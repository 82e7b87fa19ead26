pragma circom 2.1.9;

include "bitify.circom";
include "comparators.circom";

// Which of a class's positions a proposal uses: the first `count` of them.
template UsedPositions(CLASS) {
    assert(CLASS >= 2 && CLASS <= 16);

    // public: how many options the proposal has, 1 to CLASS
    signal input count;

    // 1 for a position that is used, else 0
    signal output isUsed[CLASS];

    signal countBits[5] <== Num2Bits(5)(count);
    for (var i = 0; i < CLASS; i++) {
        isUsed[i] <== LessThan(5)([i, count]);
    }
}
