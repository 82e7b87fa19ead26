import { createIdentity } from '@psephos/lib'
import { expect, onTestFinished, test } from 'vitest'
import { createTransactionQueue } from '../relay/createTransactionQueue.ts'
import { castTestSecretBallot } from '../testing/castTestSecretBallot.ts'
import { startTestSpace, testCommittee } from '../testing/startTestSpace.ts'
import { decryptSamples } from './decryptSamples.ts'
import { prepareSecretCircuits } from './prepareSecretCircuits.ts'

test('as many pretend trustees as it takes bring their shares, once a proposal is closed', async () => {
  const dao = await startTestSpace('pglite', { secret: true })
  onTestFinished(dao.close)
  const { prisma, chain, space, account } = dao
  const circuits = await prepareSecretCircuits()
  const queue = createTransactionQueue(account)
  const findOwnCommittee = async () => dao.secret?.committee ?? ''
  const parameters = { prisma, chain, space, queue, circuits, committee: testCommittee }
  const decrypt = () => decryptSamples({ ...parameters, findOwnCommittee })
  const identity = createIdentity()
  await dao.enrol(identity, 1)
  const voting = { title: 'Who?', optionCount: 3, secret: true }
  const proposalId = await dao.openProposal(voting)
  await castTestSecretBallot({ dao, proposalId, members: [identity], identity, votes: [1, 2, -3] })
  await dao.moveClockTo(Number(await chain.governor(space).proposalDeadline(proposalId)) + 1)
  await dao.index()
  await decrypt()
  const listShares = async () => {
    await dao.index()
    return (await prisma.decryptionShare.findMany()).map(({ position }) => position)
  }
  expect(await listShares()).toEqual([])

  const found = await chain.box(space)
  await (await found?.box.connect(account).close(space.governor, proposalId))?.wait()
  await dao.index()
  await decryptSamples({ ...parameters, findOwnCommittee: async () => 'another' })
  expect(await listShares()).toEqual([])
  await decrypt()
  expect(await listShares()).toEqual([1, 2])
  const sent = await account.getNonce()
  await decrypt()
  expect(await account.getNonce()).toBe(sent)
})
