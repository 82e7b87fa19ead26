/**
 * Tells, from a proposal's on-chain description, whether its ballots are secret: the governor ends the description of such a proposal with the committee that it names,
 * and lets no other end so.
 * @example
 * isSecretProposal('A garden\n\n4;100;2;0,2#psephos-options') // false
 */
export function isSecretProposal(description: string): boolean {
  return /;0x[0-9a-f]{64}#psephos-options$/.test(description)
}
