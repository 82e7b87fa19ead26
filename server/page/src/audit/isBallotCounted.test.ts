import { encodeBallot, encodeEncryptedVotes, type OpenArchive } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { isBallotCounted } from './isBallotCounted.ts'

function createBallot(nullifier: bigint, revision: number, votes: number[]) {
  return {
    block: 1,
    transaction: `0x${'0'.repeat(64)}`,
    logIndex: 0,
    nullifier,
    revision,
    replacedRevision: null,
    words: encodeBallot({ votes }),
    proof: null,
  } satisfies OpenArchive['ballots'][number]
}

const election: Pick<OpenArchive, 'version' | 'ballots'> = {
  version: 1,
  ballots: [createBallot(7n, 0, [1, 0]), createBallot(8n, 0, [0, 2]), createBallot(7n, 1, [-3, 0])],
}

const encrypted = { r: { x: 1n, y: 2n }, c: [{ x: 3n, y: 4n }] }

describe('isBallotCounted', () => {
  test('finds a person’s last ballot, with its votes', () => {
    const own = { nullifier: 7n, revision: 1, votes: [-3, 0], encrypted: null }
    expect(isBallotCounted(own, election)).toBe(true)
  })

  test('finds a secret one by what everybody sees of it', () => {
    const { words: _, ...counted } = createBallot(7n, 0, [1, 0])
    const ballots = [{ ...counted, points: encodeEncryptedVotes(encrypted) }]
    const own = { nullifier: 7n, revision: 0, votes: null, encrypted }
    expect(isBallotCounted(own, { ballots })).toBe(true)
    const other = { ...own, encrypted: { ...encrypted, c: [{ x: 3n, y: 5n }] } }
    expect(isBallotCounted(other, { ballots })).toBe(false)
    expect(isBallotCounted({ ...own, revision: 1 }, { ballots })).toBe(false)
  })

  test.each([
    ['that was replaced', { nullifier: 7n, revision: 0, votes: [1, 0] }],
    ['that has other votes', { nullifier: 7n, revision: 1, votes: [3, 0] }],
    ['of somebody who is not there', { nullifier: 9n, revision: 0, votes: [1, 0] }],
  ])('does not find one %s', (_, own) => {
    expect(isBallotCounted({ ...own, encrypted: null }, election)).toBe(false)
  })
})
