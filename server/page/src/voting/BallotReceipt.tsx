import {
  type BallotStatus,
  BallotUnknownError,
  type WireBallotStatus,
  type WireProposal,
  type WireSpace,
} from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { type Step, Steps } from '../components/Steps.tsx'
import { TransactionLink } from '../components/TransactionLink.tsx'
import type { OptionText } from '../proposals/listOptions.ts'
import { loadPart } from '../recovery/loadPart.ts'
import { getProposalKey, useBallotStatus } from '../server/queries.ts'
import type { BallotRecord } from './ballotRecords.ts'
import { SecretChangeNote, SecretReceipt } from './SecretReceipt.tsx'
import { showStep } from './showStep.ts'
import { VoteList } from './VoteList.tsx'
import './BallotReceipt.css'

// With what checks signatures.
const ReceiptFile = lazy(() => loadPart(() => import('./ReceiptFile.tsx')))

/** The way of a ballot that the contract takes. */
const stages = ['received', 'settling', 'counted'] as const satisfies BallotStatus[]

/** What {@link BallotReceipt} takes. */
export type BallotReceiptProps = {
  proposal: WireProposal
  space: WireSpace
  recordName: string
  /** Whether the relay took the ballot just now and signed something else. */
  isReceiptInvalid: boolean
  record: BallotRecord
  options: OptionText[]
  /** Whether one comes here from voting, and should see that it worked. */
  isArrival: boolean
  /** Starts to change the ballot; null when it cannot be changed any more. */
  onChange: (() => void) | null
}

/** What one has voted and where the ballot stands. */
export default function BallotReceipt(props: BallotReceiptProps) {
  const { proposal, space, record, recordName, options, isReceiptInvalid } = props
  const { isArrival, onChange } = props
  const { t } = useTranslation('voting')
  const { t: tBallot } = useTranslation('ballot')
  const status = useBallotStatus(proposal.id, record.nullifier, record.revision)
  const queryClient = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isArrival && heading.current !== null) showStep(heading.current)
  }, [isArrival])
  // Of an earlier revision nothing need be said.
  const answer =
    status.data !== undefined && status.data.revision >= record.revision ? status.data : null
  const isCounted = answer?.status === 'counted'
  // Whoever reads that their ballot is counted looks for it in the tally.
  useEffect(() => {
    if (!isCounted) return
    void queryClient.invalidateQueries({ queryKey: getProposalKey(proposal.id) })
  }, [isCounted, queryClient, proposal.id])
  const isReplaced = answer !== null && answer.revision > record.revision
  const isRefused = !isReplaced && answer?.status === 'refused'
  // The server hears of what was cast past it when it next reads the chain.
  const isDirect = record.transaction !== null
  const isUnknown = status.error instanceof BallotUnknownError && !isDirect
  const isFailing = status.error !== null && !(status.error instanceof BallotUnknownError)
  return (
    <section className="card receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title" ref={heading} tabIndex={-1} className="step-heading">
        {t('receipt.title')}
      </h2>
      {record.revision > 0 && <p>{t('receipt.replacing')}</p>}
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
      {isReceiptInvalid && (
        <Notice tone="bad" announce>
          <p>{tBallot('receipt.invalid')}</p>
        </Notice>
      )}
      {isFailing && <FailureNotice error={status.error} onRetry={() => void status.refetch()} />}
      <div className="receipt-columns">
        <div>
          {record.votes === null ? (
            <SecretReceipt isCounted={isCounted && !isReplaced} />
          ) : (
            <>
              <h3>{t('receipt.yours')}</h3>
              <VoteList
                votes={record.votes}
                options={options}
                abstention={t('receipt.abstained')}
              />
            </>
          )}
        </div>
        <div aria-live="polite">
          {answer !== null && !isReplaced && !isRefused && (
            <Steps
              label={t('receipt.steps.label')}
              steps={listSteps(answer, isDirect ? ['counted'] : stages, space.chainId, t)}
            />
          )}
        </div>
      </div>
      {isDirect ? (
        <p className="receipt-file">
          {tBallot('receipt.direct')}{' '}
          <TransactionLink chainId={space.chainId} hash={record.transaction ?? ''} />
        </p>
      ) : (
        !isReceiptInvalid && (
          <Suspense>
            <ReceiptFile
              proposal={proposal}
              space={space}
              record={record}
              recordName={recordName}
            />
          </Suspense>
        )
      )}
      {onChange !== null && (
        <div className="receipt-change">
          <button type="button" className="button button-quiet" onClick={onChange}>
            {t('receipt.change')}
          </button>
          {record.votes === null ? (
            <SecretChangeNote />
          ) : (
            <p className="soft">{t('receipt.changeNote')}</p>
          )}
        </div>
      )}
    </section>
  )
}

function listSteps(
  { status, transaction }: WireBallotStatus,
  way: readonly (typeof stages)[number][],
  chainId: number,
  t: TFunction<'voting'>,
): Step[] {
  const reached = (way as readonly BallotStatus[]).indexOf(status)
  return way.map((stage, index) => ({
    key: stage,
    text: t(`receipt.steps.${stage}`),
    // What is reached is done; what comes next is awaited.
    state: index <= reached ? 'done' : index === reached + 1 ? 'current' : 'ahead',
    ...(stage === 'counted' &&
      transaction !== null && {
        note: (
          <>
            {t('receipt.transaction')} <TransactionLink chainId={chainId} hash={transaction} />
          </>
        ),
      }),
  }))
}
