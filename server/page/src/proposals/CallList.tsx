import { useTranslation } from 'react-i18next'
import { findLocale } from '../format/findLocale.ts'
import { useFormat } from '../format/useFormat.ts'
import { type DescribeCallParameters, describeCall } from './describeCall.ts'
import './CallList.css'

/** What {@link CallList} takes. */
export type CallListProps = {
  calls: DescribeCallParameters['call'][]
  space: DescribeCallParameters['space']
  /** Whether it is decided that these run. */
  isFinal?: boolean
}

/** What runs if an option passes, in words as far as this page can read it. */
export function CallList({ calls, space, isFinal = false }: CallListProps) {
  const { t } = useTranslation('proposal')
  const { t: tCalls } = useTranslation('calls')
  if (calls.length === 0) return <p className="call-none">{t('noCalls')}</p>
  return (
    <div className="calls">
      <p>{isFinal ? tCalls('title') : t('callsTitle')}</p>
      <ul>
        {calls.map((call, index) => (
          // Calls never change their order, and two may be the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <CallText call={call} space={space} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function CallText({ call, space }: Pick<DescribeCallParameters, 'call' | 'space'>) {
  const { t: tProposal } = useTranslation('proposal')
  const { t, i18n } = useTranslation('calls')
  const format = useFormat()
  const locale = findLocale(i18n.language)
  const { sentence, address, facts, note, warning } = describeCall({
    call,
    space,
    t,
    tProposal,
    format,
    locale,
  })
  return (
    <>
      {sentence} {address !== null && <code>{address}</code>}
      {facts.length > 0 && (
        <dl className="call-facts">
          {facts.map(({ name, values, isCode }) => (
            <div key={name}>
              <dt>{name}</dt>
              {[...new Set(values)].map((value) => (
                <dd key={value}>{isCode ? <code>{value}</code> : value}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {note !== null && <span className="call-note">{note}</span>}
      {warning !== null && <strong className="call-warning">{warning}</strong>}
    </>
  )
}
