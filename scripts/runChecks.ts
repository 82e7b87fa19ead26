import type { Check } from './checks.ts'
import { runCommand } from './runCommand.ts'

/** How many of some things hold. */
export interface Counts {
  passed: number
  failed: number
}

/** Runs each check, prints a line about it, what it said if it fails, and returns the counts. */
export async function runChecks(checks: readonly Check[]): Promise<Counts> {
  const counts = { passed: 0, failed: 0 }
  for (const { name, command, failure } of checks) {
    const { code, output } = await runCommand({ command })
    if (code === 0) {
      counts.passed += 1
      console.log(`✓ ${name}`)
    } else {
      counts.failed += 1
      console.log(`${output.trimEnd()}\n✗ ${name}: ${failure}`)
    }
  }
  return counts
}
