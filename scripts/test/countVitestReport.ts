import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Counts } from '../runChecks.ts'

/** What we read of vitest's `JsonTestResults`. */
export interface CountedReport {
  testResults: {
    /** The file's path. */
    name: string
    status: string
    message?: string
    assertionResults: {
      ancestorTitles: string[]
      title: string
      status: string
      failureMessages?: string[] | null
    }[]
  }[]
}

/**
 * Returns what passed and failed of a report of vitest's `json` reporter. A test that did not run
 * counts as failed, and so does a file that broke before its tests were known.
 */
export function countVitestReport(report: CountedReport): Counts {
  const counts: Counts = { passed: 0, failures: [] }
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = relative('', name)
    if (status === 'failed' && assertionResults.every(({ status }) => status === 'passed'))
      counts.failures.push(`${file}: ${readReason(message) ?? status}`)
    for (const { ancestorTitles, title, status, failureMessages } of assertionResults) {
      if (status === 'passed') counts.passed += 1
      else {
        const path = [file, ...ancestorTitles, title].join(' › ')
        counts.failures.push(`${path}: ${readReason(failureMessages?.[0]) ?? status}`)
      }
    }
  }
  return counts
}

/** The first line of an error's message, without colours. */
function readReason(message = ''): string | undefined {
  return stripVTControlCharacters(message).trim().split('\n', 1)[0] || undefined
}
