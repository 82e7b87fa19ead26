import { generateProof, type Identity } from '@semaphore-protocol/core'
import { NotAMemberError } from '../errors/enrolmentErrors.ts'
import { GroupSizeOutOfRangeError } from '../errors/groupErrors.ts'
import type { Group } from '../group/Group.ts'
import { type WireBallot, wireBallot } from '../wire/ballot.ts'
import { ballotCost } from './ballotCost.ts'
import { ballotMessage } from './ballotMessage.ts'
import { encodeBallot } from './encodeBallot.ts'
import type { Scope } from './Scope.ts'
import type { SemaphoreArtifacts } from './semaphoreArtifactUrls.ts'

/** What {@link generateBallotProof} takes. */
export type GenerateBallotProofParameters = {
  /** Who votes. Never leaves this function. */
  identity: Identity
  /** The group as it stood at the proposal's snapshot. */
  group: Group
  /** Votes on every option of the proposal, each from -32 768 to 32 767. */
  votes: readonly number[]
  /** The budget that the proposal gives each ballot, from 1 to 65 535. */
  voiceCredits: number
  /** 0 for a first ballot; higher than the last one to change it. At most 65 535. */
  revision: number
  /** Where the ballot counts: {@link proposalScope}. */
  scope: Scope
  /** The depth that the proposal takes: {@link proofDepth} of its group. */
  proofDepth: number
  /** Semaphore's circuit and proving key for that depth: {@link semaphoreArtifactUrls}. */
  artifacts: SemaphoreArtifacts
}

/**
 * Makes a ballot with its zero-knowledge proof (about a second; the artifacts of depth 20 are
 * 5.7 MB).
 * @throws {@link VoiceCreditsExceededError}, {@link VotesOutOfRangeError} or
 * {@link BallotMalformedError} before any proving.
 * @throws {@link NotAMemberError} when the identity's commitment is not in the group.
 * @throws {@link GroupSizeOutOfRangeError} when the group's depth is not `proofDepth`.
 * @example
 * const ballot = await generateBallotProof({
 *   identity, group, votes: [3, -4], voiceCredits: 100, revision: 0, scope, proofDepth: 20,
 *   artifacts: semaphoreArtifactUrls({ baseUrl, depth: 20 }),
 * })
 * await client.castBallot({ proposal, ballot })
 */
export async function generateBallotProof({
  identity,
  group,
  votes,
  voiceCredits,
  revision,
  scope,
  proofDepth,
  artifacts,
}: GenerateBallotProofParameters): Promise<WireBallot> {
  ballotCost({ votes, voiceCredits })
  const message = ballotMessage({ revision, words: encodeBallot({ votes }) })
  const index = group.indexOf(identity.commitment)
  if (index === -1) throw new NotAMemberError()
  // A shorter path would prove nothing, a longer one room below the leaves.
  if (group.depth !== proofDepth) {
    throw new GroupSizeOutOfRangeError({ size: group.size, maximum: 2 ** proofDepth })
  }
  const proof = await generateProof(
    identity,
    group.generateMerkleProof(index),
    message,
    scope,
    proofDepth,
    // snarkjs reads bytes as well as it reads files; Semaphore's type does not say so.
    artifacts as { wasm: string; zkey: string },
  )
  return wireBallot.parse({ revision, votes: [...votes], proof })
}
