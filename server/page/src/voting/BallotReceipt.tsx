import {
  type BallotStatus,
  BallotUnknownError,
  type WireBallotStatus,
  type WireProposal,
} from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { type Step, Steps } from '../components/Steps.tsx'
import { useFormat } from '../format/useFormat.ts'
import type { OptionText } from '../proposals/listOptions.ts'
import { getProposalKey, useBallotStatus } from '../server/queries.ts'
import type { BallotRecord } from './ballotRecords.ts'
import './BallotReceipt.css'

/** The way of a ballot that the contract takes. */
const stages = ['received', 'settling', 'counted'] as const satisfies BallotStatus[]

/** What {@link BallotReceipt} takes. */
export type BallotReceiptProps = {
  proposal: WireProposal
  record: BallotRecord
  options: OptionText[]
  /** Starts to change the ballot; null when it cannot be changed any more. */
  onChange: (() => void) | null
}

/** What one has voted and where the ballot stands. */
export function BallotReceipt({ proposal, record, options, onChange }: BallotReceiptProps) {
  const { t } = useTranslation('voting')
  const status = useBallotStatus(proposal.id, record.nullifier)
  const queryClient = useQueryClient()
  const isCounted = status.data?.status === 'counted'
  // Whoever reads that their ballot is counted looks for it in the tally.
  useEffect(() => {
    if (!isCounted) return
    void queryClient.invalidateQueries({ queryKey: getProposalKey(proposal.id) })
  }, [isCounted, queryClient, proposal.id])
  const isReplaced = status.data !== undefined && status.data.revision > record.revision
  const isRefused = !isReplaced && status.data?.status === 'refused'
  const isUnknown = status.error instanceof BallotUnknownError
  return (
    <section className="card receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title">{t('receipt.title')}</h2>
      {record.revision > 0 && <p>{t('receipt.changed', { count: record.revision })}</p>}
      {isReplaced && (
        <Notice tone="warning">
          <p>{t('receipt.replaced')}</p>
        </Notice>
      )}
      {isRefused && (
        <Notice tone="bad" announce>
          <p>{t('receipt.refused')}</p>
        </Notice>
      )}
      {isUnknown && (
        <Notice tone="warning">
          <p>{t('receipt.unknown')}</p>
        </Notice>
      )}
      {status.error !== null && !isUnknown && (
        <FailureNotice error={status.error} onRetry={() => void status.refetch()} />
      )}
      <div className="receipt-columns">
        <div>
          <h3>{t('receipt.yours')}</h3>
          <VoteList votes={record.votes} options={options} />
        </div>
        <div aria-live="polite">
          {status.data !== undefined && !isReplaced && !isRefused && (
            <Steps label={t('receipt.steps.label')} steps={listSteps(status.data, t)} />
          )}
        </div>
      </div>
      {onChange !== null && (
        <div className="receipt-change">
          <button type="button" className="button button-quiet" onClick={onChange}>
            {t('receipt.change')}
          </button>
          <p className="soft">{t('receipt.changeNote')}</p>
        </div>
      )}
    </section>
  )
}

function VoteList({ votes, options }: { votes: number[]; options: OptionText[] }) {
  const { t } = useTranslation('voting')
  const format = useFormat()
  const cast = options.filter(({ index }) => votes[index] !== undefined && votes[index] !== 0)
  if (cast.length === 0) return <p>{t('receipt.abstained')}</p>
  return (
    <dl className="vote-list">
      {cast.map(({ index, title }) => (
        <div key={index}>
          <dt>{title}</dt>
          <dd className={(votes[index] ?? 0) > 0 ? 'vote-for' : 'vote-against'}>
            {format.votes(votes[index] ?? 0)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function listSteps({ status, transaction }: WireBallotStatus, t: TFunction<'voting'>): Step[] {
  const reached = (stages as readonly BallotStatus[]).indexOf(status)
  return stages.map((stage, index) => ({
    key: stage,
    text: t(`receipt.steps.${stage}`),
    // What is reached is done; what comes next is awaited.
    state: index <= reached ? 'done' : index === reached + 1 ? 'current' : 'ahead',
    ...(stage === 'counted' &&
      transaction !== null && {
        note: (
          <>
            {t('receipt.transaction')} <code>{transaction}</code>
          </>
        ),
      }),
  }))
}
