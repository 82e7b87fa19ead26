import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CountedReport, countVitestReport } from './countVitestReport.ts'

const name = resolve('lib/a.test.ts')

function report(status: string, tests: string[], message = ''): CountedReport {
  const assertionResults = tests.map((status) => ({
    ancestorTitles: ['sum'],
    title: 'adds',
    status,
    failureMessages: status === 'failed' ? ['\u001b[31mError: 3\u001b[39m\n    at lib/a.ts:1'] : [],
  }))
  return { testResults: [{ name, status, message, assertionResults }] }
}

describe('countVitestReport', () => {
  test('counts tests, and says which failed and why', () => {
    const tests = ['passed', 'passed', 'failed']
    expect(countVitestReport(report('failed', tests))).toEqual({
      passed: 2,
      failures: ['lib/a.test.ts › sum › adds: Error: 3'],
    })
  })

  test.each(['skipped', 'pending', 'todo'])('counts %s as failed', (status) => {
    expect(countVitestReport(report('passed', ['passed', status]))).toEqual({
      passed: 1,
      failures: [`lib/a.test.ts › sum › adds: ${status}`],
    })
  })

  test('counts a file that broke before its tests as one failure', () => {
    expect(countVitestReport(report('failed', [], 'No such module\n at b.ts'))).toEqual({
      passed: 0,
      failures: ['lib/a.test.ts: No such module'],
    })
    expect(countVitestReport(report('failed', [])).failures).toEqual(['lib/a.test.ts: failed'])
  })
})
