import type { SecrecyPhase, WireProposal } from '@psephos/lib'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { loadPart } from '../recovery/loadPart.ts'
import { ConnectionState } from './ConnectionState.tsx'
import { findFigures } from './findFigures.ts'
import { listOptions } from './listOptions.ts'
import { QuorumMeter } from './QuorumMeter.tsx'
import type { ProposalText } from './readProposalText.ts'
import { TallyTable } from './TallyTable.tsx'
import type { LiveResults } from './useLiveResults.ts'
import './TallySection.css'

// Few proposals are secret.
const Decryption = lazy(() => loadPart(() => import('./Decryption.tsx')))

/** What {@link TallySection} takes. */
export type TallySectionProps = {
  proposal: WireProposal
  text: ProposalText
  live: LiveResults
  /** How far a secret proposal is; null where ballots are open. */
  phase: SecrecyPhase | null
  /** Null in the frame of another page, where nothing is to be pressed. */
  chainId: number | null
}

/**
 * What a proposal has gathered: what the server holds and what the chain has counted, apart. Of a secret one before its totals are known
 * that is how many have voted.
 */
export function TallySection({ proposal, text, live, phase, chainId }: TallySectionProps) {
  const { t } = useTranslation('tally')
  const { t: tWatch } = useTranslation('watch')
  const { t: tProposal } = useTranslation('proposal')
  const { results, connection } = live
  const { received, waiting, settled, creditsSpent, electorate, quorum } = findFigures(
    proposal,
    results,
  )
  const isOpen = proposal.state === 'active' && (phase === null || phase === 'voting')
  const isTold = phase === null || phase === 'revealed'
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
        {phase === null && <li>{tWatch('creditsSpent', { count: creditsSpent })}</li>}
      </ul>
      {electorate !== null && quorum !== null && (
        <QuorumMeter voters={settled.voters} electorate={electorate} quorum={quorum} />
      )}
      {isTold && (
        <TallyTable
          options={listOptions(proposal, text, tProposal)}
          tallies={settled.options}
          passing={settled.passing}
          isOpen={isOpen}
          hasCredits={phase === null}
        />
      )}
      {phase !== null && (
        <Suspense>
          <Decryption proposal={proposal} phase={phase} results={results} chainId={chainId} />
        </Suspense>
      )}
      {isOpen && <p className="soft tally-note">{tWatch('byMinute')}</p>}
    </section>
  )
}
