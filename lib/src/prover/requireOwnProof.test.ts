import { describe, expect, test } from 'vitest'
import { ballotNullifier } from '../ballot/ballotNullifier.ts'
import { toScope } from '../ballot/Scope.ts'
import { createGroup } from '../group/createGroup.ts'
import { createIdentity } from '../identity/createIdentity.ts'
import { requireOwnProof } from './requireOwnProof.ts'

const identity = createIdentity()
const scope = toScope(7n)
const path = createGroup({ members: [identity.commitment, 5n] }).generateMerkleProof(0)
const proof = { nullifier: ballotNullifier({ identity, scope }), merkleTreeRoot: path.root }
const check = (change: Partial<typeof proof> | { nullifier: bigint }) => () =>
  requireOwnProof({ proof: { ...proof, ...change }, identity, path, scope })

describe('requireOwnProof', () => {
  test('lets pass what must come out', () => {
    expect(check({})).not.toThrow()
  })

  test('keeps a secret that a false circuit put in the place of the nullifier', () => {
    const refused = check({ nullifier: identity.secretScalar })
    expect(refused).toThrow(expect.objectContaining({ code: 'PROVER_FAILED' }))
    expect(refused).not.toThrow(new RegExp(String(identity.secretScalar)))
  })

  test('refuses another root, or another nullifier', () => {
    expect(check({ merkleTreeRoot: path.root + 1n })).toThrow('not the one of ballots')
    expect(check({ nullifier: proof.nullifier + 1n })).toThrow('not the one of ballots')
  })
})
