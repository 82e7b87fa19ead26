import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AuditReport } from '../audit/AuditReport.ts'
import { encodeArchive } from '../audit/encodeArchive.ts'
import { parseArchive } from '../audit/parseArchive.ts'
import type { Archive } from '../audit/wireArchive.ts'

/** `test/vectors/election.json`: the archive of an election with real proofs, as `exportArchive` wrote it. */
export const electionText = readFileSync(
  fileURLToPath(new URL('../../../test/vectors/election.json', import.meta.url)),
  'utf8',
)

/** Returns the election anew, free to be changed. */
export function readElection(): Archive {
  return parseArchive(electionText)
}

/** Returns the text of the archive after `change`. */
export function alterElection(change: (election: Archive) => void): string {
  const election = readElection()
  change(election)
  return encodeArchive(election)
}

/** Of a report, the names of the checks with a verdict. */
export function namesOf({ checks }: AuditReport, verdict: AuditReport['verdict']): string[] {
  return checks.filter((check) => check.verdict === verdict).map(({ name }) => name)
}
