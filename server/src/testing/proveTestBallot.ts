import { join } from 'node:path'
import {
  ballotMessage,
  createGroup,
  encodeBallot,
  generateBallotProof,
  type Identity,
  proposalScope,
  type WireBallot,
  type WireSpace,
  wireBallot,
} from '@psephos/lib'
import { artifactsDirectory } from '../artifacts/createArtifactRouter.ts'
import { findRecordedProof } from './findRecordedProof.ts'
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
  /** Proves as a voter's device does, instead of looking the proof up. */
  readonly now?: boolean
}

const DEPTH = 20

/**
 * Makes a ballot with a real proof, which was recorded unless it is to be made now.
 * @throws Error that says what to run, when there is no record.
 */
export async function proveTestBallot(parameters: ProveTestBallotParameters): Promise<WireBallot> {
  const { members, identity, votes, revision = 0, now = false } = parameters
  const group = createTestGroup(members)
  // Nobody has a proof of who is no member; the library says why.
  if (now || group.indexOf(identity.commitment) === -1) return proveNow(parameters)
  const statement = {
    commitment: identity.commitment,
    root: group.root,
    message: ballotMessage({ revision, words: encodeBallot({ votes }) }),
    scope: createScope(parameters),
  }
  const found = await findRecordedProof({
    statement,
    prove: async () => (await proveNow(parameters)).proof,
  })
  const { root, message, scope } = statement
  const proof = {
    merkleTreeDepth: DEPTH,
    merkleTreeRoot: String(root),
    message: String(message),
    scope: String(scope),
    ...found,
  }
  return wireBallot.parse({ revision, votes, proof })
}

function proveNow(parameters: ProveTestBallotParameters): Promise<WireBallot> {
  const { members, identity, votes, revision = 0 } = parameters
  return generateBallotProof({
    identity,
    group: createTestGroup(members),
    votes,
    voiceCredits: VOICE_CREDITS,
    revision,
    scope: createScope(parameters),
    proofDepth: DEPTH,
    artifacts: {
      wasm: join(artifactsDirectory, `semaphore-${DEPTH}.wasm`),
      zkey: join(artifactsDirectory, `semaphore-${DEPTH}.zkey`),
    },
  })
}

function createTestGroup(members: ProveTestBallotParameters['members']) {
  return createGroup({ members: members.map(({ commitment }) => commitment) })
}

function createScope({ space, proposalId }: ProveTestBallotParameters) {
  const { chainId, governor } = space
  return proposalScope({ chainId, governor, proposalId })
}
