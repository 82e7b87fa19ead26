import type { ProposalState, SecrecyPhase, WireProposalStep } from '@psephos/lib'
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
  return listTimeline({ proposal, phase: null, steps, now: 150 })
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

  test('says of a secret proposal when its sums were fixed and its totals decrypted', () => {
    const proposal = { snapshot: 100, deadline: 200, executableAt: null, calls: [call] }
    const steps = [step('closed', 210), step('revealed', 220)]
    const lines = (state: ProposalState, phase: SecrecyPhase) =>
      listTimeline({ proposal: { ...proposal, state }, phase, steps, now: 150 })
        .slice(1, 6)
        .map((line) => `${line.event} ${line.state}`)
    expect(lines('active', 'voting')).toEqual([
      'opened done',
      'closed current',
      'fixed ahead',
      'revealed ahead',
      'passed ahead',
    ])
    expect(lines('active', 'closing').slice(1, 4)).toEqual([
      'closed done',
      'fixed current',
      'revealed ahead',
    ])
    expect(lines('active', 'decrypting').slice(1, 4)).toEqual([
      'closed done',
      'fixed done',
      'revealed current',
    ])
    expect(lines('succeeded', 'revealed').slice(1)).toEqual([
      'closed done',
      'fixed done',
      'revealed done',
      'passed done',
    ])
    const [fixed] = listTimeline({
      proposal: { ...proposal, state: 'defeated' },
      phase: 'revealed',
      steps,
      now: 250,
    }).filter(({ event }) => event === 'fixed')
    expect(fixed).toMatchObject({ at: 210, transaction: steps[0]?.transaction })
  })

  test('queues nothing where there is nothing to run', () => {
    expect(list('succeeded', [], []).at(-1)?.event).toBe('passed')
  })
})
