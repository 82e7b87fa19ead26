import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadReport } from './loadMessages.ts'

/** Load from a process of its own. */
export interface Load {
  /** What it has done until now, as of the last second. */
  readonly report: () => LoadReport
  readonly stop: () => Promise<void>
}

/** Starts a process that sends ballots. */
export function startLoad(order: LoadOrder): Load {
  const child = fork(fileURLToPath(new URL('./makeLoad.ts', import.meta.url)))
  let last: LoadReport = {
    accepted: 0,
    repeated: 0,
    refused: 0,
    busy: 0,
    failed: 0,
    failure: '',
  }
  child.on('message', (report: LoadReport) => {
    last = report
  })
  child.send(order)
  return {
    report: () => last,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}
