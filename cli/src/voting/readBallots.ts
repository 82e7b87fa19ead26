import {
  parseUntrustedJson,
  type WireBallot,
  type WireReceivedBallot,
  type WireReceivedSecretBallot,
  type WireSecretBallot,
  wireBallot,
  wireReceivedBallot,
  wireReceivedSecretBallot,
  wireSecretBallot,
} from '@psephos/lib'
import { readTextFile } from '../input/readTextFile.ts'
import { UsageError } from '../UsageError.ts'

/** A ballot and the line of the file where it stands, from 1. */
export interface OnLine<Ballot> {
  readonly line: number
  readonly ballot: Ballot
}

/** An open ballot as its voter sent it, or as a server exports it. */
export type OpenLine = OnLine<WireBallot | WireReceivedBallot>
/** A secret ballot as its voter sent it, or as a server exports it. */
export type SecretLine = OnLine<WireSecretBallot | WireReceivedSecretBallot>

const openSchemas = [wireReceivedBallot, wireBallot]
const secretSchemas = [wireReceivedSecretBallot, wireSecretBallot]

/**
 * Reads ballots from a file that has one in JSON per line, as `psephos vote --out` writes them
 * or a server exports them. None is verified yet.
 * @throws UsageError that names the line which is no ballot.
 */
export async function readBallots(path: string): Promise<(OpenLine | SecretLine)[]> {
  const ballots: (OpenLine | SecretLine)[] = []
  for (const [index, text] of (await readTextFile(path)).split('\n').entries()) {
    if (text.trim() === '') continue
    const value = parseJson(text)
    const isSecret = typeof value === 'object' && value !== null && 'encrypted' in value
    const [exported, parsed] = (isSecret ? secretSchemas : openSchemas).map((schema) =>
      schema.safeParse(value),
    )
    const found = exported?.data ?? parsed?.data
    if (found === undefined) {
      const issue = parsed?.error?.issues[0]
      const where =
        issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`
      throw new UsageError(`Line ${index + 1} of ${path} is no ballot${where}.`)
    }
    ballots.push({ line: index + 1, ballot: found } as OpenLine | SecretLine)
  }
  return ballots
}

/** Returns the lines of a file that has open ballots alone, as an open proposal takes. */
export function requireOpen(lines: readonly (OpenLine | SecretLine)[]): OpenLine[] {
  return lines.map((each) => (isSecretLine(each) ? refuse(each, 'open') : each))
}

/** Returns the lines of a file that has secret ballots alone, as a secret proposal takes. */
export function requireSecret(lines: readonly (OpenLine | SecretLine)[]): SecretLine[] {
  return lines.map((each) => (isSecretLine(each) ? each : refuse(each, 'secret')))
}

function isSecretLine(line: OpenLine | SecretLine): line is SecretLine {
  return 'encrypted' in line.ballot
}

function refuse({ line }: { readonly line: number }, kind: string): never {
  throw new UsageError(`The proposal takes ${kind} ballots, and line ${line} is another one.`)
}

function parseJson(text: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch {
    return undefined
  }
}
