import { lintChecks } from './checks.ts'
import { runChecks } from './runChecks.ts'

const { failed } = await runChecks(lintChecks)
if (failed > 0) process.exitCode = 1
