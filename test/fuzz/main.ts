import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const HELP = `Usage: npm run fuzz [-- --requests N] [--seed N]

Sends requests around what openapi.json describes to a server with a chain and a database: none may
fail, hang, be refused without a documented code, or leave a row behind when it is refused.

  --requests N  how many (50000)
  --seed N      the seed of an earlier run, to send the same again
`

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '50000' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text)
if (values.help) process.stdout.write(HELP)
else if (![values.requests, values.seed ?? '1'].every(isNumber)) {
  process.stderr.write(HELP)
  process.exitCode = 2
} else {
  // The test that CI runs, for longer.
  const child = spawn('vitest', ['run', '--project', 'whole', 'test/fuzz.test.ts'], {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed ?? '' },
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
