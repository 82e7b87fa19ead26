import { parseArgs } from 'node:util'
import { optionClass, PsephosError } from '@psephos/lib'
import {
  DEVELOPMENT_CAPACITY,
  type DevelopmentCommittee,
} from '@psephos/server/src/development/developmentTrustees.ts'
import { getBatchSize, MAX_BATCH_SIZE } from '@psephos/server/src/relay/getBatchSize.ts'
import { createProgressLine } from './createProgressLine.ts'
import type { ElectionReport } from './ElectionReport.ts'
import { renderReport } from './renderReport.ts'
import { runElection } from './runElection.ts'
import { runSecretElection, type SecretElectionReport } from './secret/runSecretElection.ts'

/** The relay settles all of their ballots in one transaction. */
const MAX_SECRET_VOTERS = 64

const HELP = `Usage: npm run demo -- [--voters 12] [--options 4] [--secret [--trustees 3] [--threshold 2]] [--json]

Runs one whole election on this machine, with real proofs, a real chain, a real database and a
real server: people enrol, vote, change their vote, are refused what they may not do; a relay
settles their ballots, the timelock pays what won, and the events are counted again.

With --secret nobody learns what anybody voted: ballots are encrypted, trustees decrypt the totals,
and an audit recomputes all of it.

  --voters N     how many people vote, 3 to ${MAX_BATCH_SIZE} (default 12); fewer from 25 options on, because
                 one transaction settles all of their ballots; with --secret 3 to ${MAX_SECRET_VOTERS}
  --options N    how many options there are, 2 to 128 (default 4); with --secret 2 to 4
  --secret       secret ballots, with development keys
  --trustees N   how many trustees there are, 1 to 16 (default 3)
  --threshold N  how many of them decrypt, 1 to --trustees (default 2); the others stay away
  --json         end with one line of JSON
  --help         show this

Exits with 1 if anything that should hold does not, and with 2 if the arguments are wrong.
`

const MIN_VOTERS = 3
const MAX_TRUSTEES = 16
const LIMITS = {
  voters: [MIN_VOTERS, MAX_BATCH_SIZE],
  options: [2, 128],
  trustees: [1, MAX_TRUSTEES],
  threshold: [1, MAX_TRUSTEES],
} as const

const { values: given } = parseArgs({
  options: {
    voters: { type: 'string', default: '12' },
    options: { type: 'string', default: '4' },
    secret: { type: 'boolean', default: false },
    trustees: { type: 'string', default: '3' },
    threshold: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (given.help) process.stdout.write(HELP)
else {
  const voters = readCount('voters', given.voters)
  const options = readCount('options', given.options)
  const committee = given.secret ? readCommittee(options) : null
  const most = committee === null ? getBatchSize({ optionCount: options }) : MAX_SECRET_VOTERS
  if (voters > most)
    refuse(`With ${options} options, --voters takes a whole number from ${MIN_VOTERS} to ${most}.`)
  process.exit(await run({ voters, options, committee }, given.json))
}

function readCount(name: keyof typeof LIMITS, text: string): number {
  const [least, most] = LIMITS[name]
  const count = Number(text)
  if (Number.isInteger(count) && count >= least && count <= most) return count
  return refuse(`--${name} takes a whole number from ${least} to ${most}.`)
}

function readCommittee(options: number): DevelopmentCommittee {
  if (options > DEVELOPMENT_CAPACITY)
    return refuse(
      `With --secret, --options takes a whole number from 2 to ${DEVELOPMENT_CAPACITY}.`,
    )
  const trustees = readCount('trustees', given.trustees)
  const threshold = readCount('threshold', given.threshold)
  if (threshold > trustees) return refuse('--threshold is at most --trustees.')
  return { trustees, threshold, classes: [optionClass(options)] }
}

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}

interface Plan {
  readonly voters: number
  readonly options: number
  /** Null where ballots are open. */
  readonly committee: DevelopmentCommittee | null
}

async function run({ committee, ...plan }: Plan, json: boolean): Promise<number> {
  const line = createProgressLine(process.stdout)
  try {
    const parameters = { ...plan, onProgress: line.show }
    const report: ElectionReport & Partial<SecretElectionReport> =
      committee === null
        ? await runElection(parameters)
        : await runSecretElection({ ...parameters, committee })
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
