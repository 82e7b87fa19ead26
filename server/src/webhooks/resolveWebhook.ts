import { lookup as resolveName } from 'node:dns/promises'
import { isIP } from 'node:net'
import { WebhookUrlRefusedError } from '@psephos/lib'
import { isPublicAddress } from './isPublicAddress.ts'

/** An address of the network. */
export interface NetworkAddress {
  readonly address: string
  readonly family: number
}

/** What {@link resolveWebhook} takes. */
export interface ResolveWebhookParameters {
  readonly url: URL
  /** Whether it may be on this machine, over http: for development. */
  readonly allowLocal: boolean
  /** Another resolver of names, for tests. */
  readonly lookup?: (hostname: string) => Promise<readonly NetworkAddress[]>
}

const LOOKUP_TIMEOUT = 5_000

/**
 * Returns the address at which a webhook is called. Whoever names a webhook may own its name and
 * let it point anywhere, at any time: so each call asks anew, each address must be public, and the
 * one that is returned is the one to connect to.
 * @throws {@link WebhookUrlRefusedError} when it is not to be called.
 */
export async function resolveWebhook({
  url,
  allowLocal,
  lookup = resolveAll,
}: ResolveWebhookParameters): Promise<NetworkAddress> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isLocal = ['localhost', '127.0.0.1', '::1'].includes(host)
  if (allowLocal && isLocal) {
    return host === '::1' ? { address: '::1', family: 6 } : { address: '127.0.0.1', family: 4 }
  }
  if (url.protocol !== 'https:') throw new WebhookUrlRefusedError({ reason: 'is not https' })
  const family = isIP(host)
  const addresses = family === 0 ? await resolve(host, lookup) : [{ address: host, family }]
  const [first] = addresses
  if (first === undefined) throw new WebhookUrlRefusedError({ reason: 'leads nowhere' })
  if (!addresses.every(({ address }) => isPublicAddress(address)))
    throw new WebhookUrlRefusedError({ reason: 'is not of the public internet' })
  return first
}

async function resolve(
  host: string,
  lookup: (hostname: string) => Promise<readonly NetworkAddress[]>,
): Promise<readonly NetworkAddress[]> {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeout.reject(new Error('timeout')), LOOKUP_TIMEOUT)
  try {
    return await Promise.race([lookup(host), timeout.promise])
  } catch {
    throw new WebhookUrlRefusedError({ reason: 'leads nowhere' })
  } finally {
    clearTimeout(timer)
  }
}

function resolveAll(hostname: string): Promise<readonly NetworkAddress[]> {
  return resolveName(hostname, { all: true })
}
