import type { WireProposal, WireSpace } from '@psephos/lib'
import { Link } from 'wouter'
import { formatNumber } from '../format/formatNumber.ts'
import { formatRelativeTime } from '../format/formatTime.ts'
import { useIdentity } from '../identity/identityRecords.ts'
import { messages } from '../messages.ts'
import { getProposalTitle } from '../proposals/getProposalTitle.ts'
import { StateBadge } from '../proposals/StateBadge.tsx'
import { ballotRecords, getBallotName } from '../voting/ballotRecords.ts'
import './ProposalList.css'

/** What {@link ProposalList} takes. */
export type ProposalListProps = { proposals: WireProposal[]; space: WireSpace }

/** A DAO's proposals: those that one can vote on first. */
export function ProposalList({ proposals, space }: ProposalListProps) {
  const { openTitle, pendingTitle, finishedTitle } = messages.home
  const isFinished = ({ state }: WireProposal) => state !== 'active' && state !== 'pending'
  const sections = [
    { title: openTitle, proposals: proposals.filter(({ state }) => state === 'active') },
    { title: pendingTitle, proposals: proposals.filter(({ state }) => state === 'pending') },
    { title: finishedTitle, proposals: proposals.filter(isFinished) },
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
  const { id, state, electorate, settled, received, optionCount } = proposal
  const { home } = messages
  return (
    <article className="card proposal-card">
      <p className="proposal-card-top">
        <StateBadge state={state} />
        <span className="soft">{describeDeadline(proposal)}</span>
        <OwnVote proposal={proposal} space={space} />
      </p>
      <h3>
        <Link href={`/proposals/${id}`}>{getProposalTitle(proposal)}</Link>
      </h3>
      <ul className="plain-list proposal-card-facts">
        <li>{home.options(optionCount)}</li>
        <li>
          {electorate === null
            ? home.electorateUnknown
            : home.electorate(electorate.size, formatNumber(electorate.size))}
        </li>
        {state !== 'pending' && (
          <li>{home.ballots(formatNumber(received), formatNumber(settled.ballots))}</li>
        )}
      </ul>
    </article>
  )
}

/** Whether one may vote, or has, on a proposal that is open. */
function OwnVote({ proposal, space }: { proposal: WireProposal; space: WireSpace }) {
  const index = useIdentity(space)?.index ?? null
  const hasVoted = ballotRecords.useRecord(getBallotName(space, proposal)) !== null
  const { state, electorate } = proposal
  const { yours } = messages.home
  if (state !== 'active' || electorate === null || index === null) return null
  if (hasVoted) return <span className="own-vote">{yours.hasVoted}</span>
  return index < electorate.size ? (
    <strong className="own-vote own-vote-open">{yours.mayVote}</strong>
  ) : (
    <span className="own-vote">{yours.enrolledLate}</span>
  )
}

function describeDeadline({ state, snapshot, deadline }: WireProposal): string {
  const texts = messages.home.deadline
  if (state === 'pending') return texts.pending(formatRelativeTime(snapshot))
  if (state === 'active') return texts.active(formatRelativeTime(deadline))
  return texts.finished(formatRelativeTime(deadline))
}
