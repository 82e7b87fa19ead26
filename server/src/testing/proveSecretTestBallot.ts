import {
  createGroup,
  deriveCommitteeKeys,
  generateSecretBallot,
  type Identity,
  optionClass,
  proposalScope,
  readCommittee,
  type WireSecretBallot,
} from '@psephos/lib'
import { type TestSpace, VOICE_CREDITS } from './startTestSpace.ts'

/** What {@link proveSecretTestBallot} takes. */
export interface ProveSecretTestBallotParameters {
  /** With secret proposals. */
  readonly dao: Pick<TestSpace, 'space' | 'chain' | 'secret' | 'circuits'>
  readonly proposalId: bigint
  /** Everybody in the group at the proposal's snapshot, by their place in it. */
  readonly members: readonly Pick<Identity, 'commitment'>[]
  /** Who votes. */
  readonly identity: Identity
  readonly votes: readonly number[]
  readonly revision?: number
}

/** Encrypts and proves a ballot as a voter's device does, which takes more than a second: no randomness comes twice. */
export async function proveSecretTestBallot({
  dao: { space, chain, secret, circuits },
  proposalId,
  members,
  identity,
  votes,
  revision = 0,
}: ProveSecretTestBallotParameters): Promise<WireSecretBallot> {
  if (secret === null) throw new Error('The DAO has no secret proposals.')
  const { registry, committee } = secret
  const registered = await readCommittee({ provider: chain.provider, registry, committee })
  const { chainId, governor } = space
  const circuit = `secret-ballot-${optionClass(votes.length)}`
  return generateSecretBallot({
    identity,
    group: createGroup({ members: members.map(({ commitment }) => commitment) }),
    votes,
    voiceCredits: VOICE_CREDITS,
    revision,
    scope: proposalScope({ chainId, governor, proposalId }),
    proofDepth: 20,
    keys: deriveCommitteeKeys(registered).electionKeys,
    artifacts: {
      wasm: circuits.files.get(`${circuit}.wasm`) ?? '',
      zkey: circuits.files.get(`${circuit}.zkey`) ?? '',
    },
  })
}
