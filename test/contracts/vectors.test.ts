import {
  ballotMessage,
  decodeBallot,
  encodeBallot,
  PersonhoodGovernor__factory,
  proposalScope,
} from '@psephos/lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { believeProofs, createUnprovedBallot } from './support/believeProofs.ts'
import { type Dao, deployDao } from './support/deployDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { readRevert } from './support/readRevert.ts'
import { ballotVectors, tallyVectors } from './support/readVectors.ts'

const MOST_VOICE_CREDITS = 65_535
const ALICE = 7n

let chain: Chain
let dao: Dao
beforeAll(async () => {
  chain = await openChain()
  dao = await deployDao(chain)
  await dao.enrol(1n, 1n)
  await believeProofs(chain, dao.governor)
})
afterAll(() => chain.close())

async function openProposal(optionCount: number): Promise<bigint> {
  const proposalId = await dao.propose({ optionCount, voiceCredits: MOST_VOICE_CREDITS })
  await dao.open(proposalId)
  return proposalId
}

describe('a ballot', () => {
  const affordable = ballotVectors.ballots.filter(({ cost }) => cost <= MOST_VOICE_CREDITS)
  test.each(affordable)('counts as the library encodes it: $name', async (vector) => {
    const { votes, revision } = vector
    const { governor } = dao
    const proposalId = await openProposal(votes.length)
    const ballot = createUnprovedBallot({ nullifier: ALICE, votes, revision })
    await (await governor.castBallot(proposalId, ballot)).wait()

    const counted = await governor.ballotOf(proposalId, ALICE)
    expect(counted.revision).toBe(BigInt(revision))
    expect(counted.digest).toBe(vector.message.slice(0, 2 + 60))
    const { options } = await governor.proposalTally(proposalId)
    expect(options.map(({ votesFor, votesAgainst }) => Number(votesFor - votesAgainst))).toEqual(
      votes,
    )
    expect(options.reduce((sum, { creditsSpent }) => sum + Number(creditsSpent), 0)).toBe(
      vector.cost,
    )
  })

  const costly = ballotVectors.ballots.filter(({ cost }) => cost > MOST_VOICE_CREDITS)
  test.each(costly)('costs what the library says: $name', async ({ votes, revision, cost }) => {
    const proposalId = await openProposal(votes.length)
    const ballot = createUnprovedBallot({ nullifier: ALICE, votes, revision })
    expect(await readRevert(dao.governor.castBallot(proposalId, ballot))).toMatchObject({
      code: 'VOICE_CREDITS_EXCEEDED',
      details: { cost, voiceCredits: MOST_VOICE_CREDITS },
    })
  })

  test.each(ballotVectors.ballots)('is read alike by the library: $name', (vector) => {
    const words = vector.words.map(BigInt)
    const { votes, revision } = vector
    expect(encodeBallot({ votes })).toEqual(words)
    expect(decodeBallot({ words, optionCount: votes.length })).toEqual(votes)
    expect(ballotMessage({ revision, words })).toBe(BigInt(vector.message))
  })

  test.each(ballotVectors.malformed)('is refused: $name', async ({ optionCount, words }) => {
    const proposalId = await openProposal(optionCount)
    const ballot = createUnprovedBallot({ nullifier: ALICE, votes: [], words: words.map(BigInt) })
    expect(await readRevert(dao.governor.castBallot(proposalId, ballot))).toMatchObject({
      code: 'BALLOT_MALFORMED',
    })
  })
})

describe('a scope', () => {
  const { scopes } = ballotVectors
  test.each(scopes)('is the same on chain $chainId at $governor', async (vector) => {
    const { provider } = chain
    const ownChainId = (await provider.getNetwork()).chainId
    const code = await provider.getCode(await dao.governor.getAddress())
    await provider.send('anvil_setCode', [vector.governor, code])
    await provider.send('anvil_setChainId', [vector.chainId])
    try {
      const governor = PersonhoodGovernor__factory.connect(vector.governor, provider)
      expect(await governor.proposalScope(vector.proposalId)).toBe(BigInt(vector.scope))
    } finally {
      await provider.send('anvil_setChainId', [Number(ownChainId)])
    }
  })

  test('is the same for a proposal of this governor', async () => {
    const { chainId } = await chain.provider.getNetwork()
    const governor = await dao.governor.getAddress()
    const proposalId = await dao.propose()
    expect(await dao.governor.proposalScope(proposalId)).toBe(
      proposalScope({ chainId, governor, proposalId }),
    )
  })
})

describe('a tally', () => {
  test.each(tallyVectors.tallies)('is counted alike: $name', async (vector) => {
    const quorumNumerator = (vector.quorumNumerator * 10_000) / vector.quorumDenominator
    const { governor, enrol, propose, open } = await deployDao(chain, { quorumNumerator })
    await believeProofs(chain, governor)
    for (let person = 1n; person <= vector.groupSize; person++) await enrol(person, person)
    const proposalId = await propose(vector)
    await open(proposalId)

    const counted = new Map<number, bigint[]>()
    for (const { nullifier, revision, votes } of vector.ballots) {
      const replacedWords = counted.get(nullifier) ?? []
      const ballot = createUnprovedBallot({
        nullifier: BigInt(nullifier),
        votes,
        revision,
        replacedWords,
      })
      // As a relay does: what is counted already is passed over.
      const batch = [ballot]
      const taken = await governor.castBallots.staticCall(proposalId, batch)
      await (await governor.castBallots(proposalId, batch)).wait()
      if (taken === 1n) counted.set(nullifier, encodeBallot({ votes }))
    }

    const { voters, options } = await governor.proposalTally(proposalId)
    expect({
      voters: Number(voters),
      quorum: Number(await governor.quorum(await governor.proposalSnapshot(proposalId))),
      votesFor: options.map(({ votesFor }) => Number(votesFor)),
      votesAgainst: options.map(({ votesAgainst }) => Number(votesAgainst)),
      creditsSpent: options.map(({ creditsSpent }) => Number(creditsSpent)),
      passes: [...(await governor.passingOptions(proposalId))],
    }).toEqual({
      voters: vector.voters,
      quorum: vector.quorum,
      votesFor: vector.votesFor,
      votesAgainst: vector.votesAgainst,
      creditsSpent: vector.creditsSpent,
      passes: vector.passes,
    })
    await chain.moveClockTo((await governor.proposalDeadline(proposalId)) + 1n)
    const [defeated, succeeded] = [3n, 4n]
    expect(await governor.state(proposalId)).toBe(vector.succeeded ? succeeded : defeated)
  })
})
