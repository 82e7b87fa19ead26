import { tasks } from 'hardhat'
import { isResult } from 'hardhat/utils/result'
import type { Counts } from '../runChecks.ts'

/** Runs the tests in Solidity and returns what passed and failed; skipped counts as failed. */
export async function runSolidityTests(): Promise<Counts> {
  try {
    const result: unknown = await tasks.getTask(['test', 'solidity']).run()
    if (!isResult(result, hasSuites, hasSuites))
      throw new Error('Hardhat answered no test results.')
    const counts = countStatuses(result.success ? result.value : result.error)
    if (!result.success && counts.failures.length === 0)
      counts.failures.push('Hardhat says that the tests failed, and of none that it did.')
    return counts
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(reason)
    return { passed: 0, failures: [reason] }
  }
}

/** The part of Hardhat's result that we count; the `summary` beside it stays at zero in 3.18. */
interface Suites {
  suiteResults: { testResults: { name: string; status: string }[] }[]
}

function hasSuites(value: unknown): value is Suites {
  return typeof value === 'object' && value !== null && 'suiteResults' in value
}

function countStatuses({ suiteResults }: Suites): Counts {
  const tests = suiteResults.flatMap(({ testResults }) => testResults)
  const others = tests.filter(({ status }) => status !== 'Success')
  return {
    passed: tests.length - others.length,
    failures: others.map(({ name, status }) => `${name}: ${status}`),
  }
}
