import type { ProposalState, SecrecyPhase, WireProposal, WireProposalStep } from '@psephos/lib'

/** What becomes of a proposal, in order; which of them it meets depends on its fate. */
export type TimelineEvent =
  | 'published'
  | 'opened'
  | 'closed'
  | 'fixed'
  | 'revealed'
  | 'passed'
  | 'defeated'
  | 'queued'
  | 'executed'
  | 'canceled'
  | 'expired'

/** One line of a proposal's history or future. */
export type TimelineStep = {
  event: TimelineEvent
  state: 'done' | 'current' | 'ahead'
  /** When it was, or will be at the earliest, in seconds since 1970; null where nobody knows. */
  at: number | null
  /** The transaction that did it; null for what the clock does. */
  transaction: string | null
}

/** What {@link listTimeline} takes. */
export type ListTimelineParameters = {
  proposal: Pick<WireProposal, 'state' | 'snapshot' | 'deadline' | 'executableAt' | 'calls'>
  /** How far a secret proposal is; null where ballots are open. */
  phase: SecrecyPhase | null
  /** What became of it on-chain, as far as it is known. */
  steps: readonly WireProposalStep[]
  /** In seconds since 1970. */
  now: number
}

const passedStates: readonly ProposalState[] = ['succeeded', 'queued', 'executed', 'expired']

/** Returns what has happened to a proposal and what comes, in order. */
export function listTimeline(parameters: ListTimelineParameters): TimelineStep[] {
  const { proposal, phase, steps, now } = parameters
  const { state, snapshot, deadline, executableAt, calls } = proposal
  const isCanceled = state === 'canceled'
  const hasOpened = isCanceled ? snapshot < now : state !== 'pending'
  const isRevealed = phase === null || phase === 'revealed'
  const isFixed = isRevealed || phase === 'decrypting'
  const hasClosed =
    phase === null || phase === 'revealed'
      ? !['pending', 'active', 'canceled'].includes(state)
      : isFixed || phase === 'closing'
  const hasPassed = passedStates.includes(state)

  const line = (event: TimelineEvent, rest: Partial<TimelineStep> = {}): TimelineStep => ({
    event,
    state: 'done',
    at: null,
    transaction: null,
    ...rest,
  })
  /** A line of what a transaction did or will do. */
  const sent = (
    event: TimelineEvent,
    name: WireProposalStep['step'],
    rest: Partial<TimelineStep> = {},
  ): TimelineStep => {
    const step = steps.findLast((each) => each.step === name)
    return line(event, {
      ...rest,
      ...(step !== undefined && { at: step.at, transaction: step.transaction }),
    })
  }

  const published = sent('published', 'created')
  if (isCanceled) {
    const opened = hasOpened ? [line('opened', { at: snapshot })] : []
    return [published, ...opened, sent('canceled', 'canceled')]
  }
  const decryption = [
    sent('fixed', 'closed', { state: isFixed ? 'done' : hasClosed ? 'current' : 'ahead' }),
    sent('revealed', 'revealed', { state: isRevealed ? 'done' : isFixed ? 'current' : 'ahead' }),
  ]
  const window = [
    line('opened', { at: snapshot, state: hasOpened ? 'done' : 'current' }),
    line('closed', { at: deadline, state: hasClosed ? 'done' : hasOpened ? 'current' : 'ahead' }),
    ...(phase === null ? [] : decryption),
  ]
  if (state === 'defeated') return [published, ...window, line('defeated')]
  const passed = line('passed', { state: hasPassed ? 'done' : 'ahead' })
  if (state === 'expired') return [published, ...window, passed, line('expired')]
  if (calls.length === 0) return [published, ...window, passed]
  const isQueued = state === 'queued' || state === 'executed'
  const isExecuted = state === 'executed'
  return [
    published,
    ...window,
    passed,
    sent('queued', 'queued', {
      state: isQueued ? 'done' : state === 'succeeded' ? 'current' : 'ahead',
    }),
    sent('executed', 'executed', {
      state: isExecuted ? 'done' : isQueued ? 'current' : 'ahead',
      at: isExecuted ? null : executableAt,
    }),
  ]
}
