import { parseArgs } from 'node:util'
import type { Bench, Measurement } from './Bench.ts'
import { benchAudit } from './benchAudit.ts'
import { benchDemo } from './benchDemo.ts'
import { benchFaults } from './benchFaults.ts'
import { benchGas } from './benchGas.ts'
import { writeGasTable } from './gasTable.ts'
import { benchLib, libCases } from './lib/benchLib.ts'
import { benchPage, pageCases } from './page/benchPage.ts'
import { benchSecret, secretCases } from './secret/benchSecret.ts'
import { benchServer, serverCases } from './server/benchServer.ts'
import { PREPARED_PEOPLE } from './server/prepareBallots.ts'

/** Every benchmark by its name. The names, and those of their cases, are part of the interface. */
const benches: Readonly<Record<string, Bench>> = {
  audit: benchAudit,
  demo: benchDemo,
  faults: benchFaults,
  gas: benchGas,
  lib: benchLib,
  page: benchPage,
  secret: benchSecret,
  server: benchServer,
}
/** Those whose cases can be chosen, and their names. */
const choosable: Readonly<Record<string, readonly string[]>> = {
  lib: libCases,
  page: pageCases,
  secret: secretCases,
  server: serverCases,
}
/** Those whose figures stand in a document, and what writes them there. */
const writers: Readonly<Record<string, (measurements: readonly Measurement[]) => Promise<void>>> = {
  gas: writeGasTable,
}

const { values: options, positionals } = parseArgs({
  options: {
    case: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
    ballots: { type: 'string' },
    seconds: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [name, ...rest] = positionals
const bench = name === undefined ? undefined : benches[name]
const write = name === undefined ? undefined : writers[name]
const unwritable = options.write && write === undefined
/** A case is wanted if its name contains what is asked for: all of them, if nothing is. */
const wants = (candidate: string): boolean =>
  options.case.length === 0 || options.case.some((part) => candidate.includes(part))
const unknownCase = options.case.some(
  (part) => !choosable[name ?? '']?.some((candidate) => candidate.includes(part)),
)
const [seconds, ballots] = [options.seconds, options.ballots].map((text) =>
  text === undefined ? undefined : Number(text),
)
const isCount = (count: number | undefined, most: number): boolean =>
  count === undefined || (Number.isInteger(count) && count > 0 && count <= most)
const isMeasurable = isCount(seconds, 86_400) && isCount(ballots, PREPARED_PEOPLE)
if (
  options.help ||
  !isMeasurable ||
  bench === undefined ||
  unwritable ||
  unknownCase ||
  rest.length > 0
) {
  const text = `Usage: npm run bench -- <name> [--case <part of a name>]… [--seconds <n>] [--ballots <n>] [--write]

Measures, and prints one JSON object per line:
  {"bench","case","value","unit","ran","versus":{"name","value"},"ratio"}
"versus" is a rival measured in the same run, "ratio" how many times better than it we are.
Absolute figures depend on the machine; ratios are what to compare.

Names: ${Object.keys(benches).join(', ')}
--case   measures only cases whose names contain it; ${Object.entries(choosable)
    .map(([bench, cases]) => `of ${bench}:\n           ${cases.join('\n           ')}`)
    .join('\n')}
--seconds  makes load for so long; of server
--ballots  sends so many different ones; of server. Beyond the 256 that are recorded they are proved first,
         two seconds each, and kept in cache/bench; ${PREPARED_PEOPLE} at most
--write  puts the figures into the document that shows them; for ${Object.keys(writers).join(', ')}
`
  if (options.help) process.stdout.write(text)
  else console.error(text)
  process.exit(options.help ? 0 : 2)
}
const measurements: Measurement[] = []
for await (const measurement of bench({ wants, seconds, ballots })) {
  process.stdout.write(`${JSON.stringify(measurement)}\n`)
  measurements.push(measurement)
}
if (options.write) await write?.(measurements)
// snarkjs keeps its workers for the next proof; there is none.
process.exit(0)
