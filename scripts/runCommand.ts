import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'

/** How a command ended; `output` is what it printed, unless it was shown while it ran. */
export interface CommandResult {
  code: number
  output: string
}

/**
 * Runs a command and resolves to how it ended. A command that cannot be started ends with code 127.
 */
export function runCommand(parameters: {
  /** The program, by its name in `node_modules/.bin` or on the PATH, and its arguments. */
  command: readonly [string, ...string[]]
  cwd?: string
  /** Shows what the command prints while it runs, instead of collecting it. */
  show?: boolean
  /** How far it stands behind others at the processor, as `os.setPriority` has it; 0 if absent. */
  niceness?: number
}): Promise<CommandResult> {
  const [program, ...args] = parameters.command
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program, args, {
      stdio: ['ignore', parameters.show ? 'inherit' : 'pipe', parameters.show ? 'inherit' : 'pipe'],
      ...(parameters.cwd === undefined ? {} : { cwd: parameters.cwd }),
    })
    if (child.pid !== undefined && parameters.niceness) setPriority(child.pid, parameters.niceness)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    const stop = () => child.kill('SIGTERM')
    process.once('SIGTERM', stop)
    child.on('error', (error) => resolve({ code: 127, output: `${error.message}\n` }))
    child.on('close', (code) => {
      process.off('SIGTERM', stop)
      resolve({ code: code ?? 1, output })
    })
  })
}
