import type { Eip1193Provider } from 'ethers'
import { useEffect, useState } from 'react'
import * as z from 'zod'

/** A wallet that has announced itself to the page (EIP-6963). */
export type InjectedWallet = {
  /** Unique while the page is open. */
  uuid: string
  name: string
  /** A `data:` URI; null when the wallet gives another address, which the page does not fetch. */
  icon: string | null
  provider: Eip1193Provider
}

/** What a wallet announces. A wallet may be written by anybody, so nothing is taken for granted. */
const announcement = z.object({
  info: z.object({ uuid: z.string().min(1), name: z.string().min(1).max(100), icon: z.string() }),
  provider: z.custom<Eip1193Provider>(
    (value) => typeof value === 'object' && value !== null && 'request' in value,
  ),
})

/** The wallets of this browser, as they announce themselves. None is asked for anything yet. */
export function useInjectedWallets(): InjectedWallet[] {
  const [wallets, setWallets] = useState<InjectedWallet[]>([])
  useEffect(() => {
    function add(event: Event): void {
      const parsed = announcement.safeParse(event instanceof CustomEvent ? event.detail : null)
      if (!parsed.success) return
      const { info, provider } = parsed.data
      const icon = info.icon.startsWith('data:image/') ? info.icon : null
      const wallet = { uuid: info.uuid, name: info.name, icon, provider }
      setWallets((known) => [...known.filter(({ uuid }) => uuid !== wallet.uuid), wallet])
    }
    window.addEventListener('eip6963:announceProvider', add)
    window.dispatchEvent(new Event('eip6963:requestProvider'))
    return () => window.removeEventListener('eip6963:announceProvider', add)
  }, [])
  return wallets
}
