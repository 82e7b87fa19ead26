import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useProposals } from '../server/queries.ts'
import { HowItWorks } from './HowItWorks.tsx'
import { MembershipCard } from './MembershipCard.tsx'
import { ProposalList } from './ProposalList.tsx'
import './SpaceView.css'

/** A DAO: whether one is a member, its proposals, and why one human has one ballot. */
export function SpaceView({ space }: { space: WireSpace }) {
  const { t } = useTranslation('spaces')
  const format = useFormat()
  const proposals = useProposals(space.id)
  return (
    <>
      <div className="space-head">
        <div>
          <PageTitle>{space.name}</PageTitle>
          <p className="soft">{t('chain', { chain: format.chain(space.chainId) })}</p>
          <p className="lead">{t('home.lead')}</p>
        </div>
        <MembershipCard space={space} />
      </div>
      {proposals.data === undefined && proposals.error === null && <Loading />}
      {proposals.data === undefined && proposals.error !== null && (
        <FailureNotice error={proposals.error} onRetry={() => void proposals.refetch()} />
      )}
      {proposals.data?.length === 0 && (
        <Notice tone="plain">
          <p>{t('home.none')}</p>
        </Notice>
      )}
      {proposals.data !== undefined && <ProposalList proposals={proposals.data} space={space} />}
      <HowItWorks />
    </>
  )
}
