import {
  type WireBallot,
  type WireReceivedBallot,
  wireBallot,
  wireReceivedBallot,
} from '@psephos/lib'
import { readTextFile } from '../input/readTextFile.ts'
import { UsageError } from '../UsageError.ts'

/** A ballot and the line of the file where it stands, from 1. */
export interface FileBallot {
  readonly line: number
  readonly ballot: WireBallot
}

/** A line of a file: a ballot as its voter sent it, or as a server exports it. */
export interface BallotLine {
  readonly line: number
  readonly ballot: WireBallot | WireReceivedBallot
}

/**
 * Reads ballots from a file that has one in JSON per line, as `psephos vote --out` writes them
 * or a server exports them. None is verified yet.
 * @throws UsageError that names the line which is no ballot.
 */
export async function readBallots(path: string): Promise<BallotLine[]> {
  const ballots: BallotLine[] = []
  for (const [index, text] of (await readTextFile(path)).split('\n').entries()) {
    if (text.trim() === '') continue
    const value = parseJson(text)
    const exported = wireReceivedBallot.safeParse(value)
    const parsed = exported.success ? exported : wireBallot.safeParse(value)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const where =
        issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`
      throw new UsageError(`Line ${index + 1} of ${path} is no ballot${where}.`)
    }
    ballots.push({ line: index + 1, ballot: parsed.data })
  }
  return ballots
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
