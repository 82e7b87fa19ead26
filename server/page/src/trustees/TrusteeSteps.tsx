import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { type Step, Steps } from '../components/Steps.tsx'
import { useSpaceRules } from '../server/queries.ts'
import { type DueStep, findDueStep, listDigests, toFacts } from './findDueStep.ts'
import type { Standing } from './keyGenerationSteps.ts'
import { type TakePartProps, useTrusteeSteps } from './useTrusteeSteps.ts'

/** What {@link TrusteeSteps} takes. */
export type TrusteeStepsProps = TakePartProps & { position: number; standing: Standing }

const order = ['deal', 'deals', 'check', 'confirm', 'confirmations', 'register'] as const

/** The steps of a key generation, which of them is due, and the button for it. */
export function TrusteeSteps(props: TrusteeStepsProps) {
  const { t } = useTranslation('trustees')
  const { position, standing, space } = props
  const { task, checked, liars, registered, act, dialog } = useTrusteeSteps(props)
  const { opened, conclusion } = standing
  const { culprits, falseComplainers, absent } = conclusion.judgement
  const id = conclusion.outcome?.id ?? null
  const { data: rules } = useSpaceRules(space.id)
  const isApproved = id !== null && rules?.secretBallots?.id === id
  const isRegistered = isApproved || (id !== null && registered === id)
  const due = findDueStep({
    facts: toFacts(standing),
    position,
    isChecked: checked !== null && checked === listDigests(standing),
  })
  const isLeftOut = standing.isDealingOver && absent.includes(position)
  const now = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone with its step.
  const shown = useRef(due.kind)
  useEffect(() => {
    if (shown.current !== due.kind && task.isRunning) now.current?.focus()
    shown.current = due.kind
  }, [due.kind, task.isRunning])

  return (
    <>
      {culprits.length + falseComplainers.length > 0 && (
        <Notice tone="bad" title={t('part.liars')}>
          <ul>
            {culprits.map(({ position: culprit, reason }) => (
              <li key={culprit}>
                {t('part.convicted', { position: culprit, reason: t(`part.faults.${reason}`) })}
              </li>
            ))}
            {falseComplainers.map(({ position: complainer, dealer }) => (
              <li key={`${complainer}.${dealer}`}>
                {t('part.falsely', { position: complainer, dealer })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Steps label={t('part.steps')} steps={listSteps(due, isRegistered, (key) => t(key))} />
      {isLeftOut && <p>{t('part.leftOut')}</p>}
      <div role="status">
        {liars.length > 0 && <p>{t('part.complained', { dealers: liars.join(', ') })}</p>}
        <p ref={now} tabIndex={-1} className="trustee-due">
          {isRegistered
            ? t(isApproved ? 'part.approved' : 'part.registered')
            : t(`part.due.${due.kind}`, {
                who: 'awaited' in due ? due.awaited.join(', ') : '',
                count: standing.confirmations.size,
                threshold: opened.keyGeneration.threshold,
              })}
        </p>
      </div>
      {id !== null && standing.isDealingOver && (
        <p>
          {t('part.committee')} <code>{id}</code>
        </p>
      )}
      {due.kind === 'register' && due.isEarly && !isRegistered && (
        <Notice tone="warning">
          <p>{t('part.early')}</p>
        </Notice>
      )}
      {task.error !== null && <FailureNotice error={task.error} />}
      {isAction(due) && !isRegistered && (
        <button
          type="button"
          className={due.kind === 'register' && due.isEarly ? 'button button-quiet' : 'button'}
          disabled={task.isRunning}
          onClick={() => act(due.kind)}
        >
          {task.isRunning ? t('part.working') : t(`part.do.${due.kind}`)}
        </button>
      )}
      {dialog}
    </>
  )
}

function isAction(
  due: DueStep,
): due is Extract<DueStep, { kind: 'deal' | 'check' | 'confirm' | 'register' }> {
  return ['deal', 'check', 'confirm', 'register'].includes(due.kind)
}

function listSteps(
  { kind }: DueStep,
  isRegistered: boolean,
  translate: (key: `part.step.${(typeof order)[number]}`) => string,
): Step[] {
  // Where no committee comes out, nothing after the deals is.
  const dueStep = kind === 'failed' ? 'check' : kind
  const at = isRegistered ? order.length : order.indexOf(dueStep)
  return order.map((key, index) => ({
    key,
    text: translate(`part.step.${key}`),
    state: index < at ? 'done' : index > at || kind === 'failed' ? 'ahead' : 'current',
  }))
}
