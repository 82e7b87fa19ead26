/** Where the server keeps a space; what belongs to it stands below. */
export function spacePath(space: string): string {
  return `/api/v1/spaces/${encodeURIComponent(space)}`
}

/** Where the server keeps a proposal; what belongs to it stands below. */
export function proposalPath(proposal: bigint): string {
  return `/api/v1/proposals/${proposal}`
}
