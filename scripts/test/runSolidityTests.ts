import { tasks } from 'hardhat'
import { isResult } from 'hardhat/utils/result'
import type { Counts } from '../runChecks.ts'

/** Runs the tests in Solidity and returns how many passed and failed; skipped counts as failed. */
export async function runSolidityTests(): Promise<Counts> {
  try {
    const result: unknown = await tasks.getTask(['test', 'solidity']).run()
    if (!isResult(result, hasSuites, hasSuites))
      throw new Error('Hardhat answered no test results.')
    const counts = countStatuses(result.success ? result.value : result.error)
    return result.success || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1 }
  }
}

/** The part of Hardhat's result that we count; the `summary` beside it stays at zero in 3.18. */
interface Suites {
  suiteResults: { testResults: { status: string }[] }[]
}

function hasSuites(value: unknown): value is Suites {
  return typeof value === 'object' && value !== null && 'suiteResults' in value
}

function countStatuses({ suiteResults }: Suites): Counts {
  const statuses = suiteResults.flatMap(({ testResults }) => testResults.map((test) => test.status))
  const passed = statuses.filter((status) => status === 'Success').length
  return { passed, failed: statuses.length - passed }
}
