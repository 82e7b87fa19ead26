import type { SecrecyPhase, WireProposal, WireSpace } from '@psephos/lib'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Steps } from '../components/Steps.tsx'
import { Time } from '../components/Time.tsx'
import { TransactionLink } from '../components/TransactionLink.tsx'
import { useFormat } from '../format/useFormat.ts'
import { listTimeline, type TimelineStep } from './listTimeline.ts'
import { useTransactions } from './useTransactions.ts'

/** What {@link Timeline} takes. */
export type TimelineProps = {
  proposal: WireProposal
  space: Pick<WireSpace, 'chainId'>
  /** How far a secret proposal is; null where ballots are open. */
  phase: SecrecyPhase | null
}

/** What has happened to a proposal and what comes. */
export function Timeline({ proposal, space, phase }: TimelineProps) {
  const { t } = useTranslation('proposal')
  const { t: tWatch } = useTranslation('watch')
  const { data } = useTransactions(proposal)
  const steps = listTimeline({
    proposal,
    phase,
    steps: data?.pages[0]?.steps ?? [],
    now: Date.now() / 1_000,
  })
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timelineTitle')}</h2>
      <Steps
        label={t('timelineTitle')}
        steps={steps.map((step) => ({
          key: step.event,
          text: name(step, t, tWatch),
          state: step.state,
          note: <Note step={step} chainId={space.chainId} />,
        }))}
      />
    </section>
  )
}

function Note({ step, chainId }: { step: TimelineStep; chainId: number }) {
  const { t } = useTranslation('proposal')
  const format = useFormat()
  const { event, state, at, transaction } = step
  const isRunnable = event === 'executed' && state !== 'done'
  return (
    <>
      {at !== null &&
        (isRunnable ? t('timeline.runnable', { when: format.time(at) }) : <Time at={at} />)}
      {transaction !== null && (
        <>
          {at !== null && <br />}
          <TransactionLink chainId={chainId} hash={transaction} isShort />
        </>
      )}
      {event === 'opened' && (
        <>
          <br />
          {t('timeline.opensNote')}
        </>
      )}
    </>
  )
}

function name(
  { event, state }: TimelineStep,
  t: TFunction<'proposal'>,
  tWatch: TFunction<'watch'>,
): string {
  const isDone = state === 'done'
  switch (event) {
    case 'published':
      return tWatch('published')
    case 'opened':
      return isDone ? t('timeline.opened') : t('timeline.opens')
    case 'closed':
      return isDone ? t('timeline.closed') : t('timeline.closes')
    case 'fixed':
      return isDone ? t('timeline.fixed') : t('timeline.fix')
    case 'revealed':
      return isDone ? t('timeline.revealed') : t('timeline.reveals')
    case 'passed':
      return isDone ? t('timeline.passed') : t('timeline.passes')
    case 'executed':
      return isDone ? t('timeline.executed') : t('timeline.runs')
    case 'queued':
    case 'defeated':
    case 'canceled':
    case 'expired':
      return t(`timeline.${event}`)
  }
}
