import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import './CallList.css'

/** What {@link CallList} takes. */
export type CallListProps = { calls: WireProposal['calls']; chainId: number }

/**
 * What runs if an option passes: plain transfers in words, everything else raw and with a warning.
 */
export function CallList({ calls, chainId }: CallListProps) {
  const { t } = useTranslation('proposal')
  if (calls.length === 0) return <p className="call-none">{t('noCalls')}</p>
  return (
    <div className="calls">
      <p>{t('callsTitle')}</p>
      <ul>
        {calls.map((call, index) => (
          // Calls never change their order, and two may be the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <CallText call={call} chainId={chainId} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function CallText({ call, chainId }: { call: WireProposal['calls'][number]; chainId: number }) {
  const { t } = useTranslation('proposal')
  const format = useFormat()
  const { target, value, calldata } = call
  if (calldata === '0x') {
    return (
      <>
        {value === 0n
          ? t('call.empty')
          : t('call.transfer', { amount: format.amount(value, chainId) })}{' '}
        <code>{target}</code>
      </>
    )
  }
  return (
    <>
      {t('call.unknown')}
      <dl className="call-raw">
        <dt>{t('call.to')}</dt>
        <dd>
          <code>{target}</code>
        </dd>
        {value > 0n && (
          <>
            <dt>{t('call.value')}</dt>
            <dd>{format.amount(value, chainId)}</dd>
          </>
        )}
        <dt>{t('call.data')}</dt>
        <dd>
          <code>{calldata}</code>
        </dd>
      </dl>
      <strong className="call-warning">{t('call.unknownWarning')}</strong>
    </>
  )
}
