import {
  createGroup,
  deriveCommitteeKeys,
  formCommittee,
  generateSecretBallot,
  type Identity,
  openTranscript,
  proposalScope,
  toContractSecretBallot,
} from '@psephos/lib'
import { type TestSpace, VOICE_CREDITS } from './startTestSpace.ts'

/** What {@link castTestSecretBallot} takes. */
export interface CastTestSecretBallotParameters {
  readonly dao: Pick<TestSpace, 'chain' | 'space' | 'circuits' | 'secret' | 'account'>
  readonly proposalId: bigint
  /** Everybody in the group at the proposal's snapshot, by their place in it. */
  readonly members: readonly Identity[]
  readonly identity: Identity
  readonly votes: readonly number[]
}

/** More than a ballot takes. */
const BALLOT_GAS = 5_000_000

/** Proves a secret ballot, which takes some seconds, and brings it straight to the ballot box. */
export async function castTestSecretBallot({
  dao: { chain, space, circuits, secret, account },
  proposalId,
  members,
  identity,
  votes,
}: CastTestSecretBallotParameters): Promise<void> {
  const [wasm, zkey] = ['wasm', 'zkey'].map((end) => circuits.files.get(`secret-ballot-4.${end}`))
  const found = await chain.box(space)
  if (!found || !wasm || !zkey || !secret) throw new Error('The DAO has no secret ballots.')
  const { governor, chainId } = space
  const { proofDepth } = await chain.governor(space).proposalElectorate(proposalId)
  const ballot = await generateSecretBallot({
    identity,
    group: createGroup({ members: members.map(({ commitment }) => commitment) }),
    votes,
    voiceCredits: VOICE_CREDITS,
    revision: 0,
    scope: proposalScope({ chainId, governor, proposalId }),
    proofDepth: Number(proofDepth),
    keys: deriveCommitteeKeys(formCommittee(openTranscript(secret.transcript))).electionKeys,
    artifacts: { wasm, zkey },
  })
  const box = found.box.connect(account)
  const struct = toContractSecretBallot({ ballot, replacedPoints: [] })
  const gasLimit = BALLOT_GAS
  await (await box.castSecretBallot(governor, proposalId, struct, { gasLimit })).wait()
}
