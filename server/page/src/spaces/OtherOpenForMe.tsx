import type { WireProposal, WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { readCardText } from './readCardText.ts'
import { useOpenForMe } from './useOpenForMe.ts'

/** What {@link OtherOpenForMe} takes. */
export type OtherOpenForMeProps = {
  space: WireSpace
  /** The proposal that is closed to this browser. */
  proposal: Pick<WireProposal, 'id'>
}

/** From a proposal that is closed to one to one that is not, if there is any. */
export function OtherOpenForMe({ space, proposal }: OtherOpenForMeProps) {
  const { t } = useTranslation('spaces')
  const { t: tProposal } = useTranslation('proposal')
  const other = useOpenForMe(space).find(({ id }) => id !== proposal.id)
  if (other === undefined) return null
  return (
    <p>
      <Link href={`/proposals/${other.id}`}>
        {t('forMe.other', { title: readCardText(other, tProposal).title })}
      </Link>
    </p>
  )
}
