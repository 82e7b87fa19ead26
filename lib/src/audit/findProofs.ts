import { ballotMessage } from '../ballot/ballotMessage.ts'
import { proposalScope } from '../ballot/proposalScope.ts'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { verifyProofs } from '../proof/verifyProofs.ts'
import { type BroughtBallot, castSelectors, decodeCastCall } from './decodeCastCall.ts'
import { type BroughtKind, findBrought } from './findBrought.ts'
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

/** Finds the proofs of the ballots that a transaction had counted, as {@link findBrought} does. */
export async function findProofs(
  reader: ChainReader,
  { governor, proposalId, electorate, hash, events }: FindProofsParameters,
): Promise<ArchivedBallot['proof'][]> {
  const scope = proposalScope({ chainId: reader.chainId, governor, proposalId })
  const kind: BroughtKind<BallotEvent, BroughtBallot> = {
    to: governor,
    selectors: Object.values(castSelectors),
    decode: (data) => decodeCastCall(data, proposalId),
    nameOf: (ballot) => `${nameOf(ballot)} ${ballot.words.join()}`,
    proofOf: ({ points }) => points,
    keepHolding: async (ballots) => {
      if (ballots.length === 0) return new Set()
      const proofs = ballots.map(({ nullifier, revision, words, points }) => ({
        nullifier,
        message: ballotMessage({ revision, words }),
        points,
      }))
      const { root, proofDepth } = electorate
      const holds = await verifyProofs({ proofs, root, scope, proofDepth })
      return new Set(ballots.filter((_, index) => holds[index] === true))
    },
  }
  const { found, called } = await findBrought(reader, { kind, hash, events })
  return found.map((ballot, index) => {
    const event = events[index]
    // The governor was called for this person and revision, but with other votes than it tells of.
    const other = called.find((each) => event !== undefined && nameOf(each) === nameOf(event))
    const brought = ballot ?? other
    if (brought === undefined) return null
    const { revision, words, points } = brought
    return { message: ballotMessage({ revision, words }), points }
  })
}

function nameOf({ nullifier, revision }: { nullifier: bigint; revision: number }): string {
  return `${nullifier} ${revision}`
}
