import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What {@link endOrphan} takes. */
export interface EndOrphanParameters {
  /** The file in which the process' id was written. */
  readonly pidFile: string
  /** A word of its command line: a process that has not got it is another one that took the number. */
  readonly command: string
}

const PATIENCE = 10_000

/** Ends a child process that outlived its parent, if there is one, and forgets it. */
export async function endOrphan({ pidFile, command }: EndOrphanParameters): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  const deadline = Date.now() + PATIENCE
  if (Number.isInteger(pid) && pid > 1 && (await isRunning(pid, command))) {
    process.kill(pid, 'SIGINT')
    while (Date.now() < deadline && (await isRunning(pid, command))) await wait(100)
    if (await isRunning(pid, command)) process.kill(pid, 'SIGKILL')
  }
  await rm(pidFile, { force: true })
}

async function isRunning(pid: number, command: string): Promise<boolean> {
  try {
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command='])
    return stdout.includes(command)
  } catch {
    return false
  }
}
