import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  circuitClasses,
  circuitId,
  circuitNames,
  DEVELOPMENT_MARK,
  prepareDevelopmentArtifacts,
  readR1cs,
} from '../src/index.ts'

const usage = `Usage: npm run setup:dev -w circuits [-- --class <2|4|8|16>]… [--folder <path>]

Compiles the circuits and makes development keys for them, of every class unless some are named.
${DEVELOPMENT_MARK}`

const { values } = parseArgs({
  options: {
    class: { type: 'string', multiple: true, default: circuitClasses.map(String) },
    folder: {
      type: 'string',
      default: fileURLToPath(new URL('../../cache/circuits', import.meta.url)),
    },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const classes = circuitClasses.filter((each) => values.class.includes(String(each)))
if (values.help) console.log(usage)
else if (classes.length < new Set(values.class).size) {
  console.error(`There are circuits for ${circuitClasses.join(', ')} options.\n\n${usage}`)
  process.exitCode = 2
} else {
  for (const circuitClass of classes) {
    for (const name of circuitNames) {
      const start = performance.now()
      const id = circuitId({ name, circuitClass })
      const { r1cs, zkey, wasm } = await prepareDevelopmentArtifacts({
        circuit: { name, circuitClass },
        folder: values.folder,
        onProgress: (step) =>
          console.error(
            `${id}: ${step === 'compile' ? 'compiling' : 'making a development key'} …`,
          ),
      })
      const system = await readFile(r1cs)
      const [keySize, programSize] = await Promise.all([stat(zkey), stat(wasm)])
      console.log(
        JSON.stringify({
          circuit: id,
          constraints: readR1cs(system).constraints.length,
          r1cs: createHash('sha256').update(system).digest('hex'),
          zkeyMB: megabytes(keySize.size),
          wasmMB: megabytes(programSize.size),
          seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
        }),
      )
    }
  }
  console.error(DEVELOPMENT_MARK)
  // The curve's WebAssembly keeps threads that nobody ends.
  process.exit()
}

function megabytes(bytes: number): number {
  return Number((bytes / 1e6).toFixed(2))
}
