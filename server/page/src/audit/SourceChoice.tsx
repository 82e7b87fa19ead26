import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import type { InjectedWallet } from '../wallet/useInjectedWallets.ts'

/** What {@link SourceChoice} takes. */
export type SourceChoiceProps = {
  /** Whether this server has a node of the chain and can be asked. */
  hasServer: boolean
  wallets: InjectedWallet[]
  chainId: number
  /** `server`, or the uuid of a wallet. */
  chosen: string
  onChoose: (source: string) => void
}

/** Lets somebody choose who tells their browser what the chain says, and says what that means. */
export function SourceChoice({ hasServer, wallets, chainId, chosen, onChoose }: SourceChoiceProps) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const chain = format.chain(chainId)
  return (
    <fieldset className="source-choice">
      <legend>{t('source.legend')}</legend>
      <div className="card sources">
        {hasServer && (
          <Source
            value="server"
            {...{ chosen, onChoose }}
            title={t('source.server')}
            note={t('source.serverNote')}
          />
        )}
        {wallets.map(({ uuid, name }) => (
          <Source
            key={uuid}
            value={uuid}
            {...{ chosen, onChoose }}
            title={t('source.wallet', { wallet: name })}
            note={t('source.walletNote', { chain })}
          />
        ))}
        {wallets.length === 0 && <p className="soft source-none">{t('source.noWallet')}</p>}
      </div>
    </fieldset>
  )
}

type SourceProps = Pick<SourceChoiceProps, 'chosen' | 'onChoose'> & {
  value: string
  title: string
  note: string
}

function Source({ value, title, note, chosen, onChoose }: SourceProps) {
  const id = useId()
  return (
    <div className="source">
      <input
        type="radio"
        name="chain-source"
        id={id}
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
        aria-describedby={`${id}-note`}
      />
      <label htmlFor={id}>{title}</label>
      <p id={`${id}-note`} className="soft">
        {note}
      </p>
    </div>
  )
}
