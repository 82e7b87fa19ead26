import type { WireProposal, WireSpace } from '@psephos/lib'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Elector } from '../identity/findElector.ts'
import { StateBadge } from '../proposals/StateBadge.tsx'
import { VotingWindow } from '../proposals/VotingWindow.tsx'
import { findSecrecyPhase, isCounting } from '../secrecy/findSecrecyPhase.ts'
import { SecretBadge } from '../secrecy/SecretBadge.tsx'
import { ballotRecords, getBallotName } from '../voting/ballotRecords.ts'
import { readCardText } from './readCardText.ts'
import './ProposalCard.css'

/** What {@link ProposalCard} takes. */
export type ProposalCardProps = {
  proposal: WireProposal
  space: WireSpace
  /** Who votes on it from this browser. */
  elector: Elector
  /** Returns the address of the proposals with a tag. */
  tagAddress: (tag: string) => string
}

/** A proposal in a list of them: how it stands, and whether one may vote. */
export function ProposalCard({ proposal, space, elector, tagAddress }: ProposalCardProps) {
  const { t } = useTranslation('spaces')
  const { t: tProposal } = useTranslation('proposal')
  const { id, state, electorate, settled, received, optionCount, description, metadata } = proposal
  const { title, tags } = useMemo(
    () => readCardText({ description, metadata, optionCount }, tProposal),
    [description, metadata, optionCount, tProposal],
  )
  const now = Date.now() / 1_000
  const isBeingCounted = isCounting(findSecrecyPhase({ proposal, results: null, now }))
  return (
    <article className="card proposal-card">
      <p className="proposal-card-top">
        <StateBadge state={isBeingCounted ? 'counting' : state} />
        {proposal.committee !== null && <SecretBadge />}
        <span className="soft">
          <VotingWindow proposal={proposal} isCounting={isBeingCounted} />
        </span>
        {!isBeingCounted && <OwnVote proposal={proposal} space={space} elector={elector} />}
      </p>
      <h4>
        <Link href={`/proposals/${id}`} className="card-link">
          {title}
        </Link>
      </h4>
      <ul className="plain-list proposal-card-facts">
        <li>{t('home.options', { count: optionCount })}</li>
        <li>
          {electorate === null
            ? t('home.electorateUnknown')
            : t('home.electorate', { count: electorate.size })}
        </li>
        {state !== 'pending' && (
          <li>{t('home.ballots', { received, settled: settled.ballots })}</li>
        )}
      </ul>
      {tags.length > 0 && (
        <ul className="plain-list tag-list" aria-label={t('find.tags')}>
          {tags.map((tag) => (
            <li key={tag}>
              <Link href={tagAddress(tag)} className="tag">
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}

/** Whether one may vote, or has, on a proposal that is open. */
function OwnVote({ proposal, space, elector }: Omit<ProposalCardProps, 'tagAddress'>) {
  const { t } = useTranslation('spaces')
  const hasVoted = ballotRecords.useRecord(getBallotName(space, proposal)) !== null
  const { state, electorate } = proposal
  if (state !== 'active' || electorate === null) return null
  if (hasVoted) return <span className="own-vote">{t('home.yours.hasVoted')}</span>
  if (elector.may) {
    return <strong className="own-vote own-vote-open">{t('home.yours.mayVote')}</strong>
  }
  if (elector.reason === 'notEnrolled') return null
  return <span className="own-vote soft">{t(`home.yours.${elector.reason}`)}</span>
}
