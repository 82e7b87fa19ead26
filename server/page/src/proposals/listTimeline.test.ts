import type { ProposalState, WireProposalStep } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { listTimeline } from './listTimeline.ts'

const call = { option: 0, target: `0x${'1'.repeat(40)}`, value: 0n, calldata: '0x' }
const step = (name: WireProposalStep['step'], at: number): WireProposalStep => ({
  step: name,
  transaction: `0x${String(at).padStart(64, '0')}`,
  block: at,
  at,
  sender: null,
})

function list(state: ProposalState, steps: WireProposalStep[] = [], calls = [call]) {
  const executableAt = state === 'queued' || state === 'executed' ? 500 : null
  const proposal = { state, snapshot: 100, deadline: 200, executableAt, calls }
  return listTimeline({ proposal, steps, now: 150 })
}
const summarize = (state: ProposalState, steps?: WireProposalStep[]) =>
  list(state, steps).map((line) => `${line.event} ${line.state}`)

describe('listTimeline', () => {
  test('looks ahead before voting opens', () => {
    expect(summarize('pending')).toEqual([
      'published done',
      'opened current',
      'closed ahead',
      'passed ahead',
      'queued ahead',
      'executed ahead',
    ])
  })

  test('waits for the next thing to happen, whichever it is', () => {
    const current = (state: ProposalState) =>
      list(state).find((line) => line.state === 'current')?.event
    expect(current('active')).toBe('closed')
    expect(current('succeeded')).toBe('queued')
    expect(current('queued')).toBe('executed')
    expect(current('executed')).toBeUndefined()
  })

  test('knows when things were, and by which transaction', () => {
    const steps = [step('created', 90), step('queued', 300), step('executed', 600)]
    expect(
      list('executed', steps).map(({ event, at, transaction }) => [event, at, transaction]),
    ).toEqual([
      ['published', 90, steps[0]?.transaction],
      ['opened', 100, null],
      ['closed', 200, null],
      ['passed', null, null],
      ['queued', 300, steps[1]?.transaction],
      ['executed', 600, steps[2]?.transaction],
    ])
  })

  test('says from when a queued proposal may run', () => {
    expect(list('queued', [step('queued', 300)]).at(-1)).toEqual({
      event: 'executed',
      state: 'current',
      at: 500,
      transaction: null,
    })
  })

  test('ends where the proposal ended', () => {
    expect(summarize('defeated').at(-1)).toBe('defeated done')
    expect(summarize('expired').at(-1)).toBe('expired done')
    expect(summarize('canceled', [step('canceled', 120)])).toEqual([
      'published done',
      'opened done',
      'canceled done',
    ])
  })

  test('queues nothing where there is nothing to run', () => {
    expect(list('succeeded', [], []).at(-1)?.event).toBe('passed')
  })
})
