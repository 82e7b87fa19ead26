const PROPOSAL_ID = /^\d{1,78}$/

/** Returns the proposal's id that an address of this page names; null when it names none. */
export function readProposalId(text: string): bigint | null {
  return PROPOSAL_ID.test(text) ? BigInt(text) : null
}
