import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutations } from './mutations.ts'

// Shows that the circuits' tests notice when a constraint is missing: each mutation takes one away and must make a test fail.

const templates = fileURLToPath(new URL('../templates', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const wanted = process.argv.slice(2)
let survivors = 0
for (const mutation of mutations) {
  const { name, file, replace, by } = mutation
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const folder = await mkdtemp(join(tmpdir(), 'psephos-mutation-'))
  try {
    await cp(templates, folder, { recursive: true })
    const path = join(folder, file)
    const source = await readFile(path, 'utf8')
    if (source.split(replace).length !== 2) {
      throw new Error(`"${replace}" does not stand once in ${file}.`)
    }
    await writeFile(path, source.replace(replace, by))
    const failing = await runTests(folder, mutation.circuit)
    if (failing.length === 0) survivors += 1
    console.log(JSON.stringify({ name, file, noticedBy: failing }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
if (survivors > 0) console.error(`${survivors} missing constraints were noticed by no test.`)
process.exitCode = survivors > 0 ? 1 : 0

/** Returns the tests that fail, but the one that compares the constraints with those listed. */
function runTests(folder: string, circuit: string): Promise<string[]> {
  const report = join(folder, 'report.json')
  return new Promise((resolve, reject) => {
    execFile(
      join(root, 'node_modules/.bin/vitest'),
      [
        'run',
        '--project',
        'circuits',
        '--reporter',
        'json',
        '--outputFile',
        report,
        `circuits/src/${circuit}.test.ts`,
      ],
      {
        cwd: root,
        env: { ...process.env, PSEPHOS_CIRCUIT_TEMPLATES: folder },
        maxBuffer: 1 << 26,
      },
      async (_, stdout, stderr) => {
        const text = await readFile(report, 'utf8').catch(() => undefined)
        if (text === undefined) return reject(new Error(`No test ran:\n${stdout}${stderr}`))
        const { testResults } = JSON.parse(text) as {
          testResults: { assertionResults: { title: string; status: string }[] }[]
        }
        const results = testResults.flatMap(({ assertionResults }) => assertionResults)
        if (results.length === 0) return reject(new Error(`No test ran:\n${stdout}${stderr}`))
        const failing = results.filter(
          ({ status, title }) => status === 'failed' && title !== 'is built as it is listed',
        )
        resolve(failing.map(({ title }) => title))
      },
    )
  })
}
