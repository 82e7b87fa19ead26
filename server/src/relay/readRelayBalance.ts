import type { Chain } from '../chain/connectChain.ts'

/** Returns what a relay's account has left, in wei: what a monitor should watch. */
export function readRelayBalance({
  chain,
  account,
}: {
  readonly chain: Chain
  readonly account: string
}): Promise<bigint> {
  return chain.provider.getBalance(account)
}
