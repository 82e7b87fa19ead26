import { proposalScope } from '../ballot/proposalScope.ts'
import type { ChainReader } from '../contracts/ChainReader.ts'
import type { PublishedProposal } from '../contracts/readProposal.ts'
import { holdBallots, holdShares } from './checks/holdSecretProofs.ts'
import type { ProofPoints } from './createCallReader.ts'
import {
  type BroughtSecretBallot,
  type BroughtShare,
  boxSelectors,
  decodeSecretCastCall,
  decodeShareCall,
} from './decodeBoxCall.ts'
import { type BroughtKind, findBrought } from './findBrought.ts'
import type { ArchivedSecretBallot, ArchivedShare, SecretElection } from './wireArchive.ts'

/** What is known of a secret proposal when its proofs are looked for. */
export interface FindSecretProofsParameters<Event> {
  readonly box: string
  readonly governor: string
  readonly proposal: PublishedProposal
  readonly electorate: { readonly root: bigint; readonly size: number; readonly proofDepth: number }
  readonly registration: SecretElection['committee']
  readonly keys: SecretElection['keys']
  /** A transaction, and the events of what it brought. */
  readonly hash: string
  readonly events: readonly Event[]
}

type BallotEvent = Omit<ArchivedSecretBallot, 'proof'>
type ShareEvent = Omit<ArchivedShare, 'proof'>

/** Finds the proofs of the secret ballots that a transaction had counted, as {@link findBrought} does. */
export async function findSecretProofs(
  reader: ChainReader,
  parameters: FindSecretProofsParameters<BallotEvent>,
): Promise<(ProofPoints | null)[]> {
  const { box, governor, proposal, electorate, registration, keys, hash, events } = parameters
  const scope = proposalScope({ chainId: reader.chainId, governor, proposalId: proposal.id })
  const kind: BroughtKind<BallotEvent, BroughtSecretBallot> = {
    to: box,
    selectors: [boxSelectors.one, boxSelectors.many],
    decode: (data) => decodeSecretCastCall(data, { governor, proposalId: proposal.id }),
    nameOf: ({ nullifier, revision, points }) => `${nullifier} ${revision} ${points.join()}`,
    proofOf: ({ proof }) => proof,
    keepHolding: async (ballots) => {
      const rules = { scope, electorate, proposal, registration, key: keys.ballot }
      const holds = await holdBallots({ ballots, ...rules })
      return new Set(ballots.filter((_, index) => holds?.[index] === true))
    },
  }
  const { found } = await findBrought(reader, { kind, hash, events })
  return found.map((ballot) => ballot?.proof ?? null)
}

/** Finds the proofs of the decryption shares that a transaction brought, as {@link findBrought} does. */
export async function findShareProofs(
  reader: ChainReader,
  parameters: FindSecretProofsParameters<ShareEvent> & {
    /** x and y of ΣR, then of ΣC for each option. */
    readonly sums: readonly bigint[]
  },
): Promise<(ProofPoints | null)[]> {
  const { box, governor, proposal, registration, keys, sums, hash, events } = parameters
  const kind: BroughtKind<ShareEvent, BroughtShare> = {
    to: box,
    selectors: [boxSelectors.share],
    decode: (data) => decodeShareCall(data, { governor, proposalId: proposal.id }),
    nameOf: ({ position, points }) => `${position} ${points.join()}`,
    proofOf: ({ proof }) => proof,
    keepHolding: async (shares) => {
      const holds = await holdShares({ shares, sums, proposal, registration, key: keys.share })
      return new Set(shares.filter((_, index) => holds?.[index] === true))
    },
  }
  const { found } = await findBrought(reader, { kind, hash, events })
  return found.map((share) => share?.proof ?? null)
}
