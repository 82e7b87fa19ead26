import { getBytes } from 'ethers'
import { readDescriptionText } from '../../contracts/readProposal.ts'
import { MetadataMalformedError } from '../../errors/proposalErrors.ts'
import { hashProposal } from '../../proposal/hashProposal.ts'
import type { OptionsLayout } from '../../proposal/optionsLayout.ts'
import { splitOptionsLayout } from '../../proposal/splitOptionsLayout.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'

const { confirm, refute } = createCheck('proposal')

/** The id commits to calls, description and layout; the window is the one that was published. */
export function checkProposal(election: Archive): AuditCheck {
  const { proposal, outcome } = election
  const { id, calls, description, snapshot, deadline } = proposal
  const hashed = hashProposal({ calls, description: getBytes(description) })
  if (hashed !== id) {
    return refute('The id is not the hash of the calls and the description.', {
      id: String(id),
      hash: String(hashed),
    })
  }
  const committee = election.version === 2 ? election.secrecy.committee.id : undefined
  const layout = { ...describeLayout(proposal), committee }
  const described = readLayout(description)
  // An ordinary proposal has one option; its voice credits are the governor's at that time.
  const expected = described ?? describeLayout({ ...proposal, ...ordinary(proposal) })
  if (described === undefined || JSON.stringify(layout) !== JSON.stringify(expected)) {
    return refute('The layout is not the one that the description commits to.', {
      layout: JSON.stringify(layout),
      described: described === undefined ? null : JSON.stringify(expected),
    })
  }
  if (outcome.snapshot !== snapshot || outcome.deadline !== deadline) {
    return refute('The governor holds to another window than it published.', {
      snapshot,
      deadline,
      heldSnapshot: outcome.snapshot,
      heldDeadline: outcome.deadline,
    })
  }
  return confirm('The id commits to the calls, the description and the layout.', {
    id: String(id),
    calls: calls.length,
  })
}

function describeLayout({
  optionCount,
  voiceCredits,
  maxWinners,
  calls,
}: Pick<
  Archive['proposal'],
  'optionCount' | 'voiceCredits' | 'maxWinners' | 'calls'
>): OptionsLayout {
  return { optionCount, voiceCredits, maxWinners, callOptions: calls.map(({ option }) => option) }
}

function ordinary({ calls }: Archive['proposal']) {
  return { optionCount: 1, maxWinners: 0, calls: calls.map((call) => ({ ...call, option: 0 })) }
}

/** Null for an ordinary proposal; undefined when the description ends as no governor lets it. */
function readLayout(description: string): OptionsLayout | null | undefined {
  // Bytes that are no text end in no marker, which is text.
  const text = readDescriptionText(description) ?? ''
  try {
    return splitOptionsLayout(text).layout
  } catch (error) {
    if (error instanceof MetadataMalformedError) return undefined
    throw error
  }
}
