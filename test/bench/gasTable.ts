import { readFile, writeFile } from 'node:fs/promises'
import type { Measurement } from './Bench.ts'

/** Where the table stands, between its markers. */
const readme = new URL('../../contracts/README.md', import.meta.url)
const BEGIN = '<!-- gas: written by `npm run bench -- gas --write` -->'
const END = '<!-- gas: end -->'

/** Writes the measurements as the table of `contracts/README.md`. */
export async function writeGasTable(measurements: readonly Measurement[]): Promise<void> {
  const { before, after } = split(await readFile(readme, 'utf8'))
  await writeFile(readme, `${before}${BEGIN}\n${format(measurements)}${END}${after}`)
}

/** Reads the table of `contracts/README.md`: the gas of each case, in its order. */
export async function readGasTable(): Promise<Map<string, number>> {
  const { table } = split(await readFile(readme, 'utf8'))
  const rows = table.matchAll(/^\| `([^`]+)` \| ([\d ]+) \|/gm)
  return new Map(
    [...rows].map(([, name = '', gas = '']) => [name, Number(gas.replaceAll(' ', ''))]),
  )
}

function split(text: string): { before: string; table: string; after: string } {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin === -1 || end < begin) {
    throw new Error(`contracts/README.md lacks the lines "${BEGIN}" and "${END}".`)
  }
  return {
    before: text.slice(0, begin),
    table: text.slice(begin + BEGIN.length, end),
    after: text.slice(end + END.length),
  }
}

function format(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ case: name, value, versus, ratio }) => {
    const rival = versus === undefined ? '' : `${group(versus.value)} (${ratio} ×)`
    return `| \`${name}\` | ${group(value)} | ${rival} |\n`
  })
  return `| case | gas | \`Semaphore.validateProof\` |\n|---|---|---|\n${rows.join('')}`
}

/** 16777216 as `16 777 216`. */
function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ' ')
}
