import type { ProposalState, WireProposal } from '@psephos/lib'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type Step, Steps } from '../components/Steps.tsx'
import { Time } from '../components/Time.tsx'
import type { Format } from '../format/createFormat.ts'
import { useFormat } from '../format/useFormat.ts'

const passedStates: readonly ProposalState[] = ['succeeded', 'queued', 'executed', 'expired']

/** What has happened to a proposal and what comes. */
export function Timeline({ proposal }: { proposal: WireProposal }) {
  const { t } = useTranslation('proposal')
  const format = useFormat()
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timelineTitle')}</h2>
      <Steps label={t('timelineTitle')} steps={listSteps(proposal, t, format)} />
    </section>
  )
}

function listSteps(
  { state, snapshot, deadline, executableAt, calls }: WireProposal,
  t: TFunction<'proposal'>,
  format: Format,
): Step[] {
  const hasOpened = state !== 'pending' && (state !== 'canceled' || isPast(snapshot))
  const hasClosed = state !== 'pending' && state !== 'active' && state !== 'canceled'
  const hasPassed = passedStates.includes(state)
  const opens: Step = {
    key: 'opens',
    text: hasOpened ? t('timeline.opened') : t('timeline.opens'),
    state: hasOpened ? 'done' : 'current',
    note: (
      <>
        <Time at={snapshot} />
        <br />
        {t('timeline.opensNote')}
      </>
    ),
  }
  if (state === 'canceled') {
    return [opens, { key: 'canceled', text: t('timeline.canceled'), state: 'done' }]
  }
  const steps: Step[] = [
    opens,
    {
      key: 'closes',
      text: hasClosed ? t('timeline.closed') : t('timeline.closes'),
      state: hasClosed ? 'done' : hasOpened ? 'current' : 'ahead',
      note: <Time at={deadline} />,
    },
  ]
  if (state === 'defeated') {
    return [...steps, { key: 'defeated', text: t('timeline.defeated'), state: 'done' }]
  }
  steps.push({
    key: 'passes',
    text: hasPassed ? t('timeline.passed') : t('timeline.passes'),
    state: hasPassed ? 'done' : 'ahead',
  })
  if (state === 'expired') {
    return [...steps, { key: 'expired', text: t('timeline.expired'), state: 'done' }]
  }
  if (calls.length === 0) return steps
  return [
    ...steps,
    {
      key: 'queued',
      text: t('timeline.queued'),
      state:
        state === 'succeeded'
          ? 'current'
          : state === 'queued' || state === 'executed'
            ? 'done'
            : 'ahead',
    },
    {
      key: 'executed',
      text: state === 'executed' ? t('timeline.executed') : t('timeline.runs'),
      state: state === 'executed' ? 'done' : state === 'queued' ? 'current' : 'ahead',
      ...(state === 'queued' &&
        executableAt !== null && {
          note: t('timeline.runnable', { when: format.time(executableAt) }),
        }),
    },
  ]
}

function isPast(timestamp: number): boolean {
  return timestamp * 1_000 <= Date.now()
}
