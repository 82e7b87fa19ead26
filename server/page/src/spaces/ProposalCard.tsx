import type { WireProposal, WireSpace } from '@psephos/lib'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useIdentity } from '../identity/identityRecords.ts'
import { StateBadge } from '../proposals/StateBadge.tsx'
import { VotingWindow } from '../proposals/VotingWindow.tsx'
import { ballotRecords, getBallotName } from '../voting/ballotRecords.ts'
import { readCardText } from './readCardText.ts'
import './ProposalCard.css'

/** What {@link ProposalCard} takes. */
export type ProposalCardProps = {
  proposal: WireProposal
  space: WireSpace
  /** Returns the address of the proposals with a tag. */
  tagAddress: (tag: string) => string
}

/** A proposal in a list of them: how it stands, and whether one may vote. */
export function ProposalCard({ proposal, space, tagAddress }: ProposalCardProps) {
  const { t } = useTranslation('spaces')
  const { t: tProposal } = useTranslation('proposal')
  const { id, state, electorate, settled, received, optionCount, description, metadata } = proposal
  const { title, tags } = useMemo(
    () => readCardText({ description, metadata, optionCount }, tProposal),
    [description, metadata, optionCount, tProposal],
  )
  return (
    <article className="card proposal-card">
      <p className="proposal-card-top">
        <StateBadge state={state} />
        <span className="soft">
          <VotingWindow proposal={proposal} />
        </span>
        <OwnVote proposal={proposal} space={space} />
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
function OwnVote({ proposal, space }: { proposal: WireProposal; space: WireSpace }) {
  const { t } = useTranslation('spaces')
  const index = useIdentity(space)?.index ?? null
  const hasVoted = ballotRecords.useRecord(getBallotName(space, proposal)) !== null
  const { state, electorate } = proposal
  if (state !== 'active' || electorate === null || index === null) return null
  if (hasVoted) return <span className="own-vote">{t('home.yours.hasVoted')}</span>
  return index < electorate.size ? (
    <strong className="own-vote own-vote-open">{t('home.yours.mayVote')}</strong>
  ) : (
    <span className="own-vote">{t('home.yours.enrolledLate')}</span>
  )
}
