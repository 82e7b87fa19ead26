import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { WireSpace } from '@psephos/lib'
import { endWithProcess } from '../endWithProcess.ts'

/** A server as an operator runs it: a process of its own, with its settings in the environment. */
export interface BenchServer {
  readonly origin: string
  /** Kilobytes of memory that the server's process has now; its own children are not counted. */
  readonly readMemory: () => Promise<number>
  /**
   * Has the server's process drop what nobody holds any more. By itself it does so when it sees fit,
   * minutes apart, and until then garbage looks like growth.
   */
  readonly collectGarbage: () => Promise<void>
  /**
   * Milliseconds of processor time that the server took until now: the process that answers, and
   * those that verify. Unlike the clock's it is hardly longer on a busy machine.
   */
  readonly readProcessorTime: () => Promise<{ answering: number; verifying: number }>
  readonly stop: () => Promise<void>
}

/** What {@link startBenchServer} takes. */
export interface StartBenchServerParameters {
  readonly databaseUrl: string
  readonly rpcUrl: string
  readonly spaces: readonly WireSpace[]
}

const PROGRAM = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url))
const KEY = `0x${'5'.repeat(64)}`
const PATIENCE = 120_000
/** For a collection, in milliseconds. */
const COLLECTION = 1_000
/** Makes a process collect when it is told to. */
const COLLECTOR = 'data:text/javascript,process.on("SIGUSR2",()=>gc())'

/** Starts a hosted server and returns it once it serves the chain's proposals. */
export async function startBenchServer({
  databaseUrl,
  rpcUrl,
  spaces,
}: StartBenchServerParameters): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'psephos-bench-'))
  const spacesFile = join(folder, 'spaces.json')
  await writeFile(spacesFile, JSON.stringify(spaces))
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['--expose-gc', '--import', COLLECTOR, PROGRAM], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      // Requests say whom they are from, as a proxy does: limits are for one client, not for a bench.
      PROXIES: '1',
      PUBLIC_URL: origin,
      RPC_URL: rpcUrl,
      DATABASE_URL: databaseUrl,
      STATE_DIRECTORY: folder,
      LOG_LEVEL: 'fatal',
      SPACES_FILE: spacesFile,
      RELAY_PRIVATE_KEY: KEY,
      WORLD_ID_APP_ID: 'app_0123',
      WORLD_ID_RP_ID: 'rp_0123456789abcdef',
      WORLD_ID_SIGNING_KEY: KEY,
    },
  })
  endWithProcess(child)
  try {
    await waitUntilServing(child, `${origin}/api/v1/spaces/${spaces[0]?.id}/proposals`)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  return {
    origin,
    readMemory: () => readMemory(child.pid ?? 0),
    collectGarbage: async () => {
      child.kill('SIGUSR2')
      await wait(COLLECTION)
    },
    readProcessorTime: async () => {
      const pid = child.pid ?? 0
      const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
      const own = children.split(' ').filter(Boolean).map(Number)
      const times = await Promise.all(own.map(readProcessorTime))
      return {
        answering: await readProcessorTime(pid),
        verifying: times.reduce((sum, time) => sum + time, 0),
      }
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function waitUntilServing(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`)
    const answer = await fetch(url).then(
      (response) => response.json(),
      () => null,
    )
    if (answer?.proposals?.length > 0) return
    await wait(200)
  }
  throw new Error('The server does not serve.')
}

async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1])
}

/** User and system time, in hundredths of a second, stand after the name, which ends with a bracket. */
async function readProcessorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
