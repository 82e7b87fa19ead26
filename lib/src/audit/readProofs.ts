import type { ChainReader } from '../contracts/ChainReader.ts'
import { type BallotEvent, type FindProofsParameters, findProofs } from './findProofs.ts'
import type { Archive, ArchivedBallot } from './wireArchive.ts'

/** What {@link readProofs} takes. */
export interface ReadProofsParameters extends Omit<FindProofsParameters, 'hash' | 'events'> {
  readonly ballots: readonly BallotEvent[]
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

/**
 * Finds the proof of each counted ballot in the transaction that says it was counted. Whether a proof
 * holds says the proof alone, so it does not matter where it is found.
 */
export async function readProofs(
  reader: ChainReader,
  { ballots, onProgress, ...call }: ReadProofsParameters,
): Promise<Archive['ballots']> {
  const transactions = new Map<string, BallotEvent[]>()
  for (const ballot of ballots) {
    const others = transactions.get(ballot.transaction)
    if (others === undefined) transactions.set(ballot.transaction, [ballot])
    else others.push(ballot)
  }
  let done = 0
  const proofs = new Map<BallotEvent, ArchivedBallot['proof']>()
  await reader.askEach([...transactions], async ([hash, events]) => {
    const found = await findProofs(reader, { ...call, hash, events })
    for (const [index, event] of events.entries()) proofs.set(event, found[index] ?? null)
    done += events.length
    onProgress?.({ done, total: ballots.length })
  })
  return ballots.map((ballot) => ({ ...ballot, proof: proofs.get(ballot) ?? null }))
}
