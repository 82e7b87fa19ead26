import { decodeRevert } from '@psephos/lib'
import { formatEther, id } from 'ethers'
import type { Election } from './Election.ts'
import type { PublishedProposal } from './publishProposal.ts'
import { waitUntil } from './waitUntil.ts'

/** What came of a proposal. */
export interface Execution {
  readonly executed: boolean
  readonly passing: readonly boolean[]
  readonly paid: readonly { readonly option: number; readonly to: string; readonly ether: string }[]
}

/** Once voting is over: queues, waits for the timelock, executes and looks at who was paid. */
export async function executeProposal(
  election: Election,
  proposal: PublishedProposal,
  onProgress: (done: number, total: number) => void,
): Promise<Execution> {
  const { governor, client, checks, space } = election
  const [targets, values, calldatas, description] = proposal.actions
  const action = [targets, values, calldatas, id(description)] as const
  const before = await readBalances(election, proposal)

  await expectState(election, proposal, 'succeeded')
  onProgress(1, 3)
  await (await governor.queue(...action)).wait()
  await expectState(election, proposal, 'queued')
  checks.expect(await revertsNow(election, action), 'nothing executes before the timelock is over')
  onProgress(2, 3)
  await election.moveClockTo(Number(await governor.proposalEta(proposal.id)))
  await (await governor.execute(...action)).wait()
  await expectState(election, proposal, 'executed')
  onProgress(3, 3)

  const passing = await governor.passingOptions(proposal.id)
  const after = await readBalances(election, proposal)
  const paid = proposal.payments.flatMap(({ option, to, wei }, index) => {
    const received = (after.recipients[index] ?? 0n) - (before.recipients[index] ?? 0n)
    const due = passing[option] === true ? wei : 0n
    checks.expect(received === due, `option ${option} is paid ${due} wei, not ${received}`)
    return received === 0n ? [] : [{ option, to, ether: formatEther(received) }]
  })
  const spent = before.treasury - after.treasury
  const due = proposal.payments.reduce(
    (sum, { option, wei }) => sum + (passing[option] === true ? wei : 0n),
    0n,
  )
  checks.expect(spent === due, `the treasury pays ${due} wei, not ${spent}`)
  checks.expect(paid.length > 0, 'an option with a call passes')
  const shown = await client.getProposal({ proposal: proposal.id })
  checks.expect(shown.space === space.id, 'the server shows the proposal in its space')
  return { executed: shown.state === 'executed', passing, paid }
}

async function expectState(
  { client }: Election,
  { id: proposal }: PublishedProposal,
  state: string,
): Promise<void> {
  await waitUntil(`the proposal is ${state}`, async () => {
    const shown = await client.getProposal({ proposal })
    return shown.state === state
  })
}

async function revertsNow(
  { governor }: Election,
  action: readonly [string[], bigint[], string[], string],
): Promise<boolean> {
  try {
    await governor.execute.staticCall(...action)
    return false
  } catch (error) {
    return decodeRevert(error) !== null
  }
}

async function readBalances(
  { chain, space }: Election,
  { payments }: PublishedProposal,
): Promise<{ treasury: bigint; recipients: bigint[] }> {
  return {
    treasury: await chain.getBalance(space.timelock),
    recipients: await Promise.all(payments.map(({ to }) => chain.getBalance(to))),
  }
}
