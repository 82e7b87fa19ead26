import type { WireSpaceRules } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { getFieldId, useProblem } from './EditorProblems.ts'
import { areSecretOptionsPossible, listSecretCounts } from './listSecretCounts.ts'
import type { ProposalForm } from './proposalForm.ts'
import { SecretBallotsText } from './SecretBallotsText.tsx'
import './BallotKindField.css'

/** What {@link BallotKindField} takes. */
export type BallotKindFieldProps = {
  form: ProposalForm
  /** Null where the DAO has no committee any more. */
  secretBallots: WireSpaceRules['secretBallots']
  onChange: (update: (form: ProposalForm) => ProposalForm) => void
}

/** The choice between open ballots and secret ones, and who the trustees of these would be. */
export function BallotKindField({ form, secretBallots, onChange }: BallotKindFieldProps) {
  const { t } = useTranslation('secrecy')
  const { sentence, touch } = useProblem('committee')
  const id = getFieldId('committee')
  const isSecret = form.committee !== null
  const options = form.options.length
  const isPossible = secretBallots !== null && areSecretOptionsPossible(options, secretBallots)
  const choose = (committee: string | null) => {
    touch()
    onChange((each) => ({ ...each, committee }))
  }
  return (
    <fieldset
      className="ballot-kind"
      aria-describedby={sentence === null ? undefined : `${id}-problem`}
    >
      <legend>{t('choice.title')}</legend>
      <div className="ballot-kind-choice">
        <input
          type="radio"
          id={isSecret ? `${id}-open` : id}
          name={id}
          checked={!isSecret}
          aria-describedby={`${id}-open-hint`}
          onChange={() => choose(null)}
        />
        <label htmlFor={isSecret ? `${id}-open` : id}>{t('choice.open')}</label>
        <p id={`${id}-open-hint`} className="field-hint">
          {t('choice.openHint')}
        </p>
      </div>
      <div className="ballot-kind-choice">
        <input
          type="radio"
          id={isSecret ? id : `${id}-secret`}
          name={id}
          checked={isSecret}
          disabled={!isPossible && !isSecret}
          aria-describedby={`${id}-secret-hint`}
          onChange={() => secretBallots !== null && choose(secretBallots.id)}
        />
        <label htmlFor={isSecret ? id : `${id}-secret`}>{t('choice.secret')}</label>
        <p id={`${id}-secret-hint`} className="field-hint">
          {t('choice.secretHint')}{' '}
          {!isPossible &&
            secretBallots !== null &&
            t('choice.unsupported', { counts: listSecretCounts(secretBallots), options })}
        </p>
      </div>
      {sentence !== null && (
        <p id={`${id}-problem`} className="field-problem">
          {sentence}
        </p>
      )}
      {isSecret && secretBallots !== null && secretBallots.id === form.committee && (
        <SecretBallotsText secretBallots={secretBallots} />
      )}
    </fieldset>
  )
}
