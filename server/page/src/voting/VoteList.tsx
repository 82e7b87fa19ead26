import { useTranslation } from 'react-i18next'
import type { OptionText } from '../proposals/listOptions.ts'
import './VoteList.css'

/** What {@link VoteList} takes. */
export type VoteListProps = {
  votes: readonly number[]
  options: OptionText[]
  /** What is said when there are no votes. */
  abstention: string
}

/** The votes of a ballot in words: for what, against what, and what each costs. */
export function VoteList({ votes, options, abstention }: VoteListProps) {
  const { t } = useTranslation('ballot')
  const cast = options.filter(({ index }) => (votes[index] ?? 0) !== 0)
  if (cast.length === 0) return <p>{abstention}</p>
  return (
    <dl className="vote-list">
      {cast.map(({ index, title }) => {
        const vote = votes[index] ?? 0
        const count = Math.abs(vote)
        return (
          <div key={index}>
            <dt>{title}</dt>
            <dd>
              <span className={vote > 0 ? 'vote-for' : 'vote-against'}>
                {vote > 0 ? t('votesFor', { count }) : t('votesAgainst', { count })}
              </span>
              <span className="vote-list-cost">{t('credits', { count: vote ** 2 })}</span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
