import type {
  BallotProofProgress,
  CurvePoint,
  ErrorCode,
  ErrorDetails,
  MemberProposal,
  OptionClass,
  WireDecryptionShare,
  WireProposal,
  WireSpace,
} from '@psephos/lib'
import type { AnyBallot } from '../secrecy/AnyBallot.ts'

/** What the proof worker takes first, where there is time: for which ballots to get ready. */
export type ProofPreparation = {
  kind: 'preparation'
  space: Pick<WireSpace, 'id'>
  electorate: NonNullable<WireProposal['electorate']>
  /** As in a {@link ProofJob}. */
  index: number | null
  /** The class of the circuit for secret ballots; null where ballots are open. */
  secretClass: OptionClass | null
}

/** A proposal as far as its ballots depend on it, with all that its id commits to. */
export type VotedProposal = Pick<WireProposal, 'id' | 'voiceCredits' | 'description' | 'calls'>

/** What the proof worker takes: one ballot to prove. */
export type ProofJob = {
  kind: 'ballot'
  space: Pick<WireSpace, 'id' | 'chainId' | 'governor'>
  proposal: VotedProposal
  electorate: NonNullable<WireProposal['electorate']>
  /** The identity's secret, 32 bytes in hex. It goes to the worker and no further. */
  secret: string
  /** The place in the group that the identity was given at enrolment; null reads the whole group. */
  index: number | null
  /** As in a {@link ProofPreparation}. */
  secretClass: OptionClass | null
  votes: number[]
  revision: number
}

/** What the proof worker takes as well: one proposal that a member makes without a name. */
export type MemberProposalJob = {
  kind: 'proposal'
  space: Pick<WireSpace, 'id' | 'chainId' | 'governor'>
  /** The group just before the epoch began, as the chain says it. */
  group: NonNullable<WireProposal['electorate']>
  /** As in a {@link ProofJob}. */
  secret: string
  index: number | null
  /** When the epoch began, in seconds. */
  epoch: number
  /** How many proposals a member may make in it. */
  limit: number
  /** The nullifiers of all proposals that members have made in it. */
  spent: ReadonlySet<bigint>
  proposalId: bigint
}

/** What the proof worker takes as well: a trustee's share of a decryption to prove. */
export type DecryptionShareJob = {
  kind: 'share'
  /** The trustee's place in the committee, from 1. */
  position: number
  /** ΣR of all counted ballots, as the box says it when it is closed. */
  r: CurvePoint
  /** The trustee's secret shares of the class. They go to the worker and no further. */
  secretShares: readonly bigint[]
  optionCount: number
  secretClass: OptionClass
}

/** How far a ballot is. */
export type ProofProgress = { stage: 'group' } | BallotProofProgress

/**
 * What the proof worker answers to a job: progress, then a ballot, a proposal, a share or a failure. An error's class
 * does not survive the way.
 */
export type ProofAnswer =
  | { type: 'progress'; progress: ProofProgress }
  | { type: 'ballot'; ballot: AnyBallot }
  | { type: 'proposal'; proposal: MemberProposal }
  | { type: 'share'; share: WireDecryptionShare }
  | { type: 'refusal'; code: ErrorCode; message: string; details: ErrorDetails }
  | { type: 'failure'; message: string }
