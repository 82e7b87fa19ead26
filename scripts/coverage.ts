import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { measureCoverage } from './contractCoverage/measureCoverage.ts'
import { renderCoverage, toCoverageTable } from './contractCoverage/toCoverageTable.ts'

/** Of lines and of branches, in percent. */
const REQUIRED = 98
const README = 'contracts/README.md'
const TABLE = /(<!-- coverage: [^\n]*-->\n)[\s\S]*?(<!-- coverage: end -->)/

const { values: options } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h', default: false },
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
if (options.help) {
  console.log(`Usage: npm run coverage [-- --check] [-- --write]

Runs the tests in Solidity and says which lines and branches of contracts/src they run.
  --check  fails unless ${REQUIRED} % of the lines and of the branches do
  --write  writes the table in ${README}`)
} else {
  const { passed, files } = await measureCoverage({ root: process.cwd() })
  const table = toCoverageTable(files)
  console.log(`${renderCoverage(files)}\n${table.markdown}\n`)
  if (options.write) {
    const page = await readFile(README, 'utf8')
    if (!TABLE.test(page)) throw new Error(`${README} has no table of coverage.`)
    await writeFile(README, page.replace(TABLE, `$1${table.markdown}\n$2`))
  }
  if (!passed) {
    console.error('Tests failed; what they would have run is missing above.')
    process.exitCode = 1
  }
  if (options.check && Math.min(table.lines, table.branches) < REQUIRED) {
    console.error(`Less than ${REQUIRED} % of lines or branches are covered.`)
    process.exitCode = 1
  }
}
