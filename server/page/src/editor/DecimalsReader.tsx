import type { WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useWallet } from '../wallet/useWallet.tsx'
import { isAddressText } from './isAddressText.ts'
import { readDecimals } from './readDecimals.ts'

/** What {@link DecimalsReader} takes. */
export type DecimalsReaderProps = {
  space: Pick<WireSpace, 'chainId'>
  /** The token's address, as it was typed. */
  token: string
  onRead: (decimals: string) => void
}

/** Asks a token's contract for its decimals, through a wallet: the page reaches no chain by itself. */
export function DecimalsReader({ space, token, onRead }: DecimalsReaderProps) {
  const { t } = useTranslation('editor')
  const { connect, dialog } = useWallet()
  const [outcome, setOutcome] = useState<number | 'unknown' | null>(null)
  const [error, setError] = useState<unknown>(null)
  const address = token.trim()

  async function read(): Promise<void> {
    setOutcome(null)
    setError(null)
    try {
      const { provider } = await connect(space.chainId)
      const decimals = await readDecimals({ provider, token: address })
      setOutcome(decimals ?? 'unknown')
      if (decimals !== null) onRead(String(decimals))
    } catch (failure) {
      setError(failure)
    }
  }

  return (
    <div className="field decimals-reader">
      <button
        type="button"
        className="button-link"
        disabled={!isAddressText(address)}
        onClick={() => void read()}
      >
        {t('calls.readDecimals')}
      </button>
      <p role="status" className="field-hint">
        {outcome === 'unknown' && t('calls.decimalsUnknown')}
        {typeof outcome === 'number' && t('calls.decimalsRead', { count: outcome })}
      </p>
      {error !== null && <FailureNotice error={error} />}
      {dialog}
    </div>
  )
}
