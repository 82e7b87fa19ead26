import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'

/** A proposal's rules, and who proposed it. */
export function Facts({ proposal }: { proposal: WireProposal }) {
  const { t } = useTranslation('proposal')
  const format = useFormat()
  const { electorate, settled, voiceCredits, maxWinners, optionCount, proposer, cid } = proposal
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">{t('factsTitle')}</h2>
      <dl className="facts">
        <dt>{t('facts.electorate')}</dt>
        <dd>
          {electorate === null
            ? t('facts.electorateUnknown')
            : t('facts.people', { count: electorate.size })}
        </dd>
        {electorate !== null && (
          <>
            <dt>{t('facts.quorum')}</dt>
            <dd>{t('facts.quorumBallots', { count: settled.quorum })}</dd>
          </>
        )}
        <dt>{t('facts.credits')}</dt>
        <dd>{format.number(voiceCredits)}</dd>
        {optionCount > 1 && (
          <>
            <dt>{t('facts.winners')}</dt>
            <dd>
              {maxWinners === 0
                ? t('facts.winnersUnlimited')
                : t('facts.winnersLimited', { count: maxWinners })}
            </dd>
          </>
        )}
        <dt>{t('facts.proposer')}</dt>
        <dd>
          <code>{proposer}</code>
        </dd>
        {cid !== '' && (
          <>
            <dt>{t('facts.text')}</dt>
            <dd>
              <code>{cid}</code>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
