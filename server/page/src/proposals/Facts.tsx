import type { WireProposal } from '@psephos/lib'
import { formatNumber } from '../format/formatNumber.ts'
import { messages } from '../messages.ts'

/** A proposal's rules, and who proposed it. */
export function Facts({ proposal }: { proposal: WireProposal }) {
  const { electorate, settled, voiceCredits, maxWinners, optionCount, proposer, cid } = proposal
  const { facts, factsTitle } = messages.proposal
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">{factsTitle}</h2>
      <dl className="facts">
        <dt>{facts.electorate}</dt>
        <dd>
          {electorate === null
            ? facts.electorateUnknown
            : facts.people(electorate.size, formatNumber(electorate.size))}
        </dd>
        {electorate !== null && (
          <>
            <dt>{facts.quorum}</dt>
            <dd>{facts.quorumBallots(settled.quorum, formatNumber(settled.quorum))}</dd>
          </>
        )}
        <dt>{facts.credits}</dt>
        <dd>{formatNumber(voiceCredits)}</dd>
        {optionCount > 1 && (
          <>
            <dt>{facts.winners}</dt>
            <dd>{maxWinners === 0 ? facts.winnersUnlimited : facts.winnersLimited(maxWinners)}</dd>
          </>
        )}
        <dt>{facts.proposer}</dt>
        <dd>
          <code>{proposer}</code>
        </dd>
        {cid !== '' && (
          <>
            <dt>{facts.text}</dt>
            <dd>
              <code>{cid}</code>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
