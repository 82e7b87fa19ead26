import type { WireProposal, WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Time } from '../components/Time.tsx'
import { TransactionLink } from '../components/TransactionLink.tsx'
import { useFormat } from '../format/useFormat.ts'
import { client } from '../server/client.ts'
import { useTransactions } from './useTransactions.ts'
import './SettlementSection.css'

/** What {@link SettlementSection} takes. */
export type SettlementSectionProps = {
  proposal: Pick<WireProposal, 'id'>
  space: Pick<WireSpace, 'chainId'>
}

/** By which transactions ballots reached the chain, and who paid for each. */
export function SettlementSection({ proposal, space }: SettlementSectionProps) {
  const { t } = useTranslation('watch')
  const format = useFormat()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useTransactions(proposal)
  const relay = useQuery({
    queryKey: ['relay'],
    queryFn: ({ signal }) => client.getRelay({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const settlements = data?.pages.flatMap((page) => page.settlements) ?? []
  const count = data?.pages[0]?.settlementCount ?? 0
  if (settlements.length === 0) return null
  return (
    <details className="settlements">
      <summary className="summary-link">{t('settlements.title', { count })}</summary>
      <p className="soft">{t('settlements.lead')}</p>
      <table>
        <caption className="visually-hidden">{t('settlements.title', { count })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('settlements.when')}</th>
            <th scope="col">{t('settlements.ballots')}</th>
            <th scope="col">{t('settlements.sender')}</th>
            <th scope="col">{t('settlements.block')}</th>
            <th scope="col">{t('settlements.transaction')}</th>
          </tr>
        </thead>
        <tbody>
          {settlements.map(({ transaction, at, ballots, sender, block }) => (
            <tr key={transaction}>
              <td data-label={t('settlements.when')}>
                {at === null ? t('unknown') : <Time at={at} />}
              </td>
              <td data-label={t('settlements.ballots')}>{format.number(ballots)}</td>
              <td data-label={t('settlements.sender')}>
                {sender === null ? (
                  t('unknown')
                ) : sender === relay.data?.address ? (
                  t('settlements.relay')
                ) : (
                  <code>{sender}</code>
                )}
              </td>
              <td data-label={t('settlements.block')}>{format.number(block)}</td>
              <td data-label={t('settlements.transaction')}>
                <TransactionLink chainId={space.chainId} hash={transaction} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <button
          type="button"
          className="button button-quiet"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('settlements.more')}
        </button>
      )}
    </details>
  )
}
