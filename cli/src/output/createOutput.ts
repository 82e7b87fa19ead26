import { toJson } from './toJson.ts'

/** Where a command says things. */
export interface Output {
  /** What is being done: stderr, so that stdout holds nothing but the result. */
  readonly progress: (line: string) => void
  /** Says how far long work is, on one line that is written over where a person watches. */
  readonly count: (step: {
    readonly what: string
    readonly done: number
    readonly total: number
  }) => void
  /** The result: its text, or with `--json` one object on one line. Once, at the end. */
  readonly result: (result: {
    readonly text: string
    readonly json: Readonly<Record<string, unknown>>
  }) => void
  /** Text as it is: `--help`. */
  readonly write: (text: string) => void
  /** What went wrong, on stderr; with `--json` also as an object on stdout. */
  readonly fail: (failure: Failure) => void
  /** Never prints this text, whatever it is told. */
  readonly conceal: (secret: string) => void
  readonly useJson: () => void
}

/** A failure as `--json` has it. */
export interface Failure {
  /** A code of the library's errors, or `USAGE`, `UNEXPECTED`. */
  readonly code: string
  readonly message: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** A stream of text. */
export interface TextStream {
  readonly isTTY?: boolean | undefined
  readonly write: (text: string) => unknown
}

/** What {@link createOutput} takes. */
export interface CreateOutputParameters {
  readonly stdout: TextStream
  readonly stderr: TextStream
  /** Now, in milliseconds. */
  readonly clock?: () => number
}

/** A log is not to be filled with figures: this many milliseconds between two of one step. */
const PAUSE = { person: 100, log: 5_000 } as const
/** What is shorter stands in ordinary words too. */
const SHORTEST_SECRET = 6

/** Returns the one place where the command line writes. */
export function createOutput({
  stdout,
  stderr,
  clock = () => performance.now(),
}: CreateOutputParameters): Output {
  const secrets = new Set<string>()
  let json = false
  let counted = { what: '', at: Number.NEGATIVE_INFINITY }
  let open = false

  const conceal = (text: string): string =>
    [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '[concealed]'), text)
  const say = (line: string): void => {
    stderr.write(conceal(`${open ? '\n' : ''}${line}\n`))
    open = false
  }

  return {
    progress: say,
    count({ what, done, total }) {
      const now = clock()
      const last = done >= total
      const pause = stderr.isTTY ? PAUSE.person : PAUSE.log
      if (!last && counted.what === what && now - counted.at < pause) return
      counted = { what, at: now }
      const line = `${what}: ${done} of ${total}`
      if (!stderr.isTTY) return say(line)
      stderr.write(`\r\u001b[K${conceal(line)}${last ? '\n' : ''}`)
      open = !last
    },
    result({ text, json: value }) {
      if (open) stderr.write('\n')
      open = false
      stdout.write(conceal(json ? `${toJson(value)}\n` : `${text}\n`))
    },
    write: (text) => stdout.write(conceal(text)),
    fail({ code, message, details = {} }) {
      say(`psephos: ${message}`)
      if (json) stdout.write(conceal(`${toJson({ error: { code, message, details } })}\n`))
    },
    conceal(secret) {
      if (secret.length >= SHORTEST_SECRET) secrets.add(secret)
    },
    useJson() {
      json = true
    },
  }
}
