import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { encodeArchive } from '../audit/encodeArchive.ts'
import { parseArchive } from '../audit/parseArchive.ts'
import type { SecretArchive } from '../audit/wireArchive.ts'

/** `test/vectors/secretElection.json`: the archive of a secret election with real proofs, as `exportArchive` wrote it. */
export const secretElectionText = readFileSync(
  fileURLToPath(new URL('../../../test/vectors/secretElection.json', import.meta.url)),
  'utf8',
)

/** Returns the election anew, free to be changed. */
export function readSecretElection(): SecretArchive {
  const archive = parseArchive(secretElectionText)
  if (archive.version !== 2) throw new Error('The ballots of this election are secret.')
  return archive
}

/** Returns the text of the archive after `change`. */
export function alterSecretElection(change: (election: SecretArchive) => void): string {
  const election = readSecretElection()
  change(election)
  return encodeArchive(election)
}
