import type { ChildProcess } from 'node:child_process'

/**
 * Ends a child when this process ends before it, also by Ctrl-C: without a word, because an ending
 * process cannot wait.
 */
export function endWithProcess(child: ChildProcess): void {
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}
