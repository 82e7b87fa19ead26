import type { ContractBallot } from '@psephos/lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployProvenDao, type ProvenDao } from './support/deployProvenDao.ts'
import { forgeries } from './support/forgeries.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { alterPoints, malleations } from './support/proofPoints.ts'
import { readCustomError } from './support/readCustomError.ts'
import type { MemberProof, ProvenBallot, ProvenElection } from './support/readMemberProofs.ts'
import { readRevert } from './support/readRevert.ts'

let chain: Chain
let dao: ProvenDao
let election: ProvenElection
beforeAll(async () => {
  chain = await openChain()
  dao = await deployProvenDao(chain)
  election = dao.proofs.election(4)
})
afterAll(() => chain.close())

function ballotOf(person: number): ProvenBallot {
  const ballot = election.ballots[person]
  if (ballot === undefined) throw new RangeError(`Person ${person} does not vote.`)
  return ballot
}

/** The same votes with another proof. */
function withProof({ ballot }: ProvenBallot, { nullifier, points }: MemberProof): ContractBallot {
  return { ...ballot, nullifier, proof: points }
}

const cast = async (ballot: ContractBallot): Promise<void> => {
  await (await dao.governor.castBallot(election.proposal.proposalId, ballot)).wait()
}

async function countVoters(): Promise<bigint> {
  const { voters } = await dao.governor.proposalTally(election.proposal.proposalId)
  return voters
}

describe('a ballot whose proof is written in another way', () => {
  const cases = malleations.map((malleation, index) => ({ ...malleation, person: 2 * index }))

  test.each(cases)('counts once, if it comes second: $name', async ({ malleate, person }) => {
    const proven = ballotOf(person)
    const malleated = withProof(proven, alterPoints(proven.proof, malleate))
    await cast(proven.ballot)
    const voters = await countVoters()
    expect(await readRevert(cast(malleated))).toMatchObject({ code: 'REVISION_NOT_HIGHER' })
    expect(await countVoters()).toBe(voters)
  })

  test.each(cases)('counts once, if it comes first: $name', async ({ malleate, person }) => {
    const proven = ballotOf(person + 1)
    const voters = await countVoters()
    await cast(withProof(proven, alterPoints(proven.proof, malleate)))
    expect(await readRevert(cast(proven.ballot))).toMatchObject({ code: 'REVISION_NOT_HIGHER' })
    expect(await countVoters()).toBe(voters + 1n)
  })

  test('counts once, if both come in one batch', async () => {
    const proven = ballotOf(20)
    const written = malleations.map(({ malleate }) =>
      withProof(proven, alterPoints(proven.proof, malleate)),
    )
    const voters = await countVoters()
    const batch = [...written, proven.ballot]
    await (await dao.governor.castBallots(election.proposal.proposalId, batch)).wait()
    expect(await countVoters()).toBe(voters + 1n)
  })
})

describe('a forged batch of ballots', () => {
  test.each(forgeries)('counts nobody: $name', async ({ forge }) => {
    const [one, other] = [ballotOf(30), ballotOf(31)]
    const forged = forge([one.proof, other.proof], [1n, 1n])
    const batch = [withProof(one, forged[0]), withProof(other, forged[1])]
    const voters = await countVoters()
    const { castBallots } = dao.governor
    const call = castBallots.staticCall(election.proposal.proposalId, batch)
    expect(await readCustomError(call)).toBe('BallotBatchProofInvalid(2)')
    expect(await countVoters()).toBe(voters)
  })
})
