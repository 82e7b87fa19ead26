import { lintChecks } from './checks.ts'
import { runChecks } from './runChecks.ts'

const { failures } = await runChecks(lintChecks)
if (failures.length > 0) process.exitCode = 1
