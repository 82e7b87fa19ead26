import type { WireHostedSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { useIdentity } from '../identity/identityRecords.ts'
import { useProposalSearch } from '../server/queries.ts'
import { isTooLateFor } from './isTooLateFor.ts'
import { ProposalCard } from './ProposalCard.tsx'
import {
  listParts,
  type ProposalFilter,
  type ProposalPart,
  proposalParts,
  statesOfPart,
} from './proposalFilter.ts'
import { ShowMore } from './ShowMore.tsx'

/** What {@link ProposalSections} takes. */
export type ProposalSectionsProps = {
  space: WireHostedSpace
  filter: ProposalFilter
  /** Returns the address of another filter. */
  address: (change: Partial<ProposalFilter>) => string
}

/** The proposals that a filter shows: those that one can vote on first. */
export function ProposalSections({ space, filter, address }: ProposalSectionsProps) {
  const { t } = useTranslation('spaces')
  const parts = {
    open: usePart(space, filter, 'open'),
    coming: usePart(space, filter, 'coming'),
    finished: usePart(space, filter, 'finished'),
  }
  const shown = listParts(filter)
  const failed = shown.find((part) => parts[part].error !== null && parts[part].data === undefined)
  if (failed !== undefined) {
    const { error, refetch } = parts[failed]
    return <FailureNotice error={error} onRetry={() => void refetch()} />
  }
  if (shown.some((part) => parts[part].isPending)) return <Loading />
  const count = shown.reduce((sum, part) => sum + listProposals(parts[part]).length, 0)
  const isFiltered = filter.part !== null || filter.search !== '' || filter.tag !== ''
  const isStale = shown.some((part) => parts[part].isPlaceholderData)
  return (
    <div className={isStale ? 'proposal-sections is-stale' : 'proposal-sections'}>
      <p className="visually-hidden" role="status">
        {isStale ? '' : t('find.proposalsShown', { count })}
      </p>
      {count === 0 && (
        <Notice tone="plain">
          <p>{isFiltered ? t('find.nothing') : t('home.none')}</p>
          {isFiltered && (
            <p>
              <Link href={address({ part: null, search: '', tag: '', order: 'newest' })}>
                {t('find.clear')}
              </Link>
            </p>
          )}
        </Notice>
      )}
      {proposalParts
        .filter((part) => shown.includes(part) && listProposals(parts[part]).length > 0)
        .map((part) => (
          <ProposalSection
            key={part}
            space={space}
            part={part}
            found={parts[part]}
            tagAddress={(tag) => address({ tag })}
          />
        ))}
    </div>
  )
}

/** Asks for a part only when it is shown. */
function usePart(space: WireHostedSpace, filter: ProposalFilter, part: ProposalPart) {
  return useProposalSearch({
    space: space.id,
    states: statesOfPart[part],
    search: filter.search === '' ? undefined : filter.search,
    tag: filter.tag === '' ? undefined : filter.tag,
    order: filter.order,
    enabled: listParts(filter).includes(part),
  })
}

type Found = ReturnType<typeof useProposalSearch>

function listProposals({ data }: Found) {
  return data?.pages.flatMap((page) => page.proposals) ?? []
}

type ProposalSectionProps = {
  space: WireHostedSpace
  part: ProposalPart
  found: Found
  tagAddress: (tag: string) => string
}

const titles = { open: 'openTitle', coming: 'pendingTitle', finished: 'finishedTitle' } as const

function ProposalSection({ space, part, found, tagAddress }: ProposalSectionProps) {
  const { t } = useTranslation('spaces')
  const [list, setList] = useState<HTMLElement | null>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found
  const proposals = listProposals(found)
  const index = useIdentity(space)?.index ?? null
  // Who has just enrolled finds the open proposals closed to them, and would think that it went wrong.
  const isTooLate = part === 'open' && index !== null && isTooLateFor(proposals, index)
  return (
    <section>
      <h3>{t(`home.${titles[part]}`)}</h3>
      {isTooLate && <p className="soft">{t('home.nextIsYours')}</p>}
      <ul ref={setList} className="plain-list proposal-list">
        {proposals.map((proposal) => (
          <li key={String(proposal.id)}>
            <ProposalCard proposal={proposal} space={space} tagAddress={tagAddress} />
          </li>
        ))}
      </ul>
      <ShowMore
        list={list}
        count={proposals.length}
        hasMore={hasNextPage}
        isLoading={isFetchingNextPage}
        onMore={() => void fetchNextPage()}
      >
        {isFetchingNextPage ? t('find.loadingMore') : t('find.moreProposals')}
      </ShowMore>
    </section>
  )
}
