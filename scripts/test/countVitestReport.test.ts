import { describe, expect, test } from 'vitest'
import { type CountedReport, countVitestReport } from './countVitestReport.ts'

function report(status: string, tests: string[]): CountedReport {
  return { testResults: [{ status, assertionResults: tests.map((status) => ({ status })) }] }
}

describe('countVitestReport', () => {
  test('counts tests', () => {
    const tests = ['passed', 'passed', 'failed']
    expect(countVitestReport(report('failed', tests))).toEqual({ passed: 2, failed: 1 })
  })

  test.each(['skipped', 'pending', 'todo'])('counts %s as failed', (status) => {
    expect(countVitestReport(report('passed', ['passed', status]))).toEqual({
      passed: 1,
      failed: 1,
    })
  })

  test('counts a file that broke before its tests as one failure', () => {
    expect(countVitestReport(report('failed', []))).toEqual({ passed: 0, failed: 1 })
  })
})
