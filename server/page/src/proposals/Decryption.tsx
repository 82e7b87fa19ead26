import type { SecrecyPhase, WireProposal, WireResults } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Steps } from '../components/Steps.tsx'
import { useSecrecy } from '../server/queries.ts'
import { listDecryption } from './listDecryption.ts'
import { TrusteeShares } from './TrusteeShares.tsx'

/** What {@link Decryption} takes. */
export type DecryptionProps = {
  proposal: Pick<WireProposal, 'id'>
  phase: SecrecyPhase
  results: WireResults | null
  /** Null in the frame of another page, where nothing is to be pressed. */
  chainId: number | null
}

/** Why a secret proposal has no totals yet, how far they are, and how they came about. */
export default function Decryption(props: DecryptionProps) {
  const { proposal, phase } = props
  const { t } = useTranslation('secrecy')
  switch (phase) {
    case 'voting':
      return <p>{t('open')}</p>
    case 'canceled':
      return (
        <Notice tone="plain">
          <p>{t('canceled')}</p>
        </Notice>
      )
    case 'closing':
    case 'decrypting':
      return <DecryptionSteps {...props} />
    case 'revealed':
      if (props.results?.settled.voters === 0) return <p>{t('nobodyVoted')}</p>
      if (props.chainId === null) return <p className="decryption-note">{t('revealed')}</p>
      return (
        <>
          <p className="decryption-note">
            {t('revealed')} <Link href={`/proposals/${proposal.id}/verify`}>{t('verify')}</Link>
          </p>
          <details>
            <summary className="summary-link">{t('how')}</summary>
            <DecryptionSteps {...props} />
          </details>
        </>
      )
  }
}

function DecryptionSteps({ proposal, phase, results, chainId }: DecryptionProps) {
  const { t } = useTranslation('secrecy')
  const decryption = results?.decryption ?? null
  const { data, error, refetch } = useSecrecy(
    proposal.id,
    `${phase} ${decryption?.shares ?? 0}`,
    phase !== 'revealed',
  )
  if (data === undefined) {
    return error === null ? null : <FailureNotice error={error} onRetry={() => void refetch()} />
  }
  const { committee, voters } = data
  const shares = data.shares.filter(({ transaction }) => transaction !== null).length
  const { threshold } = committee
  if (voters === 0) return <p>{t('nobodyVoted')}</p>
  return (
    <div aria-live="polite">
      <Steps
        label={t('progress')}
        steps={listDecryption({ phase, shares, threshold }).map(({ step, state }) => ({
          key: step,
          text: t(`steps.${step}`, { shares, threshold }),
          state,
          ...(step === 'shares' && {
            note: <TrusteeShares secrecy={data} chainId={chainId} />,
          }),
        }))}
      />
    </div>
  )
}
