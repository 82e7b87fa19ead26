import type { WireProposal } from '@psephos/lib'
import { formatNumber, formatShare } from '../format/formatNumber.ts'
import { messages } from '../messages.ts'
import { listOptions } from './listOptions.ts'
import type { ProposalText } from './readProposalText.ts'
import './TallySection.css'

/** What {@link TallySection} takes. */
export type TallySectionProps = { proposal: WireProposal; text: ProposalText }

/** What a proposal has gathered: what the server holds and what the chain has counted, apart. */
export function TallySection({ proposal, text }: TallySectionProps) {
  const { settled, received, electorate, state } = proposal
  const { tally } = messages
  const waiting = Math.max(0, received - settled.ballots)
  const missing = Math.max(0, settled.quorum - settled.ballots)
  const share = electorate === null || electorate.size === 0 ? 0 : settled.ballots / electorate.size
  return (
    <section aria-labelledby="tally-title">
      <h2 id="tally-title">{tally.title}</h2>
      <ul className="plain-list tally-facts">
        <li>
          <strong>{tally.received(received, formatNumber(received))}</strong>
        </li>
        <li>{tally.settled(formatNumber(settled.ballots))}</li>
        {waiting > 0 && <li>{tally.waiting(formatNumber(waiting))}</li>}
        {electorate !== null && <li>{tally.turnout(formatShare(share))}</li>}
        <li>
          {missing === 0
            ? tally.quorumReached
            : tally.quorumMissing(missing, formatNumber(missing))}
        </li>
      </ul>
      <TallyTable proposal={proposal} text={text} isOpen={state === 'active'} />
    </section>
  )
}

function TallyTable({ proposal, text, isOpen }: TallySectionProps & { isOpen: boolean }) {
  const { tally } = messages
  const { options, passing } = proposal.settled
  const longest = options.reduce(
    (most, { votesFor, votesAgainst }) => Math.max(most, Number(votesFor), Number(votesAgainst)),
    1,
  )
  return (
    <table className="tally-table">
      <caption>{isOpen ? tally.captionOpen : tally.captionClosed}</caption>
      <thead>
        <tr>
          <th scope="col">{tally.option}</th>
          <th scope="col">{tally.votesFor}</th>
          <th scope="col">{tally.votesAgainst}</th>
          <th scope="col">{tally.credits}</th>
          <th scope="col">{isOpen ? tally.passingOpen : tally.passingClosed}</th>
        </tr>
      </thead>
      <tbody>
        {listOptions(proposal, text).map(({ index, title }) => {
          const sum = options[index] ?? { votesFor: 0n, votesAgainst: 0n, creditsSpent: 0n }
          const passes = passing[index] ?? false
          return (
            <tr key={index}>
              <th scope="row">
                {title}
                <span className="tally-bars" aria-hidden="true">
                  <span
                    className="tally-bar tally-bar-against"
                    style={{ width: `${(50 * Number(sum.votesAgainst)) / longest}%` }}
                  />
                  <span
                    className="tally-bar tally-bar-for"
                    style={{ width: `${(50 * Number(sum.votesFor)) / longest}%` }}
                  />
                </span>
              </th>
              <td className="tally-for">{formatNumber(sum.votesFor)}</td>
              <td className="tally-against">{formatNumber(sum.votesAgainst)}</td>
              <td>{formatNumber(sum.creditsSpent)}</td>
              <td className={passes ? 'tally-yes' : undefined}>{passes ? tally.yes : tally.no}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
