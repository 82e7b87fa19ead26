import { join } from 'node:path'
import {
  createGroup,
  generateBallotProof,
  type Identity,
  proposalScope,
  type WireBallot,
  type WireSpace,
} from '@psephos/lib'
import { artifactsDirectory } from '../artifacts/createArtifactRouter.ts'
import { VOICE_CREDITS } from './startTestSpace.ts'

/** What {@link proveTestBallot} takes. */
export interface ProveTestBallotParameters {
  readonly space: WireSpace
  readonly proposalId: bigint
  /** Everybody in the group at the proposal's snapshot, by their place in it. */
  readonly members: readonly Pick<Identity, 'commitment'>[]
  /** Who votes. */
  readonly identity: Identity
  readonly votes: readonly number[]
  readonly revision?: number
}

const DEPTH = 20

/** Makes a ballot with a real proof. */
export function proveTestBallot({
  space: { chainId, governor },
  proposalId,
  members,
  identity,
  votes,
  revision = 0,
}: ProveTestBallotParameters): Promise<WireBallot> {
  return generateBallotProof({
    identity,
    group: createGroup({ members: members.map(({ commitment }) => commitment) }),
    votes,
    voiceCredits: VOICE_CREDITS,
    revision,
    scope: proposalScope({ chainId, governor, proposalId }),
    proofDepth: DEPTH,
    artifacts: {
      wasm: join(artifactsDirectory, `semaphore-${DEPTH}.wasm`),
      zkey: join(artifactsDirectory, `semaphore-${DEPTH}.zkey`),
    },
  })
}
