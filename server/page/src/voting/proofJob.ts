import type {
  BallotProofProgress,
  ErrorCode,
  ErrorDetails,
  WireBallot,
  WireProposal,
  WireSpace,
} from '@psephos/lib'

/** What the proof worker takes: one ballot to prove. */
export type ProofJob = {
  space: Pick<WireSpace, 'id' | 'chainId' | 'governor'>
  proposal: Pick<WireProposal, 'id' | 'voiceCredits'>
  electorate: NonNullable<WireProposal['electorate']>
  /** The identity's secret, 32 bytes in hex. It goes to the worker and no further. */
  secret: string
  /** The place in the group that the identity was given at enrolment; null reads the whole group. */
  index: number | null
  votes: number[]
  revision: number
}

/** How far a ballot is. */
export type ProofProgress = { stage: 'group' } | BallotProofProgress

/**
 * What the proof worker answers: progress, then a ballot or a failure. An error's class does not
 * survive the way.
 */
export type ProofAnswer =
  | { type: 'progress'; progress: ProofProgress }
  | { type: 'ballot'; ballot: WireBallot }
  | { type: 'refusal'; code: ErrorCode; message: string; details: ErrorDetails }
  | { type: 'failure'; message: string }
