import { COMPLAINT_PERIOD } from '@psephos/lib'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { useNow } from '../proposals/useNow.ts'
import { requirePart } from '../recovery/requirePart.ts'
import { heldTrustee } from './heldTrustee.ts'
import { TrusteeSteps } from './TrusteeSteps.tsx'
import { findPosition, ownTrustee } from './trusteeRecords.ts'
import type { TakePartProps } from './useTrusteeSteps.ts'

/** What the trustee whose key is in this browser does in a key generation; for others, what they would need. */
export function TakePart(props: TakePartProps) {
  const { t } = useTranslation('trustees')
  const record = ownTrustee.useRecord()
  const isOpen = heldTrustee.useIsOpen()
  const { invitation } = props.generation.transcript
  if (record === null) return <p>{t('part.keyless')}</p>
  const position = findPosition(record, invitation.trustees)
  if (position === null) return <p>{t('part.stranger')}</p>
  return (
    <div className="trustee-part">
      <h3>{t('part.title', { position })}</h3>
      <p>
        {t('part.joining', {
          name: invitation.name,
          threshold: invitation.threshold,
          trustees: invitation.trustees.length,
          capacity: invitation.capacity,
        })}
      </p>
      <p>{t('part.compare')}</p>
      {record.backup === 'none' ? (
        <Notice tone="warning">
          <p>
            {t('part.backup')} <a href="#trustee-key">{t('part.toKey')}</a>
          </p>
        </Notice>
      ) : isOpen ? (
        <CheckedPart {...props} position={position} />
      ) : (
        <p>
          {t('part.closed')} <a href="#trustee-key">{t('part.toKey')}</a>
        </p>
      )}
    </div>
  )
}

/** Checks all that was said, and shows what is due. */
function CheckedPart(props: TakePartProps & { position: number }) {
  const { session, generation } = props
  const { transcript, confirmations, dealsUntil } = generation
  const now = useNow(dealsUntil + COMPLAINT_PERIOD)
  const { data, error } = useQuery({
    // Nothing is ever taken out of a mailbox: how much there is tells whether there is more.
    queryKey: [
      'standing',
      session,
      transcript.deals.length,
      transcript.complaints.length,
      confirmations.length,
      now >= dealsUntil,
      now >= dealsUntil + COMPLAINT_PERIOD,
    ],
    queryFn: async () => {
      const { readStanding } = await requirePart(() => import('./keyGenerationSteps.ts'))
      return readStanding({ generation, session, registry: null, now })
    },
    // Points of a curve are no plain objects.
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <FailureNotice error={error} />
  return data === undefined ? <Loading /> : <TrusteeSteps {...props} standing={data} />
}
