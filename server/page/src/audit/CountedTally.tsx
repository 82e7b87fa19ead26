import type { AuditReport } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'

/** What {@link CountedTally} takes. */
export type CountedTallyProps = {
  tally: AuditReport['tally']
  /** By the options' places; empty where nobody knows them. */
  titles: readonly string[]
  /** Whether ballots may still come. */
  isOpen: boolean
}

/** What the browser counted, whatever the contract says. */
export function CountedTally({ tally, titles, isOpen }: CountedTallyProps) {
  const { t } = useTranslation('audit')
  const { t: tTally } = useTranslation('tally')
  const { t: tProposal } = useTranslation('proposal')
  const format = useFormat()
  return (
    <>
      <table className="counted-tally">
        <caption>{t('tally.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{tTally('option')}</th>
            <th scope="col">{tTally('votesFor')}</th>
            <th scope="col">{tTally('votesAgainst')}</th>
            <th scope="col">{isOpen ? tTally('passingOpen') : tTally('passingClosed')}</th>
          </tr>
        </thead>
        <tbody>
          {tally.options.map(({ votesFor, votesAgainst, passes }, option) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place.
            <tr key={option}>
              <th scope="row">{titles[option] ?? tProposal('option', { number: option + 1 })}</th>
              <td>{format.number(votesFor)}</td>
              <td>{format.number(votesAgainst)}</td>
              <td>{passes ? tTally('yes') : tTally('no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">{t('tally.voters', { count: tally.voters })}</p>
    </>
  )
}
