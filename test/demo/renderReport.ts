import type { ElectionReport } from './ElectionReport.ts'
import type { SecretElectionReport } from './secret/runSecretElection.ts'

/** Returns what happened in an election as text for people. */
export function renderReport(report: ElectionReport & Partial<SecretElectionReport>): string {
  const rows = [
    ['option', 'for', 'against', 'credits spent', 'passed', 'paid'],
    ...report.options.map((option) => [
      option.title,
      option.votesFor,
      option.votesAgainst,
      option.creditsSpent,
      option.passed ? 'yes' : 'no',
      option.paid === '0' ? '–' : `${option.paid} ETH`,
    ]),
  ]
  const refused = Object.entries(report.refused).map(([code, count]) => `    ${count} × ${code}`)
  const seconds = Object.entries(report.seconds).map(
    ([phase, time]) => `    ${phase.padEnd(10)} ${time.toFixed(2).padStart(7)} s`,
  )
  const verdict =
    report.failures.length === 0
      ? ['Everything that should hold does.']
      : ['What should hold and does not:', ...report.failures.map((each) => `  - ${each}`)]
  return [
    '',
    ...renderTable(rows),
    '',
    `  ${report.enrolled} people enrolled, ${report.ballots} ballots accepted: ${report.settledInBatch} settled in a batch,`,
    `  ${report.direct} cast directly, ${report.skipped} passed over by the batch because it was counted already.`,
    ...renderSecrecy(report),
    '  Refused:',
    ...refused,
    '  Time:',
    ...seconds,
    '',
    ...verdict,
    '',
  ].join('\n')
}

function renderSecrecy({ trustees, audit }: Partial<SecretElectionReport>): string[] {
  if (trustees === undefined || audit === undefined) return []
  const who = `Trustee${trustees.length === 1 ? '' : 's'} ${trustees.join(', ')}`
  return [`  ${who} decrypted the totals. An audit of the proposal: ${audit}.`]
}

/** Numbers stand right, words left. */
function renderTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row, index) => {
    const cells = row.map((cell, column) =>
      column === 0 || column === 4
        ? cell.padEnd(widths[column] ?? 0)
        : cell.padStart(widths[column] ?? 0),
    )
    const line = `  ${cells.join('   ')}`
    return index === 0 ? `${line}\n  ${widths.map((width) => '─'.repeat(width)).join('───')}` : line
  })
}
