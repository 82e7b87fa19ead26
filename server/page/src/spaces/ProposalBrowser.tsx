import type { ProposalOrder, WireHostedSpace, WireSpaceDetails } from '@psephos/lib'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { ProposalSections } from './ProposalSections.tsx'
import {
  listParts,
  type ProposalFilter,
  proposalParts,
  readProposalFilter,
  statesOfPart,
  writeProposalFilter,
} from './proposalFilter.ts'
import { SearchField } from './SearchField.tsx'
import './ProposalBrowser.css'

/** What {@link ProposalBrowser} takes. */
export type ProposalBrowserProps = {
  space: WireHostedSpace
  /** How many proposals are in each state; null while it is not known. */
  counts: WireSpaceDetails['figures']['proposals'] | null
}

/** A DAO's proposals: by state, by words, by tag, in an order, as the address says. */
export function ProposalBrowser({ space, counts }: ProposalBrowserProps) {
  const { t } = useTranslation('spaces')
  const [query] = useSearchParams()
  const [location, navigate] = useLocation()
  const filter = readProposalFilter(query)
  const address = (change: Partial<ProposalFilter>) =>
    location + writeProposalFilter({ ...filter, ...change })

  const countOf = (part: ProposalFilter['part']) =>
    counts === null
      ? null
      : listParts({ part, order: 'newest' })
          .flatMap((each) => [...statesOfPart[each]])
          .reduce((sum, state) => sum + counts[state], 0)

  return (
    <section aria-labelledby="proposals-title">
      <div className="browser-head">
        <h2 id="proposals-title">{t('find.proposals')}</h2>
        <Link href={`/spaces/${space.id}/new`} className="button button-small">
          {t('find.new')}
        </Link>
      </div>
      <div className="toolbar">
        <nav aria-label={t('find.byState')}>
          <ul className="plain-list filter-links">
            {[null, ...proposalParts].map((part) => (
              <li key={part ?? 'all'}>
                <Link
                  href={address({ part })}
                  className="filter-link"
                  aria-current={filter.part === part ? 'true' : undefined}
                >
                  {t(`find.parts.${part ?? 'all'}`)}
                  {counts !== null && <span className="filter-count">{countOf(part)}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <SearchField
          label={t('find.searchProposals')}
          value={filter.search}
          onSearch={(search) => navigate(address({ search }), { replace: true })}
        />
        <OrderField filter={filter} onChange={(order) => navigate(address({ order }))} />
      </div>
      {filter.tag !== '' && (
        <p className="filter-tag">
          {t('find.tagged', { tag: filter.tag })}{' '}
          <Link href={address({ tag: '' })}>{t('find.anyTag')}</Link>
        </p>
      )}
      <ProposalSections space={space} filter={filter} address={address} />
    </section>
  )
}

type OrderFieldProps = { filter: ProposalFilter; onChange: (order: ProposalOrder) => void }

function OrderField({ filter, onChange }: OrderFieldProps) {
  const { t } = useTranslation('spaces')
  const id = useId()
  const orders = (['newest', 'closing', 'ballots'] as const).filter(
    (order) => order !== 'closing' || filter.part !== 'finished',
  )
  return (
    <div className="order-field">
      <label htmlFor={id}>{t('find.order')}</label>
      <select
        id={id}
        className="text-input"
        value={filter.order}
        onChange={(event) => {
          const order = orders.find((each) => each === event.currentTarget.value)
          if (order !== undefined) onChange(order)
        }}
      >
        {orders.map((order) => (
          <option key={order} value={order}>
            {t(`find.orders.${order}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
