import { constants } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { lintChecks, pageBuild, typeCheck } from './checks.ts'
import { type Counts, runChecks } from './runChecks.ts'
import { runCommand } from './runCommand.ts'
import { runVitest } from './test/runVitest.ts'

/**
 * Every process of a run loads much the same modules, and Node strips and compiles each of them
 * once instead of each time.
 */
process.env['NODE_COMPILE_CACHE'] ??= resolve('node_modules/.cache/psephos/modules')

const generatedFiles = lintChecks.filter(({ name }) => name === 'generated files')
const otherLint = lintChecks.filter(({ name }) => name !== 'generated files')

interface Step {
  readonly what: string
  readonly run: () => Promise<Counts>
  /** An earlier step that makes what this one would make beside it. */
  readonly after?: string
  /** Whether it runs behind the others, with what they leave of the processor: it waits for nobody. */
  readonly behind?: boolean
}

/** In the order in which they start: the long ones first, as far as they can. */
const steps: Record<string, Step> = {
  generated: { what: 'Generated files', run: () => runChecks(generatedFiles) },
  unit: { what: 'Unit tests', run: () => runVitest('unit-lib', 'unit') },
  solidity: { what: 'Tests in Solidity', run: runSolidity, after: 'generated' },
  page: { what: 'Build of the page', run: () => runChecks([pageBuild]) },
  e2e: { what: 'Tests in a browser', run: () => runVitest('e2e'), after: 'page' },
  circuits: { what: 'Circuits', run: () => runVitest('circuits') },
  rooms: { what: 'Tests across rooms', run: () => runVitest('rooms'), after: 'circuits' },
  whole: { what: 'A whole election', run: () => runVitest('whole') },
  lint: { what: 'Lint', run: () => runChecks(otherLint), after: 'generated', behind: true },
  types: {
    what: 'Type check',
    run: () => runChecks([typeCheck]),
    after: 'generated',
    behind: true,
  },
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

/** Loaded by the step that needs it alone: Hardhat takes a second to start. */
async function runSolidity(): Promise<Counts> {
  const { runSolidityTests } = await import('./test/runSolidityTests.ts')
  return runSolidityTests()
}

/**
 * Runs every step, two at a time: whichever of two lanes is free takes the next one. A compiler has one
 * thread, and vitest two workers, which wait half of their time; more lanes would starve servers and
 * browsers of what their tests wait for, unless they take little more than what is left. A step is a process of its
 * own, and is shown when it ends.
 */
async function runAll(): Promise<void> {
  const running = new Map<string, Promise<Outcome>>()
  const [ahead, behind] = [false, true].map((isBehind) =>
    Object.keys(steps).filter((name) => (steps[name]?.behind ?? false) === isBehind),
  )
  const runLane = async (waiting: string[] = []): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { after } = steps[name] ?? {}
      if (after !== undefined) await running.get(after)
      const outcome = runBeside(name)
      running.set(name, outcome)
      await outcome
    }
  }
  await Promise.all([ahead, ahead, behind, behind].map(runLane))
  end(await Promise.all(Object.keys(steps).flatMap((name) => running.get(name) ?? [])))
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
  const outcome: Outcome = { passed: 0, failures: [], summary: [] }
  for (const [name, { what, run }] of Object.entries(steps)) {
    if (!names.includes(name)) continue
    console.log(`\n── ${what} ──`)
    const start = performance.now()
    const { passed, failures } = await run()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const ranNone = passed + failures.length === 0
    outcome.passed += passed
    outcome.failures.push(...(ranNone ? [`${what}: none ran`] : failures))
    const counts = ranNone
      ? 'none ran, which counts as failed'
      : `${passed} passed, ${failures.length} failed`
    outcome.summary.push(`${what.padEnd(20)} ${seconds.padStart(6)} s  ${counts}`)
  }
  return outcome
}

/** Runs a step in a process of its own and shows what it said once it has ended. */
async function runBeside(name: string): Promise<Outcome> {
  console.log(`… ${steps[name]?.what ?? name}`)
  const niceness = steps[name]?.behind ? constants.priority.PRIORITY_BELOW_NORMAL : 0
  const { code, output } = await runCommand({
    command: ['node', 'scripts/test.ts', name],
    niceness,
  })
  const [, said = output, summary = '', failed = '', passed] =
    /^([\s\S]*)\n\n([^\n]+)\n\n(?:Failed:\n((?: {2}[^\n]*\n)+)\n)?(\d+) passed, \d+ failed\s*$/.exec(
      output,
    ) ?? []
  console.log(said)
  if (passed === undefined || (code !== 0 && failed === '')) {
    const failure = `ended with code ${code} and no counts`
    const line = `${name.padEnd(20)}           ${failure}`
    return { passed: 0, failures: [`${name}: ${failure}`], summary: [line] }
  }
  const failures = failed.split('\n').flatMap((line) => line.trim() || [])
  return { passed: Number(passed), failures, summary: [summary] }
}

/**
 * Ends with a line a step, a line for each thing that failed and, alone on the last line, the sums: whoever
 * sees the end of a long output alone still sees what to look at.
 */
function end(outcomes: readonly Outcome[]): never {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failures = outcomes.flatMap((outcome) => outcome.failures)
  const summary = outcomes.flatMap((outcome) => outcome.summary)
  const failed = failures.length > 0 ? [['Failed:', ...failures.map((line) => `  ${line}`)]] : []
  const parts = [summary, ...failed, [`${passed} passed, ${failures.length} failed`]]
  console.log(`\n${parts.map((lines) => lines.join('\n')).join('\n\n')}`)
  // Not exitCode: a test runner in this process may have left a handle open.
  process.exit(failures.length > 0 ? 1 : 0)
}
