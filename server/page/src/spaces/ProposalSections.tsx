import type { WireHostedSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { useElectors } from '../identity/useElector.ts'
import { useProposalSearch } from '../server/queries.ts'
import { ProposalCard } from './ProposalCard.tsx'
import {
  listParts,
  type ProposalFilter,
  type ProposalPart,
  proposalParts,
  statesOfPart,
} from './proposalFilter.ts'
import { ShowMore } from './ShowMore.tsx'
import { isShut, sortByElector } from './sortByElector.ts'

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
          <p>{t(findEmptyWords(filter))}</p>
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
            search={parts[part]}
            tagAddress={(tag) => address({ tag })}
          />
        ))}
    </div>
  )
}

/** Why nothing is shown: a part without search may just be empty. */
function findEmptyWords({ part, search, tag }: ProposalFilter) {
  if (search !== '' || tag !== '') return 'find.nothing'
  return part === null ? 'home.none' : (`find.nothingIn.${part}` as const)
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
  search: Found
  tagAddress: (tag: string) => string
}

const titles = { open: 'openTitle', coming: 'pendingTitle', finished: 'finishedTitle' } as const

function ProposalSection({ space, part, search, tagAddress }: ProposalSectionProps) {
  const { t } = useTranslation('spaces')
  const [list, setList] = useState<HTMLElement | null>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = search
  const proposals = listProposals(search)
  // What is not open is nobody's to vote on, so its lists of voters are not asked for.
  const electors = useElectors(
    space,
    proposals.map(({ electorate }) => (part === 'open' ? electorate : null)),
  )
  const found = proposals.map((proposal, place) => ({
    proposal,
    elector: electors[place] ?? ({ may: false, reason: 'notEnrolled' } as const),
  }))
  const shown = part === 'open' ? sortByElector(found) : found
  // Who has just enrolled finds the open proposals closed to them, and would think that it went wrong.
  const isTooLate =
    part === 'open' &&
    found.every(
      (each) => isShut(each) && !each.elector.may && each.elector.reason === 'enrolledLate',
    )
  return (
    <section>
      <h3>{t(`home.${titles[part]}`)}</h3>
      {isTooLate && <p className="soft">{t('home.nextIsYours')}</p>}
      <ul ref={setList} className="plain-list proposal-list">
        {shown.map(({ proposal, elector }) => (
          <li key={String(proposal.id)}>
            <ProposalCard
              proposal={proposal}
              space={space}
              elector={elector}
              tagAddress={tagAddress}
            />
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
