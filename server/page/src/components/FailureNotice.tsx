import { useTranslation } from 'react-i18next'
import { describeFailure } from '../errors/describeFailure.ts'
import { Notice } from './Notice.tsx'

/** What {@link FailureNotice} takes. */
export type FailureNoticeProps = {
  error: unknown
  /** What to do, where something fits better than what is said everywhere else. */
  next?: string
  /** What to do again; without it there is no button. */
  onRetry?: (() => void) | undefined
}

/** Says what happened and what to do, for anything that was thrown. */
export function FailureNotice({ error, next, onRetry }: FailureNoticeProps) {
  const { t } = useTranslation('common')
  const { t: tFailures } = useTranslation('failures')
  const failure = describeFailure(error, tFailures)
  return (
    <Notice tone="bad" title={failure.what} announce>
      <p>{next ?? failure.next}</p>
      {onRetry !== undefined && (
        <button type="button" className="button button-quiet" onClick={onRetry}>
          {t('tryAgain')}
        </button>
      )}
    </Notice>
  )
}
