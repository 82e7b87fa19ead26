import type { Chain } from './connectChain.ts'

/** Returns a block's hash, or null when the node has no such block. */
export async function readBlockHash({ provider }: Chain, block: number): Promise<string | null> {
  return (await provider.getBlock(block))?.hash ?? null
}
