import { parseArgs } from 'node:util'
import { lintChecks, pageBuild, typeCheck } from './checks.ts'
import { type Counts, runChecks } from './runChecks.ts'
import { runCommand } from './runCommand.ts'
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
  unit: { what: 'Unit tests', run: () => runVitest('unit-lib', 'unit') },
  rooms: { what: 'Tests across rooms', run: () => runVitest('rooms') },
  whole: { what: 'A whole election', run: () => runVitest('whole') },
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
  await (positionals.length > 0 ? runSteps(positionals) : runAll())
}

/**
 * Runs every step, in two lanes beside each other that take about as long. Each keeps one core busy
 * (its compiler has one thread, vitest one worker), for a third would starve servers and browsers
 * of what their tests wait for. The other lane is a process of its own, and is shown when it ends.
 */
async function runAll(): Promise<void> {
  const here = new Set(['lint', 'types', 'unit', 'whole', 'page', 'e2e'])
  const names = Object.keys(steps)
  const beside = runBeside(names.filter((name) => !here.has(name)))
  const first = await runEach([...here])
  console.log('\nThe other steps are under way, and are shown once they have ended…')
  end([first, await beside])
}

async function runSteps(names: string[]): Promise<void> {
  end([await runEach(names)])
}

/** What some steps came to. */
interface Outcome extends Counts {
  /** A line a step. */
  summary: string[]
}

/** Runs the steps one after the other, all of them even when one fails. */
async function runEach(names: string[]): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, summary: [] }
  for (const [name, { what, run }] of Object.entries(steps)) {
    if (!names.includes(name)) continue
    console.log(`\n── ${what} ──`)
    const start = performance.now()
    const { passed, failed } = await run()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const ranNone = passed + failed === 0
    outcome.passed += passed
    outcome.failed += ranNone ? 1 : failed
    const counts = ranNone
      ? 'none ran, which counts as failed'
      : `${passed} passed, ${failed} failed`
    outcome.summary.push(`${what.padEnd(20)} ${seconds.padStart(6)} s  ${counts}`)
  }
  return outcome
}

/** Runs steps in a process of their own and shows what it said once it has ended. */
async function runBeside(names: readonly string[]): Promise<Outcome> {
  const { code, output } = await runCommand({ command: ['node', 'scripts/test.ts', ...names] })
  const [, said = output, summary = '', passed, failed] =
    /^([\s\S]*)\n\n([^\n]+(?:\n[^\n]+)*)\n\n(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
  console.log(said)
  if (passed === undefined || failed === undefined || (code !== 0 && failed === '0')) {
    const line = `${names.join(', ').padEnd(20)}           ended with code ${code} and no counts`
    return { passed: 0, failed: 1, summary: [line] }
  }
  return { passed: Number(passed), failed: Number(failed), summary: summary.split('\n') }
}

/** Ends with a line a step and, alone on the last line, the sums. */
function end(outcomes: readonly Outcome[]): never {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  const summary = outcomes.flatMap((outcome) => outcome.summary)
  console.log(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`)
  // Not exitCode: a test runner in this process may have left a handle open.
  process.exit(failed > 0 ? 1 : 0)
}
