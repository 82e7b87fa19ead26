import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { endWithProcess } from '../endWithProcess.ts'

/** A server process that is started again whenever it ends. */
export interface MortalServer {
  readonly url: string
  /** How often it ended by itself, although nothing was away that it needs. */
  readonly crashes: () => number
  /** Kills it, without a word; it is started again. */
  readonly kill: () => void
  /** Ends it for good, as an operator would. */
  readonly stop: () => Promise<void>
}

/** What {@link startMortalServer} takes. */
export interface StartMortalServerParameters {
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
}

const main = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url))
const RESTART_DELAY = 250
const AWAY = /^The setting (RPC_URL|DATABASE_URL) names no/

/** Starts a hosted server, as an operator does, and sees to it that it is there again. */
export function startMortalServer({
  port,
  environment,
}: StartMortalServerParameters): MortalServer {
  let crashes = 0
  let isStopping = false
  let child: ChildProcess
  const start = (): void => {
    child = spawn(process.execPath, [main], {
      env: { ...process.env, ...environment, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    endWithProcess(child)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000)
    })
    child.once('exit', async (_code, signal) => {
      if (isStopping) return
      // One that is started while the node or the database is away says so, and is started again.
      if (signal !== 'SIGKILL' && !AWAY.test(said)) {
        crashes += 1
        console.error(`A server ended by itself: ${said.trim()}`)
      }
      await sleep(RESTART_DELAY)
      if (!isStopping) start()
    })
  }
  start()
  return {
    url: `http://127.0.0.1:${port}`,
    crashes: () => crashes,
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      isStopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
