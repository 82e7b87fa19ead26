import { parseArgs } from 'node:util'
import { lintChecks, pageBuild, typeCheck } from './checks.ts'
import { type Counts, runChecks } from './runChecks.ts'
import { runSolidityTests } from './test/runSolidityTests.ts'
import { runVitest } from './test/runVitest.ts'

const generatedFiles = lintChecks.filter(({ name }) => name === 'generated files')
const otherLint = lintChecks.filter(({ name }) => name !== 'generated files')

/** In the order in which they run. */
const steps: Record<string, { what: string; run: () => Promise<Counts> }> = {
  lint: { what: 'Lint', run: () => runChecks(otherLint) },
  types: { what: 'Type check', run: () => runChecks([typeCheck]) },
  generated: { what: 'Generated files', run: () => runChecks(generatedFiles) },
  solidity: { what: 'Tests in Solidity', run: runSolidityTests },
  unit: { what: 'Unit tests', run: () => runVitest('unit') },
  rooms: { what: 'Tests across rooms', run: () => runVitest('rooms') },
  page: { what: 'Build of the page', run: () => runChecks([pageBuild]) },
  e2e: { what: 'Tests in a browser', run: () => runVitest('e2e') },
}

const { values: options, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h', default: false } },
  allowPositionals: true,
})
const unknown = positionals.find((name) => !Object.hasOwn(steps, name))
if (options.help) {
  console.log('Usage: npm test [-- <step>…]\n\nSteps, in order; without one, all of them:')
  for (const [name, { what }] of Object.entries(steps)) console.log(`  ${name.padEnd(10)} ${what}`)
} else if (unknown !== undefined) {
  console.error(`There is no step "${unknown}". The steps are ${Object.keys(steps).join(', ')}.`)
  process.exitCode = 2
} else {
  await runSteps(positionals.length > 0 ? positionals : Object.keys(steps))
}

/** Runs the steps, all of them even when one fails, and ends with the sums. */
async function runSteps(names: string[]): Promise<void> {
  const total = { passed: 0, failed: 0 }
  const summary: string[] = []
  for (const [name, { what, run }] of Object.entries(steps)) {
    if (!names.includes(name)) continue
    console.log(`\n── ${what} ──`)
    const start = performance.now()
    const { passed, failed } = await run()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const ranNone = passed + failed === 0
    total.passed += passed
    total.failed += ranNone ? 1 : failed
    const counts = ranNone
      ? 'none ran, which counts as failed'
      : `${passed} passed, ${failed} failed`
    summary.push(`${what.padEnd(20)} ${seconds.padStart(6)} s  ${counts}`)
  }
  console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`)
  // Not exitCode: a test runner in this process may have left a handle open.
  process.exit(total.failed > 0 ? 1 : 0)
}
