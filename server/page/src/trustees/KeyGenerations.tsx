import type { WireKeyGenerationSummary } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { useFormat } from '../format/useFormat.ts'
import { client } from '../server/client.ts'
import { listTrusteeStates, type TrusteeState } from './listTrusteeStates.ts'
import { TakePart } from './TakePart.tsx'
import type { TakePartProps } from './useTrusteeSteps.ts'

/** The key generations in the server's mailbox, and what it has of each trustee. */
export function KeyGenerations({ space }: { space: TakePartProps['space'] }) {
  const { t } = useTranslation('secrecy')
  const list = useQuery({
    queryKey: ['space', space.id, 'key-generations'],
    queryFn: ({ signal }) => client.listKeyGenerations({ space: space.id, signal }),
  })
  return (
    <section aria-labelledby="generations-title">
      <h2 id="generations-title">{t('page.generations')}</h2>
      {list.data === undefined ? (
        list.error !== null && (
          <FailureNotice error={list.error} onRetry={() => void list.refetch()} />
        )
      ) : list.data.length === 0 ? (
        <p>{t('page.generationsNone')}</p>
      ) : (
        <>
          <p>{t('page.generationsLead')}</p>
          <pre className="command">
            {`psephos trustee take-part --trustee me.trustee.json --server ${location.origin} --session 0x…`}
          </pre>
          {list.data.map((summary) => (
            <KeyGenerationItem key={summary.session} space={space} summary={summary} />
          ))}
        </>
      )}
    </section>
  )
}

type KeyGenerationItemProps = Pick<TakePartProps, 'space'> & { summary: WireKeyGenerationSummary }

function KeyGenerationItem({ space, summary }: KeyGenerationItemProps) {
  const { t } = useTranslation('secrecy')
  const format = useFormat()
  const { session, name, threshold, trustees, dealsUntil } = summary
  const [isOpen, setIsOpen] = useState(false)
  const { data, error } = useQuery({
    enabled: isOpen,
    queryKey: ['key-generation', session],
    queryFn: ({ signal }) => client.getKeyGeneration({ session, signal }),
    refetchInterval: 15_000,
  })
  return (
    <details className="card" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="summary-link">{name}</summary>
      <p>{t('page.needs', { threshold, trustees, when: format.time(dealsUntil) })}</p>
      <p>
        <code className="command">{session}</code>
      </p>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <FailureNotice error={error} />
        )
      ) : (
        <>
          <ol className="trustee-addresses">
            {listTrusteeStates(data).map((state) => (
              <li key={state.position}>
                <code>{state.address}</code> <TrusteeStateText state={state} />
              </li>
            ))}
          </ol>
          <TakePart space={space} session={session} generation={data} />
        </>
      )}
    </details>
  )
}

function TrusteeStateText({ state }: { state: TrusteeState }) {
  const { t } = useTranslation('secrecy')
  const parts = [
    state.hasDealt ? t('page.states.dealt') : t('page.states.notDealt'),
    ...(state.complaints > 0 ? [t('page.states.complained')] : []),
    ...(state.hasConfirmed ? [t('page.states.confirmed')] : []),
  ]
  return <span>{parts.join(' · ')}</span>
}
