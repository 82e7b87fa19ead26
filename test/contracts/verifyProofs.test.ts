import { verifyProofs } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { forgeries } from './support/forgeries.ts'
import { alterPoints, malleations } from './support/proofPoints.ts'
import { type MemberProof, readMemberProofs } from './support/readMemberProofs.ts'
import { createWrongs } from './support/wrongProofs.ts'

// What the contract's verifier is tried with, the library's must answer alike.

const { plan, election } = readMemberProofs()
const { proposal, ballots } = election(4)
const proofs = ballots.map(({ proof }) => proof)
const [first = missing(), second = missing()] = proofs

const verify = (batch: readonly MemberProof[]) =>
  verifyProofs({
    proofs: batch,
    root: plan.group.root,
    scope: proposal.scope,
    proofDepth: plan.proofDepth,
  })

describe('one wrong proof among others', () => {
  test.each(createWrongs(proofs))('is found: $name', async ({ spoil }) => {
    const batch = proofs.slice(0, 5).map((proof, index) => (index === 2 ? spoil(proof) : proof))
    expect(await verify(batch)).toEqual([true, true, false, true, true])
  })

  test('is found when all are wrong, each in another way', async () => {
    const wrongs = createWrongs(proofs)
    const batch = wrongs.map(({ spoil }, index) => spoil(proofs[index] ?? missing()))
    expect(await verify(batch)).toEqual(wrongs.map(() => false))
  })
})

describe('a malleated proof', () => {
  test.each(malleations)('holds as the same statement, and no other: $name', async (each) => {
    const malleated = alterPoints(first, each.malleate)
    expect(malleated.points).not.toEqual(first.points)
    const otherMessage = { ...malleated, message: second.message }
    expect(await verify([second, malleated, otherMessage, first])).toEqual([
      true,
      true,
      false,
      true,
    ])
  })
})

describe('two wrong proofs that cancel out with known coefficients', () => {
  const known = [
    [1n, 1n],
    [1n, 2n],
    [2n, 1n],
    [1n, 2n ** 128n - 1n],
  ] as const

  describe.each(forgeries)('$name', ({ forge }) => {
    test.each(known)('do not with ours: %i and %i', async (...both) => {
      const forged = forge([first, second], both)
      expect(await verify(forged)).toEqual([false, false])
      const among = [...proofs.slice(2, 18), ...forged, ...proofs.slice(18, 20)]
      expect(await verify(among)).toEqual(among.map((proof) => !forged.includes(proof)))
    })
  })
})

function missing(): never {
  throw new Error('There are fewer recorded proofs than the test takes.')
}
