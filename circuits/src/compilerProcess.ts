import fs from 'node:fs'
import { createRequire } from 'node:module'
import { bindings, CircomRunner } from 'circom2'

// The compiler ends its process itself, with a code. Folders have the same names on every machine, so that
// nothing of a machine gets into what it writes.
const [preopens = '{}', ...args] = process.argv.slice(2)
await new CircomRunner({
  args,
  env: {},
  preopens: JSON.parse(preopens) as Record<string, string>,
  bindings: { ...bindings, fs, exit: (code: number) => process.exit(code) },
}).execute(fs.readFileSync(createRequire(import.meta.url).resolve('circom2/circom.wasm')))
