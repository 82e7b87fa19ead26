import { findTransactionUrl } from '../format/explorers.ts'
import { ExternalLink } from './ExternalLink.tsx'

/** What {@link TransactionLink} takes. */
export type TransactionLinkProps = {
  chainId: number
  hash: string
  /** Shows its beginning and end only. */
  isShort?: boolean
}

/** A transaction, with a link to where its chain has an explorer. */
export function TransactionLink({ chainId, hash, isShort = false }: TransactionLinkProps) {
  const url = findTransactionUrl(chainId, hash)
  const text = <code>{isShort ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash}</code>
  return url === null ? text : <ExternalLink href={url}>{text}</ExternalLink>
}
