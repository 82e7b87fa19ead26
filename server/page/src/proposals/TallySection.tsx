import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { ConnectionState } from './ConnectionState.tsx'
import { findFigures } from './findFigures.ts'
import { listOptions } from './listOptions.ts'
import { QuorumMeter } from './QuorumMeter.tsx'
import type { ProposalText } from './readProposalText.ts'
import { TallyTable } from './TallyTable.tsx'
import type { LiveResults } from './useLiveResults.ts'
import './TallySection.css'

/** What {@link TallySection} takes. */
export type TallySectionProps = { proposal: WireProposal; text: ProposalText; live: LiveResults }

/** What a proposal has gathered: what the server holds and what the chain has counted, apart. */
export function TallySection({ proposal, text, live }: TallySectionProps) {
  const { t } = useTranslation('tally')
  const { t: tWatch } = useTranslation('watch')
  const { t: tProposal } = useTranslation('proposal')
  const { results, connection } = live
  const { received, waiting, settled, creditsSpent, electorate, quorum } = findFigures(
    proposal,
    results,
  )
  const isOpen = proposal.state === 'active'
  return (
    <section aria-labelledby="tally-title">
      <div className="tally-head">
        <h2 id="tally-title">{t('title')}</h2>
        <ConnectionState connection={connection} />
      </div>
      <ul className="plain-list tally-facts">
        <li>
          <strong>{t('received', { count: received })}</strong>
        </li>
        <li>{t('settled', { count: settled.voters })}</li>
        {waiting > 0 && <li>{t('waiting', { count: waiting })}</li>}
        <li>{tWatch('creditsSpent', { count: creditsSpent })}</li>
      </ul>
      {electorate !== null && quorum !== null && (
        <QuorumMeter voters={settled.voters} electorate={electorate} quorum={quorum} />
      )}
      <TallyTable
        options={listOptions(proposal, text, tProposal)}
        tallies={settled.options}
        passing={settled.passing}
        isOpen={isOpen}
      />
      {isOpen && <p className="soft tally-note">{tWatch('byMinute')}</p>}
    </section>
  )
}
