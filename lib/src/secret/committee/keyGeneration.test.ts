import { describe, expect, test } from 'vitest'
import {
  CommitteeDealersMissingError,
  CommitteeShareWrongError,
  DecryptionSharesMissingError,
  TotalsNotFoundError,
} from '../../errors/secretErrors.ts'
import { dealOpenly, inviteTrustees, signDeal, spoilShare } from '../../testing/trustees.ts'
import { babyJubjubVectors } from '../../testing/vectors.ts'
import { wireCommitteeTranscript } from '../../wire/committee.ts'
import { toCurvePoint } from '../CurvePoint.ts'
import { combineShares } from '../combineShares.ts'
import { addEncryptedVotes, subtractEncryptedVotes } from '../EncryptedVotes.ts'
import { encryptVotes } from '../encryptVotes.ts'
import { generateDecryptionPoints } from '../generateDecryptionPoints.ts'
import { multiplyPoint } from '../pointArithmetic.ts'
import { boundTotals } from '../totals/boundTotals.ts'
import { solveTotals } from '../totals/solveTotals.ts'
import { checkDeals } from './checkDeals.ts'
import { deriveCommitteeKeys } from './deriveCommitteeKeys.ts'
import { deriveSecretShares } from './deriveSecretShares.ts'
import { encodeContent } from './encodeContent.ts'
import { formCommittee } from './formCommittee.ts'
import { judgeDeals } from './judgeDeals.ts'
import { openComplaint } from './openComplaint.ts'
import { openTranscript } from './openTranscript.ts'
import { signTrusteeMessage } from './trusteeMessage.ts'

describe('a committee of three, of whom two decrypt', async () => {
  const { keyGeneration, trustees } = inviteTrustees({ count: 3, threshold: 2 })
  const deals = await Promise.all(trustees.map((trustee) => dealOpenly({ keyGeneration, trustee })))
  const opened = { keyGeneration, deals, complaints: [] }
  const committee = formCommittee(opened)
  const keys = deriveCommitteeKeys(committee)
  const shares = trustees.map(({ seed }) => deriveSecretShares({ ...opened, seed }))

  const ballots = [
    [3, -4],
    [5, 0],
    [-2, 6],
  ].map((votes) => encryptVotes({ votes, keys: keys.electionKeys, voiceCredits: 100 }).encrypted)
  const sums = addEncryptedVotes(...ballots)
  const published = (encrypted = sums) =>
    shares.map(({ position, secretShares }) => ({
      position,
      points: generateDecryptionPoints({ r: encrypted.r, secretShares, optionCount: 2 }),
    }))
  const all = published()
  const bounds = boundTotals({ ballots: 3, voiceCredits: 100 })
  const totals = [
    { votesFor: 8, votesAgainst: 2 },
    { votesFor: 6, votesAgainst: 4 },
  ]

  test('is complained about by nobody', () => {
    expect(trustees.flatMap(({ seed }) => checkDeals({ keyGeneration, seed, deals }))).toEqual([])
    expect(judgeDeals(opened)).toEqual({
      ...{ qualified: [1, 2, 3], absent: [], culprits: [], falseComplainers: [] },
    })
  })

  test('has the verification keys of the secret shares', () => {
    const base = toCurvePoint(babyJubjubVectors.basePoint)
    expect(keys.verificationKeys).toEqual(
      shares.map(({ secretShares }) =>
        secretShares.map((scalar) => multiplyPoint({ point: base, scalar })),
      ),
    )
  })

  test('decrypts the same totals with any two shares', async () => {
    for (const [one, two] of [
      [0, 1],
      [0, 2],
      [2, 1],
    ] as const) {
      const chosen = [all[one], all[two]].flatMap((share) => share ?? [])
      const points = combineShares({ sums, optionCount: 2, threshold: 2, shares: chosen })
      expect(await solveTotals({ points, bounds })).toEqual(totals)
    }
  })

  test('decrypts nothing with one share', async () => {
    const one = { sums, optionCount: 2, shares: all.slice(0, 1) }
    expect(() => combineShares({ ...one, threshold: 2 })).toThrow(DecryptionSharesMissingError)
    const points = combineShares({ ...one, threshold: 1 })
    await expect(solveTotals({ points, bounds })).rejects.toThrow(TotalsNotFoundError)
  })

  test('finds no totals with a share that is wrong', async () => {
    const [first, second] = all.map(({ points }, index) => ({
      position: index + 1,
      points: index === 1 ? [points[1], points[0]].flatMap((each) => each ?? []) : points,
    }))
    const wrong = [first, second].flatMap((each) => each ?? [])
    const points = combineShares({ sums, optionCount: 2, threshold: 2, shares: wrong })
    await expect(solveTotals({ points, bounds })).rejects.toThrow(
      new TotalsNotFoundError({ option: 0 }),
    )
  })

  test('counts a ballot that was replaced once', async () => {
    const [first] = ballots
    if (first === undefined) throw new Error('There is a first ballot.')
    const { encrypted } = encryptVotes({
      ...{ votes: [-1, 2], keys: keys.electionKeys, voiceCredits: 100 },
    })
    const replaced = addEncryptedVotes(
      subtractEncryptedVotes({ from: sums, taken: first }),
      encrypted,
    )
    const points = combineShares({
      ...{ sums: replaced, optionCount: 2, threshold: 2, shares: published(replaced).slice(1) },
    })
    expect(await solveTotals({ points, bounds })).toEqual([
      { votesFor: 5, votesAgainst: 3 },
      { votesFor: 8, votesAgainst: 0 },
    ])
  })

  test('comes out the same when a trustee starts over from what was written down', async () => {
    const { invitation } = keyGeneration
    const transcript = { invitation, deals: deals.map(({ message }) => message), complaints: [] }
    const read = wireCommitteeTranscript.parse(JSON.parse(encodeContent(transcript)))
    const [trustee] = trustees
    if (trustee === undefined) throw new Error('There is a first trustee.')
    expect(formCommittee(openTranscript(read))).toEqual(committee)
    expect(await signDeal({ keyGeneration, trustee })).toEqual(deals[0]?.message)
  })
})

