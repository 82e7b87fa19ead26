import type { WireSpaceRules } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import { BallotKindField } from './BallotKindField.tsx'
import type { ProposalForm } from './proposalForm.ts'
import { TextField } from './TextField.tsx'

/** What {@link DecisionSection} takes. */
export type DecisionSectionProps = {
  form: ProposalForm
  rules: WireSpaceRules
  onChange: (update: (form: ProposalForm) => ProposalForm) => void
}

/** How it is decided: what the author chooses, and what the DAO has. */
export function DecisionSection({ form, rules, onChange }: DecisionSectionProps) {
  const { t } = useTranslation('editor')
  return (
    <section aria-labelledby="decision-title" className="editor-section">
      <h2 id="decision-title">{t('decision.title')}</h2>
      <div className="field-pair">
        <TextField
          field="voiceCredits"
          label={t('decision.credits')}
          hint={t('decision.creditsHint')}
          value={form.voiceCredits}
          inputMode="numeric"
          maxLength={10}
          onChange={(voiceCredits) => onChange((each) => ({ ...each, voiceCredits }))}
        />
        <TextField
          field="maxWinners"
          label={t('decision.winners')}
          hint={t('decision.winnersHint')}
          value={form.maxWinners}
          inputMode="numeric"
          maxLength={10}
          onChange={(maxWinners) => onChange((each) => ({ ...each, maxWinners }))}
        />
      </div>
      {(rules.secretBallots !== null || form.committee !== null) && (
        <BallotKindField form={form} secretBallots={rules.secretBallots} onChange={onChange} />
      )}
      <DecisionFacts rules={rules} />
    </section>
  )
}

/** The rules that the DAO's contracts have for every proposal. */
export function DecisionFacts({ rules }: { rules: WireSpaceRules }) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const { votingDelay, votingPeriod, executionDelay, quorum } = rules
  return (
    <>
      <p className="soft">{t('decision.fixed')}</p>
      <dl className="editor-facts">
        <dt>{t('decision.opens')}</dt>
        <dd>
          {votingDelay === 0
            ? t('decision.opensAtOnce')
            : t('decision.opensAfter', { duration: format.duration(votingDelay) })}
        </dd>
        <dt>{t('decision.open')}</dt>
        <dd>{format.duration(votingPeriod)}</dd>
        <dt>{t('decision.quorum')}</dt>
        <dd>
          {t('decision.quorumShare', {
            share: format.share(quorum.numerator / quorum.denominator),
          })}
        </dd>
        {executionDelay !== null && (
          <>
            <dt>{t('decision.runs')}</dt>
            <dd>{t('decision.runsAfter', { duration: format.duration(executionDelay) })}</dd>
          </>
        )}
      </dl>
    </>
  )
}
