pragma circom 2.1.9;

include "babyjub.circom";
include "bitify.circom";
include "comparators.circom";
include "escalarmulany.circom";
include "escalarmulfix.circom";
include "keys-hash.circom";
include "member.circom";
include "point-if.circom";
include "used-positions.circom";
include "vote.circom";

// A member's encrypted quadratic ballot. The protocol, and why the points are public inputs themselves:
// docs/secret-ballots.md.
// Not checked here: that the election keys are in the subgroup of order l and none is its identity (who publishes keysHash
// answers for that), and what `Member` leaves to the verifier.
template SecretBallot(CLASS, MAX_DEPTH) {
    assert(CLASS == 2 || CLASS == 4 || CLASS == 8 || CLASS == 16);

    // private: as in `Member`
    signal input secret;
    signal input merkleProofIndex;
    signal input merkleProofSiblings[MAX_DEPTH];
    // private: |vote| on each position, at most 255, and 0 beyond the proposal's options
    signal input magnitudes[CLASS];
    // private: 1 where the vote is against
    signal input isAgainst[CLASS];
    // private: of the encryption, below 2^251
    signal input randomness;
    // private: the election keys, x, y
    signal input keys[CLASS][2];

    // public: as in `Member`
    signal input merkleTreeDepth;
    signal input scope;
    // public: which of the person's ballots this is
    signal input revision;
    // public: what the squares of the votes may sum to, at most 65 535
    signal input voiceCredits;
    // public: how many options the proposal has, 1 to CLASS
    signal input optionCount;
    // public: `KeysHash` of keys
    signal input keysHash;

    // public: as in `Member`
    signal output merkleRoot;
    signal output nullifier;
    // public: randomness · G
    signal output sharedPoint[2];
    // public: randomness · key + the vote's point; (0, 1) beyond the proposal's options
    signal output optionPoints[CLASS][2];

    var G[2] = [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];

    (merkleRoot, nullifier) <== Member(MAX_DEPTH)(
        secret,
        merkleTreeDepth,
        merkleProofIndex,
        merkleProofSiblings,
        scope
    );

    signal isUsed[CLASS] <== UsedPositions(CLASS)(optionCount);

    component votes[CLASS];
    var cost = 0;
    for (var i = 0; i < CLASS; i++) {
        votes[i] = Vote();
        votes[i].magnitude <== magnitudes[i];
        votes[i].isAgainst <== isAgainst[i];
        magnitudes[i] * (1 - isUsed[i]) === 0;
        cost += votes[i].cost;
    }

    // At most 16 · 255² = 1 040 400 < 2^20, so the sum cannot wrap around the field.
    signal creditBits[16] <== Num2Bits(16)(voiceCredits);
    signal isAffordable <== LessEqThan(20)([cost, voiceCredits]);
    isAffordable === 1;

    signal hash <== KeysHash(CLASS)(keys);
    hash === keysHash;

    signal randomBits[251] <== Num2Bits(251)(randomness);
    component shared = EscalarMulFix(251, G);
    shared.e <== randomBits;
    sharedPoint <== shared.out;

    component masks[CLASS];
    component sums[CLASS];
    for (var i = 0; i < CLASS; i++) {
        masks[i] = EscalarMulAny(251);
        masks[i].e <== randomBits;
        masks[i].p <== keys[i];
        sums[i] = BabyAdd();
        sums[i].x1 <== masks[i].out[0];
        sums[i].y1 <== masks[i].out[1];
        sums[i].x2 <== votes[i].point[0];
        sums[i].y2 <== votes[i].point[1];
        optionPoints[i] <== PointIf()(isUsed[i], [sums[i].xout, sums[i].yout]);
    }

    // Groth16 binds a public input that is in no constraint as well (its IC point is not the identity in a sound set-up), but
    // only because Semaphore's and our keys are made so; a constraint makes it independent of that.
    signal revisionSquare <== revision * revision;
}
