pragma circom 2.1.9;

include "bitify.circom";
include "escalarmulany.circom";
include "escalarmulfix.circom";
include "keys-hash.circom";
include "point-if.circom";
include "used-positions.circom";

// A trustee's share of the decryption of an encrypted tally: the tally's shared point times the very secrets that
// belong to their verification keys. The protocol: docs/secret-ballots.md.
// Not checked here: that sharedPoint is in the subgroup of order l (a sum of proven ballots is).
template DecryptionShare(CLASS) {
    assert(CLASS == 2 || CLASS == 4 || CLASS == 8 || CLASS == 16);

    // private: the trustee's secret share for each position, below 2^251; what counts is their value modulo l
    signal input secrets[CLASS];

    // public: the sum of the shared points of all counted ballots, x, y
    signal input sharedPoint[2];
    // public: how many options the proposal has, 1 to CLASS
    signal input optionCount;
    // public: `KeysHash` of the verification keys secret · G, of all positions
    signal input verificationKeysHash;

    // public: secret · sharedPoint; (0, 1) beyond the proposal's options
    signal output shares[CLASS][2];

    var G[2] = [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];

    signal isUsed[CLASS] <== UsedPositions(CLASS)(optionCount);
    signal bits[CLASS][251];
    signal verificationKeys[CLASS][2];
    component keys[CLASS];
    component products[CLASS];
    for (var i = 0; i < CLASS; i++) {
        bits[i] <== Num2Bits(251)(secrets[i]);
        keys[i] = EscalarMulFix(251, G);
        keys[i].e <== bits[i];
        verificationKeys[i] <== keys[i].out;
        products[i] = EscalarMulAny(251);
        products[i].e <== bits[i];
        products[i].p <== sharedPoint;
        shares[i] <== PointIf()(isUsed[i], products[i].out);
    }

    signal hash <== KeysHash(CLASS)(verificationKeys);
    hash === verificationKeysHash;
}
