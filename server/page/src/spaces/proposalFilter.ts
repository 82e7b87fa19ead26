import type { ProposalOrder, ProposalState } from '@psephos/lib'

/** The parts into which a DAO's proposals fall, in the order in which they are shown. */
export const proposalParts = ['open', 'coming', 'finished'] as const

/** Such a part. */
export type ProposalPart = (typeof proposalParts)[number]

/** Which states make up a part. */
export const statesOfPart = {
  open: ['active'],
  coming: ['pending'],
  finished: ['succeeded', 'queued', 'executed', 'defeated', 'expired', 'canceled'],
} as const satisfies Record<ProposalPart, readonly ProposalState[]>

/** Which proposals are shown, and how, as it stands in the address: going back brings it back. */
export type ProposalFilter = {
  /** Null for all. */
  part: ProposalPart | null
  /** Empty for any. */
  search: string
  /** Empty for any. */
  tag: string
  order: ProposalOrder
}

const names = { part: 'state', search: 'search', tag: 'tag', order: 'order' }
const orders = ['newest', 'closing', 'ballots'] as const satisfies readonly ProposalOrder[]
/** What the server takes. */
const LONGEST = { search: 200, tag: 32 }

/** Returns what an address asks for; what it asks for in vain is left out. */
export function readProposalFilter(query: URLSearchParams): ProposalFilter {
  const part = proposalParts.find((each) => each === query.get(names.part)) ?? null
  const order = orders.find((each) => each === query.get(names.order)) ?? 'newest'
  return {
    part,
    search: (query.get(names.search) ?? '').trim().slice(0, LONGEST.search),
    tag: (query.get(names.tag) ?? '').trim().slice(0, LONGEST.tag),
    // What has closed closes no more.
    order: part === 'finished' && order === 'closing' ? 'newest' : order,
  }
}

/** Returns the query of an address that asks for it; empty for everything in the usual order. */
export function writeProposalFilter({ part, search, tag, order }: ProposalFilter): string {
  const query = new URLSearchParams()
  if (part !== null) query.set(names.part, part)
  if (search !== '') query.set(names.search, search)
  if (tag !== '') query.set(names.tag, tag)
  if (order !== 'newest') query.set(names.order, order)
  return query.size === 0 ? '' : `?${query}`
}

/** Returns the parts that a filter shows, in their order. */
export function listParts({ part, order }: Pick<ProposalFilter, 'part' | 'order'>): ProposalPart[] {
  if (part !== null) return [part]
  return proposalParts.filter((each) => order !== 'closing' || each !== 'finished')
}
