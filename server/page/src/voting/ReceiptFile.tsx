import { recoverRelay, type WireProposal, type WireReceipt, type WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { saveFile } from '../identity/saveFile.ts'
import { writeBigInts } from '../storage/writeBigInts.ts'
import { type BallotRecord, ballotRecords } from './ballotRecords.ts'
import { fetchReceipt } from './fetchReceipt.ts'

/** What {@link ReceiptFile} takes. */
export type ReceiptFileProps = {
  proposal: Pick<WireProposal, 'id'>
  space: Pick<WireSpace, 'chainId' | 'governor'>
  record: BallotRecord
  recordName: string
}

/** The relay's signature that it holds the ballot: what it says, and the file; or the way to get it. */
export default function ReceiptFile({ proposal, space, record, recordName }: ReceiptFileProps) {
  const { t } = useTranslation('ballot')
  const format = useFormat()
  const [isAsking, setIsAsking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { receipt } = record

  async function ask(): Promise<void> {
    setIsAsking(true)
    setError(null)
    try {
      const fetched = await fetchReceipt({ proposalId: proposal.id, space, record })
      ballotRecords.write(recordName, { ...record, receipt: fetched })
    } catch (failure) {
      setError(failure)
    } finally {
      setIsAsking(false)
    }
  }

  if (receipt === null) {
    return (
      <div className="receipt-file">
        <p>{t('receipt.none')}</p>
        {error !== null && <FailureNotice error={error} />}
        <button
          type="button"
          className="button button-quiet"
          disabled={isAsking}
          onClick={() => void ask()}
        >
          {t('receipt.ask')}
        </button>
      </div>
    )
  }
  return (
    <div className="receipt-file">
      <h3>{t('receipt.title')}</h3>
      <p>
        {t('receipt.text', { time: format.time(receipt.receivedAt) })}{' '}
        <code>{recoverRelay({ receipt })}</code>
      </p>
      <button
        type="button"
        className="button button-quiet"
        onClick={() => saveFile(getFileName(receipt), encodeReceipt(receipt))}
      >
        {t('receipt.save')}
      </button>
    </div>
  )
}

/** Names no proposal by its title: the file may lie where others see it. */
function getFileName({ proposal, revision }: WireReceipt): string {
  return `psephos-receipt-${String(proposal).slice(0, 8)}-${revision}.json`
}

/** As the server sent it, so that every program that reads receipts reads it. */
function encodeReceipt(receipt: WireReceipt): string {
  return `${JSON.stringify(receipt, writeBigInts, 2)}\n`
}
