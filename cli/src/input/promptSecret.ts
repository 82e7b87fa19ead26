import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { UsageError } from '../UsageError.ts'

/** What {@link promptSecret} takes. */
export interface PromptSecretParameters {
  readonly question: string
  readonly stdin: NodeJS.ReadableStream
  readonly stderr: NodeJS.WritableStream
}

/**
 * Asks a person at the terminal for a secret; what they type is not shown.
 * @throws UsageError when they give up.
 */
export function promptSecret({ question, stdin, stderr }: PromptSecretParameters): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true })
  stderr.write(`${question}: `)
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    lines.once('close', () => reject(new UsageError('No passphrase was given.')))
  }).finally(() => {
    lines.close()
    stderr.write('\n')
  })
}
