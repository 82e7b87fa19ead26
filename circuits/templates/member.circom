pragma circom 2.1.9;

include "binary-merkle-root.circom";
include "bitify.circom";
include "comparators.circom";
include "escalarmulfix.circom";
include "poseidon.circom";

// A member of a group, and the one nullifier that they have in a scope: the statement of Semaphore v4
// (https://docs.semaphore.pse.dev/technical-reference/circuits), so that a person's nullifier is the same on an open
// and on a secret ballot. What differs: the depth at which the leaf stands is for the verifier to know. Were it the
// prover's secret, whoever enrols a hash of two commitments could prove to be either.
// Not checked here: that merkleTreeDepth is at most MAX_DEPTH (beyond it the root is 0) and that the nullifier is new.
template Member(MAX_DEPTH) {
    assert(MAX_DEPTH >= 1 && MAX_DEPTH <= 32);

    // private: the identity's secret scalar, below l
    signal input secret;
    // public: how many levels above the leaf the root stands, 1 to MAX_DEPTH
    signal input merkleTreeDepth;
    // private: the leaf's position, whose bits say on which side it and its ancestors stand
    signal input merkleProofIndex;
    // private: the nodes beside the leaf and its ancestors; what stands beyond the depth does not matter
    signal input merkleProofSiblings[MAX_DEPTH];
    // public: Semaphore's hash of the scope
    signal input scope;

    // public
    signal output merkleRoot;
    // public
    signal output nullifier;

    // A secret and the same secret plus l have the same commitment, but not the same nullifier.
    var G[2] = [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
    var ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    signal secretBits[251] <== Num2Bits(251)(secret);
    signal isBelowOrder <== LessThan(251)([secret, ORDER]);
    isBelowOrder === 1;

    component publicKey = EscalarMulFix(251, G);
    publicKey.e <== secretBits;
    signal commitment <== Poseidon(2)(publicKey.out);

    merkleRoot <== BinaryMerkleRoot(MAX_DEPTH)(
        commitment,
        merkleTreeDepth,
        merkleProofIndex,
        merkleProofSiblings
    );
    nullifier <== Poseidon(2)([scope, secret]);
}
