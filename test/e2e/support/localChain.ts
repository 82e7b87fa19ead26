import { createServerClient } from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { LOCAL_MNEMONIC } from '@psephos/server/src/development/startLocalChain.ts'
import { HDNodeWallet, JsonRpcProvider, toQuantity } from 'ethers'
import type { Page } from 'playwright-core'

/** Returns the address of one of the local chain's ten accounts, which it signs for by itself. */
export function getAccount(index: number): string {
  return HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', `m/44'/60'/0'/0/${index}`).address
}

/** Moves the chain's clock past a proposal's deadline. */
export async function closeVoting(stack: DevelopmentStack, proposal: bigint): Promise<void> {
  const { deadline } = await createServerClient({ baseUrl: stack.url }).getProposal({ proposal })
  await moveClockTo(stack, deadline + 1)
}

/** Moves the chain's clock a little, past the snapshot of a proposal of its latest block. */
export async function openVoting(stack: DevelopmentStack): Promise<void> {
  const latest = await withNode(stack, (node) => node.getBlock('latest'))
  await moveClockTo(stack, (latest?.timestamp ?? 0) + 5)
}

/** Moves the clocks of the chain and of the person's computer to when a queued proposal may run. */
export async function passTimelock(
  stack: DevelopmentStack,
  page: Page,
  proposal: bigint,
): Promise<void> {
  const client = createServerClient({ baseUrl: stack.url })
  const { executableAt } = await client.getProposal({ proposal })
  if (executableAt === null) throw new Error('The proposal is not queued.')
  await moveClockTo(stack, executableAt + 1)
  await page.clock.setFixedTime((executableAt + 1) * 1_000)
}

/** Returns what an address holds, in wei. */
export function readBalance(stack: DevelopmentStack, address: string): Promise<bigint> {
  return withNode(stack, (node) => node.getBalance(address))
}

/** Gives an address so much, in wei, and takes the rest. */
export async function setBalance(
  stack: DevelopmentStack,
  address: string,
  balance: bigint,
): Promise<void> {
  await withNode(stack, (node) => node.send('anvil_setBalance', [address, toQuantity(balance)]))
}

async function moveClockTo(stack: DevelopmentStack, timestamp: number): Promise<void> {
  await withNode(stack, async (node) => {
    await node.send('evm_setNextBlockTimestamp', [timestamp])
    await node.send('evm_mine', [])
  })
}

async function withNode<Result>(
  { rpcUrl, space }: DevelopmentStack,
  ask: (node: JsonRpcProvider) => Promise<Result>,
): Promise<Result> {
  const node = new JsonRpcProvider(rpcUrl, space.chainId, { staticNetwork: true })
  try {
    return await ask(node)
  } finally {
    node.destroy()
  }
}
