import type { AuditReport, AuditVerdict } from '@psephos/lib'

const marks = {
  confirmed: '✓',
  refuted: '✗',
  incomplete: '–',
} as const satisfies Record<AuditVerdict, string>

const sentences = {
  confirmed: 'Confirmed: the outcome is what the rules make of these ballots.',
  refuted: 'Refuted: something is not as it should be.',
  incomplete: 'Incomplete: nothing is refuted, but not everything could be checked.',
} as const satisfies Record<AuditVerdict, string>

/** Returns what a person reads of an audit: a line for each check, the tally, the verdict. */
export function formatAudit({ checks, tally, verdict, proposalId, block }: AuditReport): string {
  const widest = Math.max(...checks.map(({ name }) => name.length))
  return [
    `Proposal ${proposalId}, as of block ${block.number}`,
    '',
    ...checks.map(
      ({ name, verdict: found, summary }) => `${marks[found]} ${name.padEnd(widest)}  ${summary}`,
    ),
    '',
    ...tally.options.map(
      ({ votesFor, votesAgainst, creditsSpent, passes }, option) =>
        `Option ${option}: ${votesFor} for, ${votesAgainst} against, ${creditsSpent} credits${passes ? ', passes' : ''}`,
    ),
    `Voters: ${tally.voters} (quorum ${tally.quorum})`,
    '',
    sentences[verdict],
  ].join('\n')
}
