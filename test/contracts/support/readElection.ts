import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ContractBallot, type OpenArchive, parseArchive } from '@psephos/lib'

/** Where the archive of a whole election stands, with real proofs. */
export const electionPath = fileURLToPath(new URL('../../vectors/election.json', import.meta.url))

/** `test/vectors/election.json`. */
export interface RecordedElection {
  readonly text: string
  readonly archive: OpenArchive
  /** Its ballots as the governor takes them, in their order. */
  readonly ballots: readonly ContractBallot[]
}

/** Reads the archive of the election that `deployElection` deploys. */
export function readElection(): RecordedElection {
  const text = readFileSync(electionPath, 'utf8')
  const archive = parseArchive(text)
  if (archive.version !== 1) throw new Error('The ballots of this election are open.')
  const ballots = archive.ballots.map(({ nullifier, revision, words, proof }, index) => {
    const replaced = archive.ballots
      .slice(0, index)
      .findLast((earlier) => earlier.nullifier === nullifier)
    if (proof === null) throw new Error('A ballot of the archive has no proof.')
    const replacedWords = replaced?.words ?? []
    return { nullifier, revision, words, replacedWords, proof: proof.points }
  })
  return { text, archive, ballots }
}
