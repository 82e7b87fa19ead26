import { parseArgs } from 'node:util'
import { PsephosError } from '@psephos/lib'
import { getBatchSize, MAX_BATCH_SIZE } from '@psephos/server/src/relay/getBatchSize.ts'
import { createProgressLine } from './createProgressLine.ts'
import type { ElectionReport } from './ElectionReport.ts'
import { renderReport } from './renderReport.ts'
import { runElection } from './runElection.ts'

const HELP = `Usage: npm run demo -- [--voters 12] [--options 4] [--json]

Runs one whole election on this machine, with real proofs, a real chain, a real database and a
real server: people enrol, vote, change their vote, are refused what they may not do; a relay
settles their ballots, the timelock pays what won, and the events are counted again.

  --voters N   how many people vote, 3 to ${MAX_BATCH_SIZE} (default 12); fewer from 25 options on, because
               one transaction settles all of their ballots
  --options N  how many options there are, 2 to 128 (default 4)
  --json       end with one line of JSON
  --help       show this

Exits with 1 if anything that should hold does not, and with 2 if the arguments are wrong.
`

const MIN_VOTERS = 3
const LIMITS = { voters: [MIN_VOTERS, MAX_BATCH_SIZE], options: [2, 128] } as const

const { values: given } = parseArgs({
  options: {
    voters: { type: 'string', default: '12' },
    options: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (given.help) process.stdout.write(HELP)
else {
  const voters = readCount('voters', given.voters)
  const options = readCount('options', given.options)
  const most = getBatchSize({ optionCount: options })
  if (voters > most) {
    console.error(
      `With ${options} options, --voters takes a whole number from ${MIN_VOTERS} to ${most}.`,
    )
    process.exit(2)
  }
  process.exit(await run(voters, options, given.json))
}

function readCount(name: keyof typeof LIMITS, text: string): number {
  const [least, most] = LIMITS[name]
  const count = Number(text)
  if (Number.isInteger(count) && count >= least && count <= most) return count
  console.error(`--${name} takes a whole number from ${least} to ${most}.`)
  process.exit(2)
}

async function run(voters: number, options: number, json: boolean): Promise<number> {
  const line = createProgressLine(process.stdout)
  try {
    const report = await runElection({ voters, options, onProgress: line.show })
    line.end()
    process.stdout.write(renderReport(report))
    if (json) process.stdout.write(`${JSON.stringify(toJson(report))}\n`)
    return report.failures.length === 0 ? 0 : 1
  } catch (error) {
    line.end()
    console.error(error instanceof PsephosError ? error.message : error)
    return 1
  }
}

/** What is for programs; the table is for people. */
function toJson({ options: _options, failures, ...counted }: ElectionReport): object {
  return failures.length === 0 ? counted : { ...counted, failures }
}
