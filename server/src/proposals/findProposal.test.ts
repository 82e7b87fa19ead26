import { expect, onTestFinished, test } from 'vitest'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { findProposal } from './readProposals.ts'

test('nobody who registers a DAO takes the place of another DAO’s proposal', async () => {
  const { prisma, close } = await openTestDatabase()
  onTestFinished(close)
  const address = (digit: string) => `0x${digit.repeat(40)}`
  const propose = async (id: string, digit: string, listed: boolean, block: number) => {
    const [governor, other] = [address(digit), address('0')]
    const contracts = { governor, group: other, issuer: other, timelock: other }
    await prisma.space.create({
      data: { id, name: id, chainId: 1, deploymentBlock: 0, listed, ...contracts },
    })
    await prisma.proposal.create({
      data: {
        spaceId: id,
        id: '7',
        block,
        logIndex: 0,
        proposer: other,
        description: '',
        snapshot: 1,
        deadline: 2,
        targets: [],
        values: [],
        calldatas: [],
        optionCount: 1,
        maxWinners: 0,
        voiceCredits: 100,
        callOptions: [],
      },
    })
  }
  await propose('imitator', 'a', false, 9)
  await propose('registered', 'b', false, 8)
  expect((await findProposal(prisma, 7n)).spaceId).toBe('registered')
  // Blocks can be claimed before the listed DAO proposes; its place in the list cannot.
  await propose('commons', 'c', true, 10)
  expect((await findProposal(prisma, 7n)).spaceId).toBe('commons')
})
