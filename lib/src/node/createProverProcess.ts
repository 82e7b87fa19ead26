import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ProverAnswer, ProverWorker } from '../prover/proverMessages.ts'

/**
 * Starts a process that proves ballots, for {@link createBallotProver}: Node's counterpart of a Web
 * Worker. Not a thread, because snarkjs cannot be loaded on one: its `web-worker` takes every thread
 * for one that it has started itself. The process ends with this one, which it keeps alive until the
 * prover is closed.
 * @example
 * const prover = createBallotProver({ artifacts, createWorker: createProverProcess })
 */
export function createProverProcess(): ProverWorker {
  const child = fork(fileURLToPath(new URL('./proverProcess.ts', import.meta.url)), {
    // What this process was started with, such as a debugger's port, is not for another one.
    execArgv: [],
    // Bytes and bigints, as workers have them.
    serialization: 'advanced',
  })
  return {
    postMessage: (message) => child.send(message),
    addEventListener(type, listener) {
      if (type === 'message') {
        // The process sends nothing else.
        child.on('message', (data: unknown) => listener({ data: data as ProverAnswer }))
        return
      }
      child.on('error', listener)
      child.on('exit', (code, signal) => listener({ message: `it ended (${signal ?? code})` }))
    },
    terminate: () => child.kill('SIGKILL'),
  }
}
