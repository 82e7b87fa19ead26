import type { WireResults } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import type { OptionText } from './listOptions.ts'
import './TallyTable.css'

/** What {@link TallyTable} takes. */
export type TallyTableProps = {
  options: Pick<OptionText, 'index' | 'title'>[]
  tallies: WireResults['settled']['options']
  passing: readonly boolean[]
  isOpen: boolean
  /** Whether what the votes cost is known: in a secret proposal it is not. */
  hasCredits: boolean
}

/** Votes on each option, as numbers and, for those who see, as bars: against to one side, for to the other. */
export function TallyTable(props: TallyTableProps) {
  const { options, tallies, passing, isOpen, hasCredits } = props
  const { t } = useTranslation('tally')
  const format = useFormat()
  const longest = tallies.reduce(
    (most, { votesFor, votesAgainst }) => Math.max(most, Number(votesFor), Number(votesAgainst)),
    1,
  )
  const toWidth = (votes: bigint) => `${(50 * Number(votes)) / longest}%`
  return (
    <table className="tally-table">
      <caption>{isOpen ? t('captionOpen') : t('captionClosed')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('option')}</th>
          <th scope="col">
            <span className="tally-key tally-key-for" aria-hidden="true" />
            {t('votesFor')}
          </th>
          <th scope="col">
            <span className="tally-key tally-key-against" aria-hidden="true" />
            {t('votesAgainst')}
          </th>
          {hasCredits && <th scope="col">{t('credits')}</th>}
          <th scope="col">{isOpen ? t('passingOpen') : t('passingClosed')}</th>
        </tr>
      </thead>
      <tbody>
        {options.map(({ index, title }) => {
          const sum = tallies[index] ?? { votesFor: 0n, votesAgainst: 0n, creditsSpent: 0n }
          const passes = passing[index] ?? false
          return (
            <tr key={index}>
              <th scope="row">
                {title}
                <span className="tally-bars" aria-hidden="true">
                  <span
                    className="tally-bar tally-bar-against"
                    style={{ width: toWidth(sum.votesAgainst) }}
                  />
                  <span
                    className="tally-bar tally-bar-for"
                    style={{ width: toWidth(sum.votesFor) }}
                  />
                </span>
              </th>
              <td className="tally-for">{format.number(sum.votesFor)}</td>
              <td className="tally-against">{format.number(sum.votesAgainst)}</td>
              {hasCredits && <td>{format.number(sum.creditsSpent)}</td>}
              <td className={passes ? 'tally-yes' : undefined}>{passes ? t('yes') : t('no')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
