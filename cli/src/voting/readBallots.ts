import { type WireBallot, wireBallot } from '@psephos/lib'
import { readTextFile } from '../input/readTextFile.ts'
import { UsageError } from '../UsageError.ts'

/** A ballot and the line of the file where it stands, from 1. */
export interface FileBallot {
  readonly line: number
  readonly ballot: WireBallot
}

/**
 * Reads ballots from a file that has one in JSON per line, as `psephos vote --out` writes them.
 * None is verified yet.
 * @throws UsageError that names the line which is no ballot.
 */
export async function readBallots(path: string): Promise<FileBallot[]> {
  const ballots: FileBallot[] = []
  for (const [index, text] of (await readTextFile(path)).split('\n').entries()) {
    if (text.trim() === '') continue
    const parsed = wireBallot.safeParse(parseJson(text))
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
