import { type ChildProcess, spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ConfigurationInvalidError } from '@psephos/lib'
import { endOrphan } from './endOrphan.ts'

const require = createRequire(import.meta.url)

/** The chain id that every development tool knows. */
export const LOCAL_CHAIN_ID = 31_337

/** The first accounts of the chain, funded with 10 000 ETH each. Everybody knows these keys. */
export const LOCAL_MNEMONIC = 'test test test test test test test test test test test junk'

/** What {@link startLocalChain} takes. */
export interface StartLocalChainParameters {
  /** Where the chain's state is loaded from and saved to; null for a chain that is forgotten. */
  readonly stateFile: string | null
  /** The port to prefer; another is taken if it is not free. */
  readonly port: number
}

/** A chain that runs on this machine's loopback. */
export interface LocalChain {
  readonly rpcUrl: string
  /** Saves the state and ends the process. */
  readonly stop: () => Promise<void>
}

/** How often the state is saved while the chain runs, in seconds. */
const SAVE_INTERVAL = 15
const START_TIMEOUT = 60_000
const STOP_TIMEOUT = 15_000

/**
 * Starts anvil as a child process on loopback. It mines when a transaction comes, and not
 * otherwise.
 * @throws {@link ConfigurationInvalidError} when it cannot start, for example because the state
 * file is broken.
 */
export async function startLocalChain(parameters: StartLocalChainParameters): Promise<LocalChain> {
  const pidFile = parameters.stateFile === null ? null : `${parameters.stateFile}.pid`
  if (pidFile !== null) {
    await endOrphan({ pidFile, command: ['anvil', parameters.stateFile ?? ''] })
  }
  const port = await findFreePort(parameters.port)
  const rpcUrl = `http://127.0.0.1:${port}`
  // In a group of its own: Ctrl-C is for us, and we stop the chain when nothing uses it any more.
  const child = spawn(findAnvil(), createArguments(parameters.stateFile, port), {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  // If this process ends without stopping it, it must not go on alone.
  const killChild = (): void => {
    child.kill('SIGTERM')
  }
  process.once('exit', killChild)
  let stderr = ''
  child.on('error', (error) => {
    stderr += error.message
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2_000)
  })
  if (pidFile !== null) await writeFile(pidFile, String(child.pid ?? ''))
  const stop = async (): Promise<void> => {
    process.removeListener('exit', killChild)
    await stopChild(child)
    if (pidFile !== null) await rm(pidFile, { force: true })
  }
  try {
    const readError = (): string => stderr
    await waitUntilReady({ child, rpcUrl, stateFile: parameters.stateFile, readError })
  } catch (error) {
    await stop()
    throw error
  }
  return { rpcUrl, stop }
}

function createArguments(stateFile: string | null, port: number): string[] {
  const state =
    stateFile === null ? [] : ['--state', stateFile, '--state-interval', String(SAVE_INTERVAL)]
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(LOCAL_CHAIN_ID)],
    ...['--mnemonic', LOCAL_MNEMONIC, '--quiet', '--prune-history', '64'],
    ...state,
  ]
}

/** The binary inside the npm package of this platform. */
function findAnvil(): string {
  const names: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' }
  const platform = `${process.platform}-${names[process.arch] ?? process.arch}`
  try {
    const folder = dirname(require.resolve(`@foundry-rs/anvil-${platform}/package.json`))
    return join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
  } catch {
    throw new ConfigurationInvalidError({
      setting: 'RPC_URL',
      reason: `must be given on ${platform}, for which there is no local chain`,
    })
  }
}

function findFreePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () => {
      if (preferred === 0)
        reject(new ConfigurationInvalidError({ setting: 'PORT', reason: 'cannot be opened' }))
      else resolve(findFreePort(0))
    })
    probe.listen({ host: '127.0.0.1', port: preferred }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : preferred))
    })
  })
}

async function waitUntilReady({
  child,
  rpcUrl,
  stateFile,
  readError,
}: {
  child: ChildProcess
  rpcUrl: string
  stateFile: string | null
  readError: () => string
}): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT
  // Asked of the process, not of its events: it may have ended before anybody listened.
  while (!hasEnded(child) && Date.now() < deadline) {
    if (await answers(rpcUrl)) return
    await wait(100)
  }
  const reason =
    stateFile === null
      ? `cannot start: ${lastLine(readError())}`
      : `cannot start from its state in ${stateFile}; delete the state folder to begin afresh (${lastLine(readError())})`
  throw new ConfigurationInvalidError({ setting: 'of the local chain', reason })
}

async function answers(rpcUrl: string): Promise<boolean> {
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}',
      signal: AbortSignal.timeout(1_000),
    })
    return response.ok
  } catch {
    return false
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT)
  await exited
  clearTimeout(timer)
}

/** True also for a process that could not be started. */
function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}
