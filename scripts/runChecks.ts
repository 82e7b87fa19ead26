import type { Check } from './checks.ts'
import { runCommand } from './runCommand.ts'

/** How many of some things hold, and which do not. */
export interface Counts {
  passed: number
  /** One line for each: its name and what is wrong. */
  failures: string[]
}

/** Runs each check, prints a line about it, what it said if it fails, and returns the counts. */
export async function runChecks(checks: readonly Check[]): Promise<Counts> {
  const counts: Counts = { passed: 0, failures: [] }
  for (const { name, command, failure } of checks) {
    const { code, output } = await runCommand({ command })
    if (code === 0) {
      counts.passed += 1
      console.log(`✓ ${name}`)
    } else {
      counts.failures.push(`${name}: ${failure}`)
      console.log(`${output.trimEnd()}\n✗ ${name}: ${failure}`)
    }
  }
  return counts
}
