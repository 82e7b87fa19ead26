import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageBuild } from './checks.ts'
import { runCommand } from './runCommand.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const builtPage = join(root, 'server/page/dist/index.html')
/** What the page is built from. */
const sources = ['server/page', 'lib/src', 'package-lock.json'].map((path) => join(root, path))

if (await isStale()) {
  process.stdout.write('  Building the page …\n')
  const { code, output } = await runCommand({ command: pageBuild.command, cwd: root })
  if (code !== 0) {
    console.error(`${output.trimEnd()}\n${pageBuild.failure}`)
    process.exit(1)
  }
}
// Without a chain of one's own, everything runs on this machine.
if (!process.env['RPC_URL']) process.argv.push('--development')
// The server is a program here, not a library: it reads the arguments and the environment itself.
await import(join(root, 'server/src/main.ts'))

async function isStale(): Promise<boolean> {
  const built = await readTime(builtPage)
  const times = await Promise.all(sources.map(readNewest))
  return times.some((time) => time > built)
}

/** The newest time of change below a path, in milliseconds; what is built or installed does not count. */
async function readNewest(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (entries === null) return readTime(path)
  const kept = entries.filter(({ name }) => name !== 'dist' && name !== 'node_modules')
  return Math.max(0, ...(await Promise.all(kept.map(({ name }) => readNewest(join(path, name))))))
}

/** 0 for what is not there. */
async function readTime(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? 0
}
