import { JsonRpcApiProvider } from 'ethers'
import { ballotMessage } from '../ballot/ballotMessage.ts'
import { proposalScope } from '../ballot/proposalScope.ts'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { verifyProofs } from '../proof/verifyProofs.ts'
import { type BroughtBallot, castSelectors, decodeCastCall } from './decodeCastCall.ts'
import { findGovernorCalls } from './findGovernorCalls.ts'
import type { ArchivedBallot } from './wireArchive.ts'

/** A ballot as its event tells of it. */
export type BallotEvent = Omit<ArchivedBallot, 'proof'>

/** What {@link findProofs} takes. */
export interface FindProofsParameters {
  readonly governor: string
  readonly proposalId: bigint
  /** The group in which proofs must hold, and its depth. */
  readonly electorate: { readonly root: bigint; readonly proofDepth: number }
  /** A transaction, and the ballots that it had counted. */
  readonly hash: string
  readonly events: readonly BallotEvent[]
}

/**
 * Finds the proofs of the ballots that a transaction had counted: in its own data if it calls the
 * governor, else in calls that this data carries (multicalls and account abstraction carry inner calls
 * as they are), else in its trace, if the node gives one.
 *
 * Whoever brings ballots can put others beside them that the governor passes over, with the same votes
 * and a proof that does not hold, to make the election look forged. So of several the one that holds is
 * taken; and what only lies in the data, where nothing says that the governor was called with it, is
 * taken if it holds and counts for nothing else.
 */
export async function findProofs(
  reader: ChainReader,
  { governor, proposalId, electorate, hash, events }: FindProofsParameters,
): Promise<ArchivedBallot['proof'][]> {
  const scope = proposalScope({ chainId: reader.chainId, governor, proposalId })
  const keepHolding = async (ballots: readonly BroughtBallot[]): Promise<Set<BroughtBallot>> => {
    if (ballots.length === 0) return new Set()
    const proofs = ballots.map(({ nullifier, revision, words, points }) => ({
      nullifier,
      message: ballotMessage({ revision, words }),
      points,
    }))
    const { root, proofDepth } = electorate
    const holds = await verifyProofs({ proofs, root, scope, proofDepth })
    return new Set(ballots.filter((_, index) => holds[index] === true))
  }
  /** Of each event's ballots one that holds; where there is one alone, it is verified later, with all others. */
  const choose = async (
    brought: readonly BroughtBallot[],
  ): Promise<(BroughtBallot | undefined)[]> => {
    const candidates = findCandidates(events, brought)
    const holding = await keepHolding(candidates.flatMap((own) => (own.length > 1 ? own : [])))
    return candidates.map((own) => own.find((ballot) => holding.has(ballot)) ?? own[0])
  }

  const transaction = await reader.ask((node) => node.getTransaction(hash))
  const data = transaction?.data ?? '0x'
  const isDirect = transaction?.to?.toLowerCase() === governor.toLowerCase()
  let called = isDirect ? decodeCastCall(data, proposalId) : []
  const found = await choose(called)
  const isMissing = (): boolean => found.includes(undefined)
  const fill = (others: readonly (BroughtBallot | undefined)[]): void => {
    for (const [index, other] of others.entries()) found[index] ??= other
  }
  if (isMissing()) {
    const candidates = findCandidates(events, searchBallots(data, proposalId))
    const holding = await keepHolding(candidates.flat())
    fill(candidates.map((own) => own.find((ballot) => holding.has(ballot))))
  }
  if (isMissing()) {
    const inputs = await traceCalls(reader, { governor, hash })
    called = called.concat(inputs.flatMap((input) => decodeCastCall(input, proposalId)))
    fill(await choose(called))
    // The governor was called for this person and revision, but with other votes than it tells of.
    fill(events.map((event) => called.find((ballot) => nameOf(ballot) === nameOf(event))))
  }
  return found.map((ballot) => {
    if (ballot === undefined) return null
    const { revision, words, points } = ballot
    return { message: ballotMessage({ revision, words }), points }
  })
}

/** Returns for each event the ballots of its person, revision and votes, without those that stand there twice. */
function findCandidates(
  events: readonly BallotEvent[],
  brought: readonly BroughtBallot[],
): BroughtBallot[][] {
  const byVotes = new Map<string, Map<string, BroughtBallot>>()
  for (const ballot of brought) {
    const name = `${nameOf(ballot)} ${ballot.words.join()}`
    const own = byVotes.get(name) ?? new Map<string, BroughtBallot>()
    const points = ballot.points.join()
    if (!own.has(points)) own.set(points, ballot)
    byVotes.set(name, own)
  }
  return events.map((event) => [
    ...(byVotes.get(`${nameOf(event)} ${event.words.join()}`)?.values() ?? []),
  ])
}

function nameOf({ nullifier, revision }: { nullifier: bigint; revision: number }): string {
  return `${nullifier} ${revision}`
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
