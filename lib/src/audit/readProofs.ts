import { JsonRpcApiProvider } from 'ethers'
import { ballotMessage } from '../ballot/ballotMessage.ts'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import { findGovernorCalls } from './findGovernorCalls.ts'
import type { Archive, ArchivedBallot } from './wireArchive.ts'

/** A ballot as its event tells of it. */
type BallotEvent = Omit<ArchivedBallot, 'proof'>

/** A ballot as somebody brought it. */
interface BroughtBallot {
  readonly nullifier: bigint
  readonly revision: number
  readonly words: readonly bigint[]
  readonly points: NonNullable<ArchivedBallot['proof']>['points']
}

/** What {@link readProofs} takes. */
export interface ReadProofsParameters {
  readonly governor: string
  readonly proposalId: bigint
  readonly ballots: readonly BallotEvent[]
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
const castBallot = governorInterface.getFunction('castBallot')
const castBallots = governorInterface.getFunction('castBallots')

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
  const brought = direct ? decodeBallots(data, proposalId) : []
  const isMissing = (event: BallotEvent): boolean => findBallot(event, brought) === undefined
  if (events.some(isMissing)) brought.push(...searchBallots(data, proposalId))
  if (events.some(isMissing)) {
    for (const input of await traceCalls(reader, { governor, hash })) {
      brought.push(...decodeBallots(input, proposalId))
    }
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

/** Returns the ballots of a call of the governor; none if it is another call or proposal. */
function decodeBallots(data: string, proposalId: bigint): BroughtBallot[] {
  const selector = data.slice(0, 10)
  try {
    if (selector === castBallot.selector) {
      const values = governorInterface.decodeFunctionData(castBallot, data)
      return values['proposalId'] === proposalId ? [toBrought(values['ballot'])] : []
    }
    if (selector === castBallots.selector) {
      const values = governorInterface.decodeFunctionData(castBallots, data)
      return values['proposalId'] === proposalId ? [...values['ballots']].map(toBrought) : []
    }
  } catch {
    // Four bytes that look like a selector in data that are something else.
  }
  return []
}

/** Returns the ballots of calls that stand somewhere in another call's data. */
function searchBallots(data: string, proposalId: bigint): BroughtBallot[] {
  return [castBallot.selector, castBallots.selector].flatMap((selector) => {
    const found: BroughtBallot[] = []
    const digits = selector.slice(2)
    for (let at = data.indexOf(digits, 2); at !== -1; at = data.indexOf(digits, at + 1)) {
      if (at % 2 === 0) found.push(...decodeBallots(`0x${data.slice(at)}`, proposalId))
    }
    return found
  })
}

function toBrought(ballot: {
  nullifier: bigint
  revision: bigint
  words: readonly bigint[]
  proof: readonly bigint[]
}): BroughtBallot {
  const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = ballot.proof
  return {
    nullifier: ballot.nullifier,
    revision: Number(ballot.revision),
    words: [...ballot.words],
    points: [a, b, c, d, e, f, g, h],
  }
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
