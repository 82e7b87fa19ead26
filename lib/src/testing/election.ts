import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AuditReport } from '../audit/AuditReport.ts'
import { encodeArchive } from '../audit/encodeArchive.ts'
import { parseArchive } from '../audit/parseArchive.ts'
import type { OpenArchive } from '../audit/wireArchive.ts'

/** `test/vectors/election.json`: the archive of an election with real proofs, as `exportArchive` wrote it. */
export const electionText = readFileSync(
  fileURLToPath(new URL('../../../test/vectors/election.json', import.meta.url)),
  'utf8',
)

/** Returns the election anew, free to be changed. */
export function readElection(): OpenArchive {
  const archive = parseArchive(electionText)
  if (archive.version !== 1) throw new Error('The ballots of this election are open.')
  return archive
}

/** Returns the text of the archive after `change`. */
export function alterElection(change: (election: OpenArchive) => void): string {
  const election = readElection()
  change(election)
  return encodeArchive(election)
}

/** Of a report, the names of the checks with a verdict. */
export function namesOf({ checks }: AuditReport, verdict: AuditReport['verdict']): string[] {
  return checks.filter((check) => check.verdict === verdict).map(({ name }) => name)
}
