import { JsonRpcApiProvider } from 'ethers'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { findGovernorCalls } from './findGovernorCalls.ts'

/** What is looked for in the calls of a contract. */
export interface BroughtKind<Event, Brought> {
  /** The contract. */
  readonly to: string
  /** The first four bytes of the calls that bring it, as `0x` and eight digits. */
  readonly selectors: readonly string[]
  /** Returns what a call brings; nothing if it is another call. */
  readonly decode: (data: string) => Brought[]
  /** Returns the same for what was brought and for the event that tells of it. */
  readonly nameOf: (item: Event | Brought) => string
  readonly proofOf: (brought: Brought) => readonly bigint[]
  /** Returns those whose proofs hold. */
  readonly keepHolding: (brought: readonly Brought[]) => Promise<ReadonlySet<Brought>>
}

/** What {@link findBrought} takes. */
export interface FindBroughtParameters<Event, Brought> {
  readonly kind: BroughtKind<Event, Brought>
  /** A transaction, and the events of what it brought. */
  readonly hash: string
  readonly events: readonly Event[]
}

/** What {@link findBrought} found. */
export interface FoundBrought<Brought> {
  /** For each event. */
  readonly found: (Brought | undefined)[]
  /** Everything that the contract was called with, as far as it was looked at. */
  readonly called: readonly Brought[]
}

/**
 * Finds with which proofs a transaction brought what its events tell of: in its own data if it calls the
 * contract, else in calls that this data carries (multicalls and account abstraction carry inner calls
 * as they are), else in its trace, if the node gives one.
 *
 * Whoever brings something can put others beside it that the contract passes over, with the same content
 * and a proof that does not hold, to make the election look forged. So of several the one that holds is
 * taken; and what only lies in the data, where nothing says that the contract was called with it, is
 * taken if it holds and counts for nothing else.
 */
export async function findBrought<Event, Brought>(
  reader: ChainReader,
  { kind, hash, events }: FindBroughtParameters<Event, Brought>,
): Promise<FoundBrought<Brought>> {
  const { to, decode, keepHolding } = kind
  /** Of each event's candidates one that holds; where there is one alone, it is verified later, with all others. */
  const choose = async (brought: readonly Brought[]): Promise<(Brought | undefined)[]> => {
    const candidates = findCandidates(kind, events, brought)
    const holding = await keepHolding(candidates.flatMap((own) => (own.length > 1 ? own : [])))
    return candidates.map((own) => own.find((each) => holding.has(each)) ?? own[0])
  }

  const transaction = await reader.ask((node) => node.getTransaction(hash))
  const data = transaction?.data ?? '0x'
  const isDirect = transaction?.to?.toLowerCase() === to.toLowerCase()
  let called = isDirect ? decode(data) : []
  const found = await choose(called)
  const isMissing = (): boolean => found.includes(undefined)
  const fill = (others: readonly (Brought | undefined)[]): void => {
    for (const [index, other] of others.entries()) found[index] ??= other
  }
  if (isMissing()) {
    const candidates = findCandidates(kind, events, searchCalls(kind, data))
    const holding = await keepHolding(candidates.flat())
    fill(candidates.map((own) => own.find((each) => holding.has(each))))
  }
  if (isMissing()) {
    called = called.concat((await traceCalls(reader, { to, hash })).flatMap(decode))
    fill(await choose(called))
  }
  return { found, called }
}

/** Returns for each event what was brought with its content, without what stands there twice. */
function findCandidates<Event, Brought>(
  { nameOf, proofOf }: BroughtKind<Event, Brought>,
  events: readonly Event[],
  brought: readonly Brought[],
): Brought[][] {
  const byName = new Map<string, Map<string, Brought>>()
  for (const each of brought) {
    const name = nameOf(each)
    const own = byName.get(name) ?? new Map<string, Brought>()
    const proof = proofOf(each).join()
    if (!own.has(proof)) own.set(proof, each)
    byName.set(name, own)
  }
  return events.map((event) => [...(byName.get(nameOf(event))?.values() ?? [])])
}

/** How often a call is looked for in one transaction: more is somebody who wants to waste our time. */
const MOST_TRIES = 256

/** Returns what calls bring that stand somewhere in another call's data. */
function searchCalls<Event, Brought>(
  { selectors, decode }: BroughtKind<Event, Brought>,
  data: string,
): Brought[] {
  return selectors.flatMap((selector) => {
    const found: Brought[] = []
    const digits = selector.slice(2)
    let at = data.indexOf(digits, 2)
    for (let tries = 0; at !== -1 && tries < MOST_TRIES; tries += 1) {
      if (at % 2 === 0) found.push(...decode(`0x${data.slice(at)}`))
      at = data.indexOf(digits, at + 1)
    }
    return found
  })
}

/** Returns the data of a transaction's calls to a contract; none when the node does not trace. */
async function traceCalls(
  { ask }: ChainReader,
  { to, hash }: { to: string; hash: string },
): Promise<string[]> {
  try {
    return await ask(async (node) => {
      if (!(node instanceof JsonRpcApiProvider)) return []
      const trace: unknown = await node.send('debug_traceTransaction', [
        hash,
        { tracer: 'callTracer' },
      ])
      return findGovernorCalls(trace, to)
    })
  } catch {
    // Few public nodes trace. What was brought is then reported as not found.
    return []
  }
}
