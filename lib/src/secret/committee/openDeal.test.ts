import { describe, expect, test } from 'vitest'
import { CommitteeMessageRefusedError } from '../../errors/secretErrors.ts'
import { dealOpenly, inviteTrustees, signDeal } from '../../testing/trustees.ts'
import { babyJubjubVectors } from '../../testing/vectors.ts'
import type { DealContent } from '../../wire/committee.ts'
import { BABYJUBJUB_ORDER } from '../babyJubjub.ts'
import { toCurvePoint } from '../CurvePoint.ts'
import { subtractPoints } from '../pointArithmetic.ts'
import { createDeal } from './createDeal.ts'
import { judgeDeals } from './judgeDeals.ts'
import { openDeal } from './openDeal.ts'

const { keyGeneration, trustees } = inviteTrustees({ count: 2, threshold: 1 })
const [first, second] = trustees
if (first === undefined || second === undefined) throw new Error('There are two trustees.')
const others = createDeal({ keyGeneration, seed: first.seed })
const [outside] = babyJubjubVectors.outsideSubgroup.slice(-1)
const [offCurve] = babyJubjubVectors.offCurve
const refused = (reason: string) => new CommitteeMessageRefusedError({ reason })

/** The first row of commitments with another constant. */
const withConstant = (
  content: DealContent,
  point: { x: bigint; y: bigint },
): DealContent['commitments'] =>
  content.commitments.map((row, option) => (option === 0 ? [point, ...row.slice(1)] : row))

describe('openDeal', () => {
  test.each<[string, string, (content: DealContent) => Partial<DealContent>]>([
    ['too few positions', 'shape', ({ commitments }) => ({ commitments: commitments.slice(1) })],
    [
      'a polynomial of another degree',
      'shape',
      ({ commitments }) => ({ commitments: commitments.map((row) => [...row, ...row]) }),
    ],
    ['too few proofs', 'shape', ({ proofs }) => ({ proofs: proofs.slice(1) })],
    ['too few receivers', 'shape', ({ shares }) => ({ shares: shares.slice(1) })],
    [
      'too many shares',
      'shape',
      ({ shares }) => ({ shares: shares.map((each) => each + each.slice(2)) }),
    ],
    [
      'a point outside the subgroup',
      'points',
      (content) => ({ commitments: withConstant(content, outside?.point ?? { x: 0n, y: 0n }) }),
    ],
    [
      'a key that is no point',
      'points',
      () => ({ ephemeralKey: offCurve?.point ?? { x: 0n, y: 0n } }),
    ],
    [
      'a proof that does not hold',
      'possession',
      ({ proofs }) => ({
        proofs: proofs.map(({ challenge, response }) => ({ challenge, response: response ^ 1n })),
      }),
    ],
    [
      'a proof written in another way',
      'possession',
      ({ ephemeralProof: { challenge, response } }) => ({
        ephemeralProof: { challenge, response: response + BABYJUBJUB_ORDER },
      }),
    ],
    [
      'what is left of a key after the commitments of others',
      'possession',
      (content) => {
        const [row] = content.commitments
        const [theirs] = others.commitments
        const rogue = subtractPoints(
          toCurvePoint(row?.[0] ?? { x: 0n, y: 1n }),
          toCurvePoint(theirs?.[0] ?? { x: 0n, y: 1n }),
        )
        return { commitments: withConstant(content, rogue) }
      },
    ],
    [
      'the commitments and proofs of another dealer',
      'possession',
      () => ({ commitments: others.commitments, proofs: others.proofs }),
    ],
    [
      'the key of another deal, which a complaint would open',
      'possession',
      () => ({ ephemeralKey: others.ephemeralKey, ephemeralProof: others.ephemeralProof }),
    ],
  ])('convicts a dealer of %s', async (_, fault, change) => {
    const deal = await dealOpenly({ keyGeneration, trustee: second, change })
    expect(deal).toMatchObject({ fault, points: null })
    const { qualified, culprits } = judgeDeals({ keyGeneration, deals: [deal], complaints: [] })
    expect({ qualified, culprits }).toEqual({
      qualified: [],
      culprits: [{ position: 2, reason: fault }],
    })
  })

  test('convicts who deals twice differently, and nobody of saying the same twice', async () => {
    const deal = await dealOpenly({ keyGeneration, trustee: second })
    const again = await dealOpenly({
      ...{ keyGeneration, trustee: second },
      change: ({ shares }) => ({ shares: [...shares].reverse() }),
    })
    const judge = (...deals: (typeof deal)[]) =>
      judgeDeals({ keyGeneration, deals, complaints: [] })
    expect(judge(deal, again).culprits).toEqual([{ position: 2, reason: 'twice' }])
    expect(judge(deal, deal).qualified).toEqual([2])
  })

  test('refuses a deal of another session', async () => {
    const other = inviteTrustees({ count: 2, threshold: 1, name: 'The orchard' })
    const deal = await signDeal({ keyGeneration: other.keyGeneration, trustee: second })
    expect(() => openDeal({ keyGeneration, deal })).toThrow(
      refused('it is of another key generation'),
    )
    const { session } = keyGeneration
    expect(() => openDeal({ keyGeneration, deal: { ...deal, session } })).toThrow(
      refused('another than the trustee signed it'),
    )
  })

  test('refuses a deal that another signed, or nobody', async () => {
    const deal = await signDeal({ keyGeneration, trustee: second })
    const reason = 'another than the trustee signed it'
    for (const dealer of [1, 3]) {
      expect(() => openDeal({ keyGeneration, deal: { ...deal, dealer } })).toThrow(refused(reason))
    }
    const signature = `0x${'00'.repeat(65)}`
    expect(() => openDeal({ keyGeneration, deal: { ...deal, signature } })).toThrow(
      refused('it is no signature of 65 bytes in its lower form'),
    )
  })

  test('finds other polynomials in another session', () => {
    const other = inviteTrustees({ count: 2, threshold: 1, name: 'The orchard' })
    const deal = createDeal({ keyGeneration: other.keyGeneration, seed: first.seed })
    expect(deal.commitments[0]).not.toEqual(others.commitments[0])
    expect(deal.ephemeralKey).not.toEqual(others.ephemeralKey)
  })
})
