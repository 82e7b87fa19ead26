import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What {@link endOrphan} takes. */
export interface EndOrphanParameters {
  /** The file in which the process' id was written. */
  readonly pidFile: string
  /**
   * Words of its command line: a process that has not got each of them is another one that took the
   * number.
   */
  readonly command: readonly string[]
}

const PATIENCE = 10_000

/** Ends a child process that outlived its parent, if there is one, and forgets it. */
export async function endOrphan({ pidFile, command }: EndOrphanParameters): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  const deadline = Date.now() + PATIENCE
  if (Number.isInteger(pid) && pid > 1 && (await isRunning(pid, command))) {
    end(pid, 'SIGINT')
    while (Date.now() < deadline && (await isRunning(pid, command))) await wait(100)
    if (await isRunning(pid, command)) end(pid, 'SIGKILL')
  }
  await rm(pidFile, { force: true })
}

async function isRunning(pid: number, command: readonly string[]): Promise<boolean> {
  const commandLine = await readCommandLine(pid)
  return commandLine !== '' && command.every((word) => commandLine.includes(word))
}

/** It may have ended by itself since it was looked at. */
function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Empty when there is no such process. Small machines have no `ps`, and only Linux has `/proc`. */
async function readCommandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
    }
    return (await run('ps', ['-p', String(pid), '-o', 'command='])).stdout
  } catch {
    return ''
  }
}
