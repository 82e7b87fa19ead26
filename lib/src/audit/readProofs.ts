import type { ChainReader } from '../contracts/ChainReader.ts'

/** What {@link readProofs} takes. */
export interface ReadProofsParameters<Event, Proof> {
  readonly events: readonly Event[]
  /** Finds the proofs of what a transaction brought; null for each that it does not find. */
  readonly find: (hash: string, events: readonly Event[]) => Promise<(Proof | null)[]>
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

/**
 * Finds for each event the proof in the transaction that brought what it tells of. Whether a proof
 * holds says the proof alone, so it does not matter where it is found.
 */
export async function readProofs<Event extends { readonly transaction: string }, Proof>(
  reader: ChainReader,
  { events, find, onProgress }: ReadProofsParameters<Event, Proof>,
): Promise<(Event & { proof: Proof | null })[]> {
  const transactions = new Map<string, Event[]>()
  for (const event of events) {
    const others = transactions.get(event.transaction)
    if (others === undefined) transactions.set(event.transaction, [event])
    else others.push(event)
  }
  let done = 0
  const proofs = new Map<Event, Proof | null>()
  await reader.askEach([...transactions], async ([hash, own]) => {
    const found = await find(hash, own)
    for (const [index, event] of own.entries()) proofs.set(event, found[index] ?? null)
    done += own.length
    onProgress?.({ done, total: events.length })
  })
  return events.map((event) => ({ ...event, proof: proofs.get(event) ?? null }))
}