describe('a committee of five, of whom three decrypt', async () => {
  const { keyGeneration, trustees } = inviteTrustees({ count: 5, threshold: 3 })
  const [first, liar, , lied, falsely] = trustees
  if (!first || !liar || !lied || !falsely) throw new Error('There are five trustees.')
  // The third trustee vanishes.
  const deals = [
    await dealOpenly({ keyGeneration, trustee: first }),
    await dealOpenly({
      ...{ keyGeneration, trustee: liar },
      change: (content) => ({ shares: spoilShare(content, 4) }),
    }),
    await dealOpenly({ keyGeneration, trustee: lied }),
    await dealOpenly({ keyGeneration, trustee: falsely }),
  ]
  const rightly = checkDeals({ keyGeneration, seed: lied.seed, deals })
  // Whoever complains falsely does what the program does, about shares that are right.
  const spoilt = deals.map((deal) => ({
    ...deal,
    message: { ...deal.message, shares: spoilShare(deal.message, 5) },
  }))
  const wrongly = checkDeals({ keyGeneration, seed: falsely.seed, deals: spoilt.slice(0, 1) })
  const complaints = await Promise.all(
    [
      { signer: lied.signer, content: rightly[0] },
      { signer: falsely.signer, content: wrongly[0] },
    ].map(async ({ signer, content }) => {
      if (content === undefined) throw new Error('There is a complaint.')
      const complaint = await signTrusteeMessage({ kind: 'complaint', content, signer })
      return openComplaint({ keyGeneration, deals, complaint })
    }),
  )
  const opened = { keyGeneration, deals, complaints }

  test('names who vanished, who lied and who complained without a reason', () => {
    expect(rightly.map(({ dealer }) => dealer)).toEqual([2])
    expect(judgeDeals({ ...opened, complaints: [...complaints, ...complaints] })).toEqual({
      qualified: [1, 4, 5],
      absent: [3],
      culprits: [{ position: 2, reason: 'share' }],
      falseComplainers: [{ position: 5, dealer: 1, reason: 'share' }],
    })
  })

  test('decrypts with those who vanished and lied, and without them', async () => {
    const committee = formCommittee(opened)
    expect(committee.qualified).toEqual([1, 4, 5])
    const keys = deriveCommitteeKeys(committee)
    const { encrypted: sums } = encryptVotes({
      ...{ votes: [7, -3], keys: keys.electionKeys, voiceCredits: 100 },
    })
    const shares = trustees.map(({ seed }) => {
      const { position, secretShares } = deriveSecretShares({ ...opened, seed })
      const points = generateDecryptionPoints({ r: sums.r, secretShares, optionCount: 2 })
      return { position, points }
    })
    const bounds = boundTotals({ ballots: 1, voiceCredits: 100 })
    for (const chosen of [
      shares.slice(0, 3),
      shares.filter(({ position }) => position % 3 !== 2),
    ]) {
      const points = combineShares({ sums, optionCount: 2, threshold: 3, shares: chosen })
      expect(await solveTotals({ points, bounds })).toEqual([
        { votesFor: 7, votesAgainst: 0 },
        { votesFor: 0, votesAgainst: 3 },
      ])
    }
  })

  test('tells a trustee who did not complain that their share is wrong', () => {
    expect(() => deriveSecretShares({ ...opened, complaints: [], seed: lied.seed })).toThrow(
      new CommitteeShareWrongError({ dealer: 2 }),
    )
  })

  test('does not come out when too few dealt rightly', () => {
    const few = deals.filter(({ dealer }) => dealer !== 1)
    expect(() => formCommittee({ ...opened, deals: few })).toThrow(
      new CommitteeDealersMissingError({ qualified: 2, threshold: 3 }),
    )
  })
})
