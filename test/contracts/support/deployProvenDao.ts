import { toContractLayout } from '@psephos/lib'
import { Wallet } from 'ethers'
import { REGENERATE } from '../../proofs/memberProofsFile.ts'
import type { MemberProofsPlan, PlannedProposal } from '../../proofs/memberProofsPlan.ts'
import { createEnrolment, type Dao, deployDao } from './deployDao.ts'
import { FoundingSigner } from './FoundingSigner.ts'
import type { Chain } from './openChain.ts'
import { type MemberProofs, readMemberProofs } from './readMemberProofs.ts'

/** A DAO for which the fixture holds proofs. */
export interface ProvenDao extends Dao {
  readonly proofs: MemberProofs
}

const ENROLLED_AT_ONCE = 64
/** More than any part takes: an estimate does not know whether the second it is mined in is new. */
const ENROLMENT_GAS = 16_000_000

/** Returns the number by which the World ID of these tests knows one of the plan's people. */
export function personOf(index: number): bigint {
  return BigInt(index + 1)
}

/**
 * Deploys the DAO of the fixture on a fresh chain, enrols its people, publishes its proposals and
 * opens them for ballots.
 * @throws Error that says what to run, when the fixture's proofs are for another governor, group or
 * proposal than these.
 */
export async function deployProvenDao(chain: Chain): Promise<ProvenDao> {
  const proofs = readMemberProofs()
  return { ...(await deployPlannedDao(chain, proofs.plan)), proofs }
}

/** Does so for any plan: that of the fixture, or one with more people. */
export async function deployPlannedDao(chain: Chain, plan: MemberProofsPlan): Promise<Dao> {
  const governorDeployer = new Wallet(plan.governorDeployerKey, chain.provider)
  const funding = { to: governorDeployer.address, value: 10n ** 18n }
  await (await chain.signer.sendTransaction(funding)).wait()
  const dao = await deployDao(chain, { signer: new FoundingSigner(chain.signer, governorDeployer) })
  requireSame('governor', (await dao.governor.getAddress()).toLowerCase(), plan.governor)
  const group = await dao.group.getAddress()
  const enrolments = plan.commitments.map((commitment, index) =>
    createEnrolment({ group, person: personOf(index), commitment }),
  )
  for (let start = 0; start < enrolments.length; start += ENROLLED_AT_ONCE) {
    const part = enrolments.slice(start, start + ENROLLED_AT_ONCE)
    await (await dao.group.enrolMany(part, { gasLimit: ENROLMENT_GAS })).wait()
  }
  for (const proposal of plan.proposals) await propose(dao, proposal)
  for (const { proposalId, scope } of plan.proposals) {
    await dao.open(proposalId)
    requireSame('scope', await dao.governor.proposalScope(proposalId), scope)
    const { root, proofDepth } = await dao.governor.proposalElectorate(proposalId)
    requireSame('root', root, plan.group.root)
    requireSame('depth of the proofs', proofDepth, BigInt(plan.proofDepth))
  }
  return dao
}

async function propose({ governor }: Dao, proposal: PlannedProposal): Promise<void> {
  const { targets, values, calldatas, layout, description, proposalId } = proposal
  const response = await governor.proposeOptions(
    targets,
    values,
    calldatas,
    toContractLayout(layout),
    description,
  )
  await response.wait()
  requireSame('description', (await governor.proposalSnapshot(proposalId)) > 0n, true)
}

function requireSame(what: string, actual: unknown, expected: unknown): void {
  if (actual === expected) return
  throw new Error(
    `The proofs of test/vectors/memberProofs.json are for another ${what}: ${expected}, not ${actual}. If test/proofs/memberProofsPlan.ts no longer describes what is deployed, mend it first. ${REGENERATE}`,
  )
}
