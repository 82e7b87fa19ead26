/**
 * Returns, from a proposal's on-chain description, the committee whose trustees decrypt its totals, or null where ballots are open: the
 * governor ends the description of a secret proposal with the committee that it names, and lets no other end so.
 * @example
 * readProposalCommittee('A garden\n\n4;100;2;0,2#psephos-options') // null
 */
export function readProposalCommittee(description: string): string | null {
  return /;(0x[0-9a-f]{64})#psephos-options$/.exec(description)?.[1] ?? null
}

/**
 * Tells, from a proposal's on-chain description, whether its ballots are secret.
 * @example
 * isSecretProposal('A garden\n\n4;100;2;0,2#psephos-options') // false
 */
export function isSecretProposal(description: string): boolean {
  return readProposalCommittee(description) !== null
}
