/**
 * `node scripts/bootstrap.mjs <script.ts> [args…]`: installs what is missing, then runs the script
 * with a Node that can. It depends on nothing and runs on Node 20, so that `npm start` and
 * `npm test` work on a fresh clone.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const onWindows = process.platform === 'win32'

const [script, ...scriptArguments] = process.argv.slice(2)
if (script === undefined) {
  console.error('Usage: node scripts/bootstrap.mjs <script.ts> [args…]')
  process.exit(2)
}
if (!isInstalled()) await install()
process.exitCode = await run(script, scriptArguments)

/** Says whether node_modules holds, complete, what the lock file asks for on this machine. */
function isInstalled() {
  // npm writes this record last, so that an interrupted install leaves none.
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = readPackages(record)
  for (const [path, wanted] of Object.entries(readPackages(join(root, 'package-lock.json')))) {
    if (!path.includes('node_modules/')) continue
    if (wanted.optional || wanted.devOptional) {
      // Hardhat's native package is optional, and npm skips it when run by a Node older than 22.
      const isNative = path.startsWith('node_modules/@nomicfoundation/edr-')
      if (isNative && isForThisMachine(wanted) && !existsSync(join(root, path))) return false
    } else if (installed[path]?.version !== wanted.version) return false
  }
  return true
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

function isForThisMachine({ os, cpu, libc }) {
  const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined
  return (
    (os?.includes(process.platform) ?? true) &&
    (cpu?.includes(process.arch) ?? true) &&
    (libc?.includes(isGlibc ? 'glibc' : 'musl') ?? true)
  )
}

async function install() {
  const pinned = readPackages(join(root, 'package-lock.json'))['']?.devDependencies?.node
  const isNew = isNodeAtLeast(22, 12)
  const node = isNew ? process.versions.node : pinned
  console.error(`Installing dependencies with Node ${node}; this takes 1 to 5 minutes…`)
  // Node, the compiler and the rest are development dependencies: NODE_ENV must not leave them out.
  const command = 'npm ci --include=dev --no-audit --no-fund'
  const { code, output, interrupted } = await (isNew
    ? capture(command.split(' '))
    : capture(['npx', '-y', '-p', `node@${pinned}`, '-c', command]))
  if (interrupted) process.exit(signalCode(interrupted))
  if (code === 0) return
  // To a complaint about the lock file npm appends its manual page.
  const [said] = output.split('\nnpm error Clean install a project')
  console.error(said.trimEnd().split('\n').slice(-20).join('\n'))
  console.error(
    `\nThe dependencies could not be installed: npm ended with code ${code}, see above.`,
  )
  process.exit(1)
}

/**
 * Runs a command silently and resolves to its exit code, everything it printed and the signal that
 * interrupted it, if one did. It has a process group of its own, because npx does not hand signals
 * on to the npm it runs, and that one must not go on installing alone.
 */
function capture([command, ...args]) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      cwd: root,
      shell: onWindows,
      detached: !onWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    const stopForwarding = forwardSignals((signal) => {
      if (onWindows) child.kill(signal)
      else process.kill(-child.pid, signal)
    })
    child.on('error', (error) => {
      stopForwarding()
      resolve({ code: 127, output: error.message })
    })
    child.on('close', (code, signal) => {
      resolve({ code, output, interrupted: stopForwarding() ?? signal })
    })
  })
}

/** Runs the script and resolves to its exit code. */
function run(script, args) {
  const own = join(modules, 'node', 'bin', onWindows ? 'node.exe' : 'node')
  // From 22.18 on Node strips types by itself.
  const node = isNodeAtLeast(22, 18) ? process.execPath : own
  return new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: {
        // Nothing that we start reports to anybody, unless the caller wants it to.
        HARDHAT_DISABLE_TELEMETRY: 'true',
        CHECKPOINT_DISABLE: '1',
        ...process.env,
        PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter),
      },
    })
    const isAtTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
    const stopForwarding = forwardSignals((signal) => {
      // At a terminal the child has its own already: Ctrl-C goes to every process in the foreground.
      if (!(signal === 'SIGINT' && isAtTerminal)) child.kill(signal)
    })
    child.on('error', (error) => {
      console.error(`Node cannot be run from ${node}: ${error.message}`)
      console.error(
        'Use Node 24, or let npm run the install scripts of this project (allowScripts).',
      )
      resolve(1)
    })
    child.on('close', (code, signal) => {
      stopForwarding()
      resolve(code ?? signalCode(signal))
    })
  })
}

/**
 * Hands the first SIGINT or SIGTERM to `send`. Returns a function that ends this and returns the
 * signal that came, if any.
 */
function forwardSignals(send) {
  let received
  const forward = (signal) => {
    if (received !== undefined) return
    received = signal
    send(signal)
  }
  process.on('SIGINT', forward)
  process.on('SIGTERM', forward)
  // npm runs us through a shell, and a SIGTERM for npm ends the shell without reaching us.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) forward('SIGTERM')
  }, 500)
  return () => {
    clearInterval(watch)
    process.off('SIGINT', forward)
    process.off('SIGTERM', forward)
    return received
  }
}

function signalCode(signal) {
  return 128 + constants.signals[signal]
}

function isNodeAtLeast(major, minor) {
  const [runningMajor, runningMinor] = process.versions.node.split('.').map(Number)
  return runningMajor > major || (runningMajor === major && runningMinor >= minor)
}
