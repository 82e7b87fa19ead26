import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import { listOptions } from './listOptions.ts'
import type { ProposalText } from './readProposalText.ts'
import './TallySection.css'

/** What {@link TallySection} takes. */
export type TallySectionProps = { proposal: WireProposal; text: ProposalText }

/** What a proposal has gathered: what the server holds and what the chain has counted, apart. */
export function TallySection({ proposal, text }: TallySectionProps) {
  const { t } = useTranslation('tally')
  const format = useFormat()
  const { settled, received, electorate, state } = proposal
  const waiting = Math.max(0, received - settled.ballots)
  const missing = Math.max(0, settled.quorum - settled.ballots)
  const share = electorate === null || electorate.size === 0 ? 0 : settled.ballots / electorate.size
  return (
    <section aria-labelledby="tally-title">
      <h2 id="tally-title">{t('title')}</h2>
      <ul className="plain-list tally-facts">
        <li>
          <strong>{t('received', { count: received })}</strong>
        </li>
        <li>{t('settled', { count: settled.ballots })}</li>
        {waiting > 0 && <li>{t('waiting', { count: waiting })}</li>}
        {electorate !== null && <li>{t('turnout', { share: format.share(share) })}</li>}
        <li>{missing === 0 ? t('quorumReached') : t('quorumMissing', { count: missing })}</li>
      </ul>
      <TallyTable proposal={proposal} text={text} isOpen={state === 'active'} />
    </section>
  )
}

function TallyTable({ proposal, text, isOpen }: TallySectionProps & { isOpen: boolean }) {
  const { t } = useTranslation('tally')
  const { t: tProposal } = useTranslation('proposal')
  const format = useFormat()
  const { options, passing } = proposal.settled
  const longest = options.reduce(
    (most, { votesFor, votesAgainst }) => Math.max(most, Number(votesFor), Number(votesAgainst)),
    1,
  )
  return (
    <table className="tally-table">
      <caption>{isOpen ? t('captionOpen') : t('captionClosed')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('option')}</th>
          <th scope="col">{t('votesFor')}</th>
          <th scope="col">{t('votesAgainst')}</th>
          <th scope="col">{t('credits')}</th>
          <th scope="col">{isOpen ? t('passingOpen') : t('passingClosed')}</th>
        </tr>
      </thead>
      <tbody>
        {listOptions(proposal, text, tProposal).map(({ index, title }) => {
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
              <td className="tally-for">{format.number(sum.votesFor)}</td>
              <td className="tally-against">{format.number(sum.votesAgainst)}</td>
              <td>{format.number(sum.creditsSpent)}</td>
              <td className={passes ? 'tally-yes' : undefined}>{passes ? t('yes') : t('no')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
