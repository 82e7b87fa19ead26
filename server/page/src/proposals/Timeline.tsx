import type { ProposalState, WireProposal } from '@psephos/lib'
import { type Step, Steps } from '../components/Steps.tsx'
import { Time } from '../components/Time.tsx'
import { formatTime } from '../format/formatTime.ts'
import { messages } from '../messages.ts'

const passedStates: readonly ProposalState[] = ['succeeded', 'queued', 'executed', 'expired']

/** What has happened to a proposal and what comes. */
export function Timeline({ proposal }: { proposal: WireProposal }) {
  const { timelineTitle } = messages.proposal
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{timelineTitle}</h2>
      <Steps label={timelineTitle} steps={listSteps(proposal)} />
    </section>
  )
}

function listSteps({ state, snapshot, deadline, executableAt, calls }: WireProposal): Step[] {
  const { timeline } = messages.proposal
  const hasOpened = state !== 'pending' && (state !== 'canceled' || isPast(snapshot))
  const hasClosed = state !== 'pending' && state !== 'active' && state !== 'canceled'
  const hasPassed = passedStates.includes(state)
  const opens: Step = {
    key: 'opens',
    text: timeline.opens(hasOpened),
    state: hasOpened ? 'done' : 'current',
    note: (
      <>
        <Time at={snapshot} />
        <br />
        {timeline.opensNote}
      </>
    ),
  }
  if (state === 'canceled') {
    return [opens, { key: 'canceled', text: timeline.canceled, state: 'done' }]
  }
  const steps: Step[] = [
    opens,
    {
      key: 'closes',
      text: timeline.closes(hasClosed),
      state: hasClosed ? 'done' : hasOpened ? 'current' : 'ahead',
      note: <Time at={deadline} />,
    },
  ]
  if (state === 'defeated') {
    return [...steps, { key: 'defeated', text: timeline.defeated, state: 'done' }]
  }
  steps.push({
    key: 'passes',
    text: hasPassed ? timeline.passed : timeline.passes,
    state: hasPassed ? 'done' : 'ahead',
  })
  if (state === 'expired') {
    return [...steps, { key: 'expired', text: timeline.expired, state: 'done' }]
  }
  if (calls.length === 0) return steps
  return [
    ...steps,
    {
      key: 'queued',
      text: timeline.queued,
      state:
        state === 'succeeded'
          ? 'current'
          : state === 'queued' || state === 'executed'
            ? 'done'
            : 'ahead',
    },
    {
      key: 'executed',
      text: state === 'executed' ? timeline.executed : timeline.runs,
      state: state === 'executed' ? 'done' : state === 'queued' ? 'current' : 'ahead',
      ...(state === 'queued' &&
        executableAt !== null && { note: timeline.runnable(formatTime(executableAt)) }),
    },
  ]
}

function isPast(timestamp: number): boolean {
  return timestamp * 1_000 <= Date.now()
}
