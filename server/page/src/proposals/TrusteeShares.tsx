import type { WireSecrecy } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { TransactionLink } from '../components/TransactionLink.tsx'
import { listTrusteeShares } from './listDecryption.ts'
import './TrusteeShares.css'

/** What {@link TrusteeShares} takes. */
export type TrusteeSharesProps = {
  secrecy: Pick<WireSecrecy, 'committee' | 'shares'>
  /** Null in the frame of another page, where nothing is to be pressed. */
  chainId: number | null
}

/** Who the trustees of a proposal are, and whose share of its decryption is there. */
export function TrusteeShares({ secrecy, chainId }: TrusteeSharesProps) {
  const { t } = useTranslation('secrecy')
  const { threshold, trustees } = secrecy.committee
  return (
    <>
      {threshold < trustees.length && t('enough', { threshold, trustees: trustees.length })}
      <ul className="plain-list trustee-shares">
        {listTrusteeShares(secrecy).map(({ position, address, state, transaction }) => (
          <li key={position}>
            <span className={`trustee-share trustee-share-${state}`}>
              {t('trustee', { position })}: {t(`share.${state}`)}
            </span>{' '}
            <code>{address}</code>
            {transaction !== null && chainId !== null && (
              <>
                {' '}
                <TransactionLink chainId={chainId} hash={transaction} isShort />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
