import type { BrowserContext } from 'playwright-core'

/** What {@link installWallet} takes. */
export type InstallWalletParameters = {
  context: BrowserContext
  /** The node that plays the wallet: it must hold unlocked accounts, as anvil does. */
  rpcUrl: string
  /** The account that the wallet offers. */
  account: string
  name?: string
}

/** A wallet in a browser, from the person's side. */
export type InstalledWallet = {
  /** The methods whose next calls the person declines. */
  declined: Set<string>
  /** Another chain that it is on and does not leave; null for that of the node. */
  chainId: number | null
  /** What the page has asked, in order. */
  requests: { method: string; params: unknown }[]
}

/** An answer of the node, or what it refuses. */
type Answer = { result?: unknown; error?: { code: number; message: string; data?: unknown } }

/**
 * Puts a wallet into a browser that announces itself to pages as EIP-6963 asks. It agrees to
 * everything but what is declined, and sends the rest to a node.
 */
export async function installWallet({
  context,
  rpcUrl,
  account,
  name = 'Test wallet',
}: InstallWalletParameters): Promise<InstalledWallet> {
  const wallet: InstalledWallet = { declined: new Set(), chainId: null, requests: [] }

  async function answer(method: string, params: unknown): Promise<Answer> {
    wallet.requests.push({ method, params })
    if (wallet.declined.has(method)) return { error: { code: 4001, message: 'User rejected' } }
    if (method === 'eth_requestAccounts' || method === 'eth_accounts') return { result: [account] }
    if (method === 'wallet_switchEthereumChain')
      return { error: { code: 4902, message: 'Unknown' } }
    if (method === 'eth_chainId' && wallet.chainId !== null)
      return { result: `0x${wallet.chainId.toString(16)}` }
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    return (await response.json()) as Answer
  }

  await context.exposeFunction('askTestWallet', answer)
  await context.addInitScript((walletName) => {
    const provider = {
      async request({ method, params }: { method: string; params?: unknown }) {
        const ask: unknown = Reflect.get(globalThis, 'askTestWallet')
        if (typeof ask !== 'function') throw new Error('The test wallet is gone.')
        const { result, error } = await ask(method, params ?? [])
        if (error !== undefined) throw Object.assign(new Error(error.message), error)
        return result
      },
    }
    const icon = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>'
    const info = {
      uuid: '00000000-0000-4000-8000-000000000001',
      name: walletName,
      icon,
      rdns: 'test',
    }
    const announce = () => {
      const detail = Object.freeze({ info, provider })
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
    }
    window.addEventListener('eip6963:requestProvider', announce)
    announce()
  }, name)
  return wallet
}
