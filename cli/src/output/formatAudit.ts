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
  const totals = checks.find(({ name }) => name === 'totals')
  const widest = Math.max(...checks.map(({ name }) => name.length))
  return [
    `Proposal ${proposalId}, as of block ${block.number}`,
    '',
    ...checks.map(
      ({ name, verdict: found, summary }) => `${marks[found]} ${name.padEnd(widest)}  ${summary}`,
    ),
    '',
    ...(totals === undefined || totals.verdict === 'confirmed'
      ? tally.options.map((option, index) => formatOption(option, index, totals !== undefined))
      : [
          'What the options got is not known: ballots are secret, and the totals are not confirmed.',
        ]),
    `Voters: ${tally.voters} (quorum ${tally.quorum})`,
    '',
    sentences[verdict],
  ].join('\n')
}

/** Of a secret proposal nobody knows what was spent on an option. */
function formatOption(
  { votesFor, votesAgainst, creditsSpent, passes }: AuditReport['tally']['options'][number],
  option: number,
  isSecret: boolean,
): string {
  const credits = isSecret ? '' : `, ${creditsSpent} credits`
  return `Option ${option}: ${votesFor} for, ${votesAgainst} against${credits}${passes ? ', passes' : ''}`
}
