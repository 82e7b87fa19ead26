import { auditProposal, exportArchive } from '@psephos/lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployProvenDao, type ProvenDao } from './support/deployProvenDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { stopProving } from './support/stopProving.ts'

let chain: Chain
let dao: ProvenDao
beforeAll(async () => {
  chain = await openChain()
  dao = await deployProvenDao(chain)
  const { proposal, ballots } = dao.proofs.election(4)
  const [first, ...rest] = ballots.slice(0, 9).map(({ ballot }) => ballot)
  if (first === undefined) throw new Error('x')
  await (await dao.governor.castBallot(proposal.proposalId, first)).wait()
  await (await dao.governor.castBallots(proposal.proposalId, rest)).wait()
  await chain.moveClockTo((await dao.governor.proposalDeadline(proposal.proposalId)) + 1n)
  const calls = [
    proposal.targets,
    proposal.values,
    proposal.calldatas,
    proposal.descriptionHash,
  ] as const
  await (await dao.governor.queue(...calls)).wait()
  await chain.moveClockTo(await dao.governor.proposalEta(proposal.proposalId))
  await (await dao.governor.execute(...calls)).wait()
})
afterAll(async () => {
  await stopProving()
  await chain.close()
})
test('x', async () => {
  const { proposal } = dao.proofs.election(4)
  const governor = await dao.governor.getAddress()
  const t = Date.now()
  const text = await exportArchive({
    provider: chain.provider,
    governor,
    proposalId: proposal.proposalId,
  })
  console.log(Date.now() - t, text.length, text.slice(0, 6000))
  for (const p of [
    { provider: chain.provider, governor, proposalId: proposal.proposalId },
    { archive: text },
    { provider: chain.provider, archive: text },
  ]) {
    const t = Date.now()
    const r = await auditProposal(p)
    console.log(
      Date.now() - t,
      r.verdict,
      r.checks
        .map((c) => `${c.name} ${c.verdict} ${c.summary} ${JSON.stringify(c.evidence)}`)
        .join('\n'),
    )
  }
})
