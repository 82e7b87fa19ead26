import { JsonRpcApiProvider } from 'ethers'
import { ballotMessage } from '../ballot/ballotMessage.ts'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { type BroughtBallot, castSelectors, decodeCastCall } from './decodeCastCall.ts'
import { findGovernorCalls } from './findGovernorCalls.ts'
import type { Archive, ArchivedBallot } from './wireArchive.ts'

/** A ballot as its event tells of it. */
type BallotEvent = Omit<ArchivedBallot, 'proof'>

/** What {@link readProofs} takes. */
export interface ReadProofsParameters {
  readonly governor: string
  readonly proposalId: bigint
  readonly ballots: readonly BallotEvent[]
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

/**
 * Finds the proof of each counted ballot in the transaction that says it was counted. Where the governor
 * was called by another contract the ballots are looked for in that call's data (multicalls and account
 * abstraction carry inner calls as they are), then in the transaction's trace, if the node gives one.
 * Whether a proof holds says the proof alone, so it does not matter where it is found.
 */
export async function readProofs(
  reader: ChainReader,
  { governor, proposalId, ballots, onProgress }: ReadProofsParameters,
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
    const found = await findProofs(reader, { governor, proposalId, hash, events })
    for (const [index, event] of events.entries()) proofs.set(event, found[index] ?? null)
    done += events.length
    onProgress?.({ done, total: ballots.length })
  })
  return ballots.map((ballot) => ({ ...ballot, proof: proofs.get(ballot) ?? null }))
}

async function findProofs(
  reader: ChainReader,
  call: { governor: string; proposalId: bigint; hash: string; events: readonly BallotEvent[] },
): Promise<ArchivedBallot['proof'][]> {
  const { governor, proposalId, hash, events } = call
  const transaction = await reader.ask((node) => node.getTransaction(hash))
  const data = transaction?.data ?? '0x'
  const direct = transaction?.to?.toLowerCase() === governor.toLowerCase()
  let brought = direct ? decodeCastCall(data, proposalId) : []
  const isMissing = (event: BallotEvent): boolean => findBallot(event, brought) === undefined
  if (events.some(isMissing)) brought = brought.concat(searchBallots(data, proposalId))
  if (events.some(isMissing)) {
    const inputs = await traceCalls(reader, { governor, hash })
    brought = brought.concat(inputs.flatMap((input) => decodeCastCall(input, proposalId)))
  }
  return events.map((event) => {
    const ballot = findBallot(event, brought)
    if (ballot === undefined) return null
    const { revision, words, points } = ballot
    return { message: ballotMessage({ revision, words }), points }
  })
}

/** Of a person's ballots in one transaction the one with the event's votes; else one that contradicts them. */
function findBallot(
  event: BallotEvent,
  brought: readonly BroughtBallot[],
): BroughtBallot | undefined {
  const own = brought.filter(
    ({ nullifier, revision }) => nullifier === event.nullifier && revision === event.revision,
  )
  const words = event.words.join()
  return own.find((ballot) => ballot.words.join() === words) ?? own[0]
}

/** How often a call is looked for in one transaction: more is somebody who wants to waste our time. */
const MOST_TRIES = 256

/** Returns the ballots of calls that stand somewhere in another call's data. */
function searchBallots(data: string, proposalId: bigint): BroughtBallot[] {
  return Object.values(castSelectors).flatMap((selector) => {
    const found: BroughtBallot[] = []
    const digits = selector.slice(2)
    let at = data.indexOf(digits, 2)
    for (let tries = 0; at !== -1 && tries < MOST_TRIES; tries += 1) {
      if (at % 2 === 0) found.push(...decodeCastCall(`0x${data.slice(at)}`, proposalId))
      at = data.indexOf(digits, at + 1)
    }
    return found
  })
}

/** Returns the data of a transaction's calls to the governor; none when the node does not trace. */
async function traceCalls(
  { ask }: ChainReader,
  { governor, hash }: { governor: string; hash: string },
): Promise<string[]> {
  try {
    return await ask(async (node) => {
      if (!(node instanceof JsonRpcApiProvider)) return []
      const trace: unknown = await node.send('debug_traceTransaction', [
        hash,
        { tracer: 'callTracer' },
      ])
      return findGovernorCalls(trace, governor)
    })
  } catch {
    // Few public nodes trace. The ballot is then reported as one whose proof was not found.
    return []
  }
}
