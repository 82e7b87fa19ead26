import { Identity, Group as SemaphoreGroup } from '@semaphore-protocol/core'
import { keccak256, solidityPackedKeccak256, toBeHex } from 'ethers'
import fc from 'fast-check'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { describe, expect, test } from 'vitest'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { createGroup } from '../group/createGroup.ts'
import { createIdentity } from '../identity/createIdentity.ts'
import { createSemaphoreCircuit } from '../testing/runSemaphoreCircuit.ts'
import { ballotMessage } from './ballotMessage.ts'
import { ballotNullifier } from './ballotNullifier.ts'
import { encodeBallot } from './encodeBallot.ts'
import { toScope } from './Scope.ts'

const anySecret = fc.uint8Array({ minLength: 32, maxLength: 32 })
const anyCommitment = fc.bigInt({ min: 1n, max: SNARK_SCALAR_FIELD - 1n })
const anyWord = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n })
const anyVotes = fc.array(fc.integer({ min: -32_768, max: 32_767 }), {
  minLength: 1,
  maxLength: 128,
})

/** Semaphore's hash of messages and scopes to the field. */
const hashToField = (value: bigint) => BigInt(keccak256(toBeHex(value, 32))) >> 8n

describe('Semaphore', () => {
  test('gives the same commitment for the same secret', () => {
    fc.assert(
      fc.property(fc.oneof(anySecret, fc.string({ minLength: 1 })), (privateKey) => {
        const ours = createIdentity({ privateKey })
        const theirs = new Identity(privateKey)
        expect(ours.commitment).toBe(theirs.commitment)
        expect(ours.secretScalar).toBe(theirs.secretScalar)
        expect(ours.commitment).toBe(Identity.generateCommitment(ours.publicKey))
      }),
      { numRuns: 20 },
    )
  })

  test('has the same root for groups that fill a tree, once it is as deep', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.infiniteStream(anyCommitment), (levels, stream) => {
        const members = [...stream.take(2 ** levels)]
        let root = new SemaphoreGroup(members).root
        for (let level = levels; level < 20; level += 1) root = poseidon2([root, 0n])
        expect(createGroup({ members }).root).toBe(root)
      }),
      { numRuns: 20 },
    )
  })

  test('computes, in the circuit that is proved, our roots, paths and nullifiers', () => {
    const run = createSemaphoreCircuit()
    const others = fc.array(anyCommitment, { maxLength: 20 })
    fc.assert(
      fc.property(
        anySecret,
        others,
        fc.nat(),
        anyWord,
        anyVotes,
        (secret, rest, at, word, votes) => {
          const identity = createIdentity({ privateKey: secret })
          const index = at % (rest.length + 1)
          const group = createGroup({ members: rest.toSpliced(index, 0, identity.commitment) })
          const scope = toScope(word)
          const message = ballotMessage({ revision: 1, words: encodeBallot({ votes }) })
          const { siblings } = group.generateMerkleProof(index)
          const outputs = run({
            secret: identity.secretScalar,
            merkleProofLength: siblings.length,
            merkleProofIndex: index,
            merkleProofSiblings: siblings,
            message: hashToField(message),
            scope: hashToField(scope),
          })
          expect(outputs).toEqual({
            root: group.root,
            nullifier: ballotNullifier({ identity, scope }),
          })
        },
      ),
      { numRuns: 10 },
    )
  })
})

describe('the messages of ballots', () => {
  test('are what Solidity packs and hashes', () => {
    const anyRevision = fc.integer({ min: 0, max: 65_535 })
    fc.assert(
      fc.property(anyRevision, anyVotes, (revision, votes) => {
        const words = encodeBallot({ votes })
        const packed = solidityPackedKeccak256(['uint16', 'uint256[]'], [revision, words])
        expect(ballotMessage({ revision, words })).toBe(BigInt(packed))
      }),
      { numRuns: 300 },
    )
  })
})
