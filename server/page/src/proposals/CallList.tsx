import type { WireProposal } from '@psephos/lib'
import { formatAmount } from '../format/formatAmount.ts'
import { messages } from '../messages.ts'
import './CallList.css'

/** What {@link CallList} takes. */
export type CallListProps = { calls: WireProposal['calls']; chainId: number }

/**
 * What runs if an option passes: plain transfers in words, everything else raw and with a warning.
 */
export function CallList({ calls, chainId }: CallListProps) {
  if (calls.length === 0) return <p className="call-none">{messages.proposal.noCalls}</p>
  return (
    <div className="calls">
      <p>{messages.proposal.callsTitle}</p>
      <ul>
        {calls.map((call, index) => (
          // Calls never change their order, and two may be the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <CallText call={call} chainId={chainId} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function CallText({ call, chainId }: { call: WireProposal['calls'][number]; chainId: number }) {
  const { target, value, calldata } = call
  const texts = messages.call
  if (calldata === '0x') {
    return (
      <>
        {value === 0n ? texts.empty : texts.transfer(formatAmount(value, chainId))}{' '}
        <code>{target}</code>
      </>
    )
  }
  return (
    <>
      {texts.unknown}
      <dl className="call-raw">
        <dt>{texts.to}</dt>
        <dd>
          <code>{target}</code>
        </dd>
        {value > 0n && (
          <>
            <dt>{texts.value}</dt>
            <dd>{formatAmount(value, chainId)}</dd>
          </>
        )}
        <dt>{texts.data}</dt>
        <dd>
          <code>{calldata}</code>
        </dd>
      </dl>
      <strong className="call-warning">{texts.unknownWarning}</strong>
    </>
  )
}
