import { parseArgs } from 'node:util'
import type { Bench } from './Bench.ts'
import { benchDemo } from './benchDemo.ts'

/** Every benchmark by its name. The names, and those of their cases, are part of the interface. */
const benches: Readonly<Record<string, Bench>> = { demo: benchDemo }

const { values: options, positionals } = parseArgs({
  options: { help: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [name, ...rest] = positionals
const bench = name === undefined ? undefined : benches[name]
if (options.help || bench === undefined || rest.length > 0) {
  const text = `Usage: npm run bench -- <name>

Measures, and prints one JSON object per line:
  {"bench","case","value","unit","versus":{"name","value"},"ratio"}
"versus" is a rival measured in the same run, "ratio" how many times better than it we are.
Absolute figures depend on the machine; ratios are what to compare.

Names: ${Object.keys(benches).join(', ')}
`
  if (options.help) process.stdout.write(text)
  else console.error(text)
  process.exit(options.help ? 0 : 2)
}
for await (const measurement of bench()) process.stdout.write(`${JSON.stringify(measurement)}\n`)
// snarkjs keeps its workers for the next proof; there is none.
process.exit(0)
