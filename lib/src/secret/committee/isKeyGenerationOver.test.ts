import { describe, expect, test } from 'vitest'
import { dealOpenly, inviteTrustees } from '../../testing/trustees.ts'
import { concludeTranscript } from './concludeTranscript.ts'
import { COMPLAINT_PERIOD, isDealingOver, isKeyGenerationOver } from './isKeyGenerationOver.ts'

const dealsUntil = 1_000

describe('dealing', () => {
  const asked = { dealsUntil, trustees: 3, dealers: [1, 2, 2], now: dealsUntil - 1 }
  test('is over when time is up, or all have dealt', () => {
    expect(isDealingOver(asked)).toBe(false)
    expect(isDealingOver({ ...asked, now: dealsUntil })).toBe(true)
    expect(isDealingOver({ ...asked, dealers: [1, 2, 3] })).toBe(true)
  })
})

describe('a key generation', async () => {
  const { keyGeneration, trustees } = inviteTrustees({ count: 4, threshold: 2 })
  const deals = await Promise.all(
    trustees.slice(0, 3).map((trustee) => dealOpenly({ keyGeneration, trustee })),
  )
  const conclusion = concludeTranscript({ keyGeneration, deals, complaints: [] })
  const asked = { conclusion, threshold: 2, dealsUntil, now: dealsUntil }
  const late = { ...asked, now: dealsUntil + COMPLAINT_PERIOD }

  test('is over when all who dealt rightly have confirmed', () => {
    expect(isKeyGenerationOver({ ...asked, confirmed: [1, 2] })).toBe(false)
    // The fourth has not dealt.
    expect(isKeyGenerationOver({ ...asked, confirmed: [1, 2, 4] })).toBe(false)
    expect(isKeyGenerationOver({ ...asked, confirmed: [3, 1, 2] })).toBe(true)
  })

  test('is over a day later when as many have as registering takes', () => {
    expect(isKeyGenerationOver({ ...late, now: late.now - 1, confirmed: [1, 4] })).toBe(false)
    expect(isKeyGenerationOver({ ...late, confirmed: [1, 4] })).toBe(true)
    expect(isKeyGenerationOver({ ...late, confirmed: [1, 1] })).toBe(false)
  })

  test('that comes to no committee is never over', () => {
    const none = concludeTranscript({ keyGeneration, deals: deals.slice(0, 1), complaints: [] })
    expect(none).toMatchObject({ outcome: null, judgement: { qualified: [1] } })
    expect(isKeyGenerationOver({ ...late, conclusion: none, confirmed: [1, 2] })).toBe(false)
  })
})
