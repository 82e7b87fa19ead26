import { parseArgs } from 'node:util'
import type { Bench, Measurement } from './Bench.ts'
import { benchAudit } from './benchAudit.ts'
import { benchDemo } from './benchDemo.ts'
import { benchFaults } from './benchFaults.ts'
import { benchGas } from './benchGas.ts'
import { writeGasTable } from './gasTable.ts'
import { benchLib, libCases } from './lib/benchLib.ts'
import { benchServer, serverCases } from './server/benchServer.ts'

/** Every benchmark by its name. The names, and those of their cases, are part of the interface. */
const benches: Readonly<Record<string, Bench>> = {
  audit: benchAudit,
  demo: benchDemo,
  faults: benchFaults,
  gas: benchGas,
  lib: benchLib,
  server: benchServer,
}
/** Those whose cases can be chosen, and their names. */
const choosable: Readonly<Record<string, readonly string[]>> = {
  lib: libCases,
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
const seconds = options.seconds === undefined ? undefined : Number(options.seconds)
const isSeconds = seconds === undefined || (Number.isInteger(seconds) && seconds > 0)
if (
  options.help ||
  !isSeconds ||
  bench === undefined ||
  unwritable ||
  unknownCase ||
  rest.length > 0
) {
  const text = `Usage: npm run bench -- <name> [--case <part of a name>]… [--seconds <n>] [--write]

Measures, and prints one JSON object per line:
  {"bench","case","value","unit","ran","versus":{"name","value"},"ratio"}
"versus" is a rival measured in the same run, "ratio" how many times better than it we are.
Absolute figures depend on the machine; ratios are what to compare.

Names: ${Object.keys(benches).join(', ')}
--case   measures only cases whose names contain it; ${Object.entries(choosable)
    .map(([bench, cases]) => `of ${bench}:\n           ${cases.join('\n           ')}`)
    .join('\n')}
--seconds  makes load for so long; of server
--write  puts the figures into the document that shows them; for ${Object.keys(writers).join(', ')}
`
  if (options.help) process.stdout.write(text)
  else console.error(text)
  process.exit(options.help ? 0 : 2)
}
const measurements: Measurement[] = []
for await (const measurement of bench({ wants, seconds })) {
  process.stdout.write(`${JSON.stringify(measurement)}\n`)
  measurements.push(measurement)
}
if (options.write) await write?.(measurements)
// snarkjs keeps its workers for the next proof; there is none.
process.exit(0)
