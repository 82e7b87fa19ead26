import type { Counts } from '../runChecks.ts'

/** What we read of vitest's `JsonTestResults`. */
export interface CountedReport {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/**
 * Returns how many tests of a report of vitest's `json` reporter passed and failed. A test that did
 * not run counts as failed, and so does a file that broke before its tests were known.
 */
export function countVitestReport(report: CountedReport): Counts {
  const counts = { passed: 0, failed: 0 }
  for (const file of report.testResults) {
    if (
      file.status === 'failed' &&
      file.assertionResults.every(({ status }) => status === 'passed')
    )
      counts.failed += 1
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1
      else counts.failed += 1
    }
  }
  return counts
}
