import type { WireProposal, WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '../format/useFormat.ts'
import { useIdentity } from '../identity/identityRecords.ts'
import { getProposalTitle } from '../proposals/getProposalTitle.ts'
import { StateBadge } from '../proposals/StateBadge.tsx'
import { VotingWindow } from '../proposals/VotingWindow.tsx'
import { ballotRecords, getBallotName } from '../voting/ballotRecords.ts'
import './ProposalList.css'

/** What {@link ProposalList} takes. */
export type ProposalListProps = { proposals: WireProposal[]; space: WireSpace }

/** A DAO's proposals: those that one can vote on first. */
export function ProposalList({ proposals, space }: ProposalListProps) {
  const { t } = useTranslation('spaces')
  const isFinished = ({ state }: WireProposal) => state !== 'active' && state !== 'pending'
  const sections = [
    { title: t('home.openTitle'), proposals: proposals.filter(({ state }) => state === 'active') },
    {
      title: t('home.pendingTitle'),
      proposals: proposals.filter(({ state }) => state === 'pending'),
    },
    { title: t('home.finishedTitle'), proposals: proposals.filter(isFinished) },
  ]
  return sections
    .filter((section) => section.proposals.length > 0)
    .map((section) => (
      <section key={section.title}>
        <h2>{section.title}</h2>
        <ul className="plain-list proposal-list">
          {section.proposals.map((proposal) => (
            <li key={String(proposal.id)}>
              <ProposalCard proposal={proposal} space={space} />
            </li>
          ))}
        </ul>
      </section>
    ))
}

function ProposalCard({ proposal, space }: { proposal: WireProposal; space: WireSpace }) {
  const { t } = useTranslation('spaces')
  const _format = useFormat()
  const { t: tProposal } = useTranslation('proposal')
  const { id, state, electorate, settled, received, optionCount } = proposal
  return (
    <article className="card proposal-card">
      <p className="proposal-card-top">
        <StateBadge state={state} />
        <span className="soft">
          <VotingWindow proposal={proposal} />
        </span>
        <OwnVote proposal={proposal} space={space} />
      </p>
      <h3>
        <Link href={`/proposals/${id}`}>{getProposalTitle(proposal, tProposal)}</Link>
      </h3>
      <ul className="plain-list proposal-card-facts">
        <li>{t('home.options', { count: optionCount })}</li>
        <li>
          {electorate === null
            ? t('home.electorateUnknown')
            : t('home.electorate', { count: electorate.size })}
        </li>
        {state !== 'pending' && (
          <li>
            {t('home.ballots', {
              received: received,
              settled: settled.ballots,
            })}
          </li>
        )}
      </ul>
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
