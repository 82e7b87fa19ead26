/** A draft as an address names it. */
export type DraftAddress = {
  id: string
  /** Null for one that can only be read. */
  token: string | null
}

/**
 * Returns the address of a draft's editor. The key to it stands behind the `#`, which no browser sends
 * to a server.
 */
export function getDraftAddress({
  space,
  id,
  token,
}: DraftAddress & { /** The DAO's id. */ space: string }): string {
  const query = new URLSearchParams({ draft: id })
  return `${location.origin}/spaces/${space}/new?${query}${token === null ? '' : `#${token}`}`
}

/** Returns the draft that an address names, or null. */
export function readDraftAddress(query: URLSearchParams, hash: string): DraftAddress | null {
  const id = query.get('draft')
  if (id === null || !/^[\w-]{1,64}$/.test(id)) return null
  const token = hash.replace(/^#/, '')
  return { id, token: /^[\w-]{43}$/.test(token) ? token : null }
}
