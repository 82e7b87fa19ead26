/** A constraint that is taken away. */
export type Mutation = {
  readonly name: string
  /** Whose tests must notice. */
  readonly circuit: 'secretBallot' | 'decryptionShare'
  readonly file: string
  /** What stands in the file once. */
  readonly replace: string
  readonly by: string
}

/** Every constraint of our own templates; those of circomlib and zk-kit are theirs to test. */
export const mutations: readonly Mutation[] = [
  {
    name: 'secret below the order',
    circuit: 'secretBallot',
    file: 'member.circom',
    replace: 'isBelowOrder === 1;',
    by: '',
  },
  {
    name: 'secret in bits',
    circuit: 'secretBallot',
    file: 'member.circom',
    replace: 'signal secretBits[251] <== Num2Bits(251)(secret);',
    by: 'signal secretBits[251];\n    for (var i = 0; i < 251; i++) { secretBits[i] <-- (secret >> i) & 1; }',
  },
  {
    name: 'root of the path',
    circuit: 'secretBallot',
    file: 'member.circom',
    replace: `merkleRoot <== BinaryMerkleRoot(MAX_DEPTH)(
        commitment,
        merkleTreeDepth,
        merkleProofIndex,
        merkleProofSiblings
    );`,
    by: `signal root <== BinaryMerkleRoot(MAX_DEPTH)(
        commitment,
        merkleTreeDepth,
        merkleProofIndex,
        merkleProofSiblings
    );
    merkleRoot <-- root;`,
  },
  {
    name: 'nullifier of the secret',
    circuit: 'secretBallot',
    file: 'member.circom',
    replace: 'nullifier <== Poseidon(2)([scope, secret]);',
    by: 'signal hash <== Poseidon(2)([scope, secret]);\n    nullifier <-- hash;',
  },
  {
    name: 'votes of 8 bits',
    circuit: 'secretBallot',
    file: 'vote.circom',
    replace: 'signal bits[8] <== Num2Bits(8)(magnitude);',
    by: 'signal bits[8];\n    for (var i = 0; i < 8; i++) { bits[i] <-- (magnitude >> i) & 1; }',
  },
  {
    name: 'for or against',
    circuit: 'secretBallot',
    file: 'vote.circom',
    replace: 'isAgainst * (1 - isAgainst) === 0;',
    by: '',
  },
  {
    name: 'cost is the square',
    circuit: 'secretBallot',
    file: 'vote.circom',
    replace: 'cost <== magnitude * magnitude;',
    by: 'cost <-- magnitude * magnitude;',
  },
  {
    name: 'no votes beyond the options',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'magnitudes[i] * (1 - isUsed[i]) === 0;',
    by: '',
  },
  {
    name: 'credits of 16 bits',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'signal creditBits[16] <== Num2Bits(16)(voiceCredits);',
    by: '',
  },
  {
    name: 'cost within the credits',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'isAffordable === 1;',
    by: '',
  },
  {
    name: 'the hashed keys',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'hash === keysHash;',
    by: '',
  },
  {
    name: 'randomness in bits',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'signal randomBits[251] <== Num2Bits(251)(randomness);',
    by: 'signal randomBits[251];\n    for (var i = 0; i < 251; i++) { randomBits[i] <-- (randomness >> i) & 1; }',
  },
  {
    name: 'the shared point',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'sharedPoint <== shared.out;',
    by: 'sharedPoint <-- shared.out;',
  },
  {
    name: 'revision bound',
    circuit: 'secretBallot',
    file: 'secret-ballot.circom',
    replace: 'signal revisionSquare <== revision * revision;',
    by: '',
  },
  {
    name: 'x of a point or the identity',
    circuit: 'secretBallot',
    file: 'point-if.circom',
    replace: 'out[0] <== condition * point[0];',
    by: 'out[0] <-- condition * point[0];',
  },
  {
    name: 'y of a point or the identity',
    circuit: 'decryptionShare',
    file: 'point-if.circom',
    replace: 'out[1] <== 1 + condition * (point[1] - 1);',
    by: 'out[1] <-- 1 + condition * (point[1] - 1);',
  },
  {
    name: 'option count of 5 bits',
    circuit: 'decryptionShare',
    file: 'used-positions.circom',
    replace: 'signal countBits[5] <== Num2Bits(5)(count);',
    by: '',
  },
  {
    name: 'the hashed verification keys',
    circuit: 'decryptionShare',
    file: 'decryption-share.circom',
    replace: 'hash === verificationKeysHash;',
    by: '',
  },
  {
    name: 'secrets in bits',
    circuit: 'decryptionShare',
    file: 'decryption-share.circom',
    replace: 'bits[i] <== Num2Bits(251)(secrets[i]);',
    by: 'for (var b = 0; b < 251; b++) { bits[i][b] <-- (secrets[i] >> b) & 1; }',
  },
  {
    name: 'a key for each secret',
    circuit: 'decryptionShare',
    file: 'decryption-share.circom',
    replace: 'verificationKeys[i] <== keys[i].out;',
    by: 'verificationKeys[i] <-- keys[i].out;',
  },
  {
    name: 'every key hashed',
    circuit: 'decryptionShare',
    file: 'keys-hash.circom',
    replace: 'out <== hashes[COUNT];',
    by: 'out <== hashes[COUNT - 1];',
  },
]
