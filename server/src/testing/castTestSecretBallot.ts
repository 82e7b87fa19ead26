import { toContractSecretBallot } from '@psephos/lib'
import {
  type ProveSecretTestBallotParameters,
  proveSecretTestBallot,
} from './proveSecretTestBallot.ts'
import type { TestSpace } from './startTestSpace.ts'

/** What {@link castTestSecretBallot} takes. */
export interface CastTestSecretBallotParameters extends ProveSecretTestBallotParameters {
  readonly dao: ProveSecretTestBallotParameters['dao'] & Pick<TestSpace, 'account'>
}

/** More than a ballot takes. */
const BALLOT_GAS = 5_000_000

/** Proves somebody's first secret ballot, and brings it straight to the ballot box. */
export async function castTestSecretBallot(
  parameters: CastTestSecretBallotParameters,
): Promise<void> {
  const { dao, proposalId } = parameters
  const ballot = await proveSecretTestBallot(parameters)
  const box = (await dao.chain.box(dao.space))?.box.connect(dao.account)
  const struct = toContractSecretBallot({ ballot, replacedPoints: [] })
  const gasLimit = BALLOT_GAS
  await (await box?.castSecretBallot(dao.space.governor, proposalId, struct, { gasLimit }))?.wait()
}
