import { runProgram } from '../runProgram.ts'

/** How a command ended. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The last line of stdout. */
  readonly json: () => unknown
}

/** Runs the command line in this process. */
export async function runLine(
  line: readonly string[],
  {
    secrets = {},
    answers,
  }: {
    readonly secrets?: Readonly<Record<string, string>>
    /** What a person types when asked; nobody is there without. */
    readonly answers?: readonly string[]
  } = {},
): Promise<Run> {
  const said = { stdout: '', stderr: '' }
  const left = [...(answers ?? [])]
  const code = await runProgram({
    arguments: line,
    secrets: {
      privateKey: undefined,
      keyPassphrase: undefined,
      passphrase: undefined,
      rpcUrl: undefined,
      ...secrets,
    },
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    askSecret: answers === undefined ? null : async () => left.shift() ?? '',
    signal: new AbortController().signal,
  })
  return {
    ...said,
    code,
    json: () => JSON.parse(said.stdout.trimEnd().split('\n').at(-1) ?? '') as unknown,
  }
}
