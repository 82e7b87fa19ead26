import { describe, expect, test } from 'vitest'
import { CommitteeMessageRefusedError } from '../../errors/secretErrors.ts'
import { dealOpenly, inviteTrustees, spoilShare } from '../../testing/trustees.ts'
import type { ComplaintContent } from '../../wire/committee.ts'
import { toCurvePoint, toExtended } from '../CurvePoint.ts'
import { checkDeals, hasPoints, openShares } from './checkDeals.ts'
import { judgeDeals } from './judgeDeals.ts'
import { openComplaint } from './openComplaint.ts'
import { signTrusteeMessage } from './trusteeMessage.ts'

describe('openComplaint', async () => {
  const { keyGeneration, trustees } = inviteTrustees({ count: 3, threshold: 1 })
  const [liar, honest, third] = trustees
  if (!liar || !honest || !third) throw new Error('There are three trustees.')
  const deals = [
    await dealOpenly({
      ...{ keyGeneration, trustee: liar },
      change: (content) => ({ shares: spoilShare(content, 2) }),
    }),
    await dealOpenly({ keyGeneration, trustee: third }),
  ]
  const [content] = checkDeals({ keyGeneration, seed: honest.seed, deals })
  if (content === undefined) throw new Error('There is a complaint.')

  const open = async (change: Partial<ComplaintContent>, { signer } = honest) =>
    openComplaint({
      ...{ keyGeneration, deals },
      complaint: await signTrusteeMessage({
        ...{ kind: 'complaint', content: { ...content, ...change }, signer },
      }),
    })

  test('upholds a complaint about a share that is wrong', async () => {
    const complaint = await open({})
    expect(complaint).toEqual({ complainer: 2, dealer: 1, fault: null })
    const judgement = judgeDeals({ keyGeneration, deals, complaints: [complaint] })
    expect(judgement).toMatchObject({ qualified: [3], falseComplainers: [] })
  })

  test('finds a share wrong that is not below the order', async () => {
    const deal = await dealOpenly({
      ...{ keyGeneration, trustee: liar },
      change: ({ shares }) => ({
        shares: shares.map(
          (each) => `0x${(BigInt(each) ^ (1n << 511n)).toString(16).padStart(128, '0')}`,
        ),
      }),
    })
    expect(checkDeals({ keyGeneration, seed: honest.seed, deals: [deal] })).toHaveLength(1)
  })

  test.each<[string, Partial<ComplaintContent>]>([
    ['a point that is none', { sharedPoint: { x: 1n, y: 1n } }],
    ['another point', { sharedPoint: { x: 0n, y: 1n } }],
    ['a proof that does not hold', { proof: { challenge: 1n, response: 2n } }],
  ])('blames whoever complains with %s', async (_, change) => {
    expect(await open(change)).toEqual({ complainer: 2, dealer: 1, fault: 'proof' })
  })

  test('blames whoever signs the complaint of another', async () => {
    expect(await open({ complainer: 3 }, third)).toEqual({
      complainer: 3,
      dealer: 1,
      fault: 'proof',
    })
  })

  test.each<[string, Partial<ComplaintContent>, string]>([
    ['of another session', { session: `0x${'00'.repeat(32)}` }, 'it is of another key generation'],
    ['in the name of another', { complainer: 1 }, 'another than the trustee signed it'],
    ['about a deal of another', { dealer: 3 }, 'it is about a deal that is not here'],
    ['about no deal', { deal: `0x${'00'.repeat(32)}` }, 'it is about a deal that is not here'],
  ])('refuses a complaint %s', async (_, change, reason) => {
    await expect(open(change)).rejects.toThrow(new CommitteeMessageRefusedError({ reason }))
  })

  test('opens the shares of that dealer for that trustee alone', () => {
    const sharedPoint = toExtended(toCurvePoint(content.sharedPoint))
    const areRight = deals
      .filter(hasPoints)
      .flatMap((deal) =>
        [1, 2, 3].map(
          (receiver) => openShares({ keyGeneration, deal, receiver, sharedPoint }).areRight,
        ),
      )
    expect(areRight).toEqual([false, false, false, false, false, false])
  })
})
