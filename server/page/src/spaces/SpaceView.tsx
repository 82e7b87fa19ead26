import type { WireHostedSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../components/PageTitle.tsx'
import { DevelopmentNotice } from '../enrolment/DevelopmentNotice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useIdentity } from '../identity/identityRecords.ts'
import { useSpace } from '../server/queries.ts'
import { HowItWorks } from './HowItWorks.tsx'
import { MembershipCard } from './MembershipCard.tsx'
import { ProposalBrowser } from './ProposalBrowser.tsx'
import { SpaceAvatar } from './SpaceAvatar.tsx'
import { SpaceProfile } from './SpaceProfile.tsx'
import './SpaceView.css'

/** A DAO: what it says about itself, whether one is a member, and its proposals. */
export function SpaceView({ space }: { space: WireHostedSpace }) {
  const { t } = useTranslation('spaces')
  const format = useFormat()
  const figures = useSpace(space.id).data?.figures ?? null
  const isNewcomer = (useIdentity(space)?.index ?? null) === null
  return (
    <>
      <DevelopmentNotice space={space} isNewcomer={isNewcomer} />
      <div className="space-head">
        <div>
          <div className="space-name">
            <SpaceAvatar space={space} size="large" />
            <div>
              <PageTitle>{space.name}</PageTitle>
              <p className="soft">
                {t('chain', { chain: format.chain(space.chainId) })}
                {figures !== null && (
                  <>
                    {' · '}
                    {t('figures.members', { count: figures.members })}
                    {' · '}
                    {t('figures.ballots', { count: figures.ballots })}
                  </>
                )}
              </p>
            </div>
          </div>
          <SpaceProfile space={space} />
        </div>
        <MembershipCard space={space} />
      </div>
      <ProposalBrowser space={space} counts={figures?.proposals ?? null} />
      <HowItWorks />
    </>
  )
}
