import type { Tally } from '../tally/tallyBallots.ts'

/**
 * What can be found out of an outcome, in the order in which it is checked:
 * - `chain`: what was read is what the chain has, and an archive says of the chain what the chain says;
 * - `proposal`: the id commits to the calls, the description and the layout, and the governor kept its window;
 * - `metadata`: the text that people read hashes to what the description names, and has as many options;
 * - `group`: the members by the group's events hash to the root at the snapshot;
 * - `nullifiers`: each nullifier has one ballot that counts;
 * - `revisions`: each ballot that replaced another had a higher revision and replaced the one that counted;
 * - `messages`: each counted ballot's votes are those that its proof was brought with;
 * - `proofs`: each counted ballot's zero-knowledge proof holds, for this proposal and this group;
 * - `costs`: each ballot is well-formed and costs no more than its voice credits;
 * - `window`: each ballot was counted while voting was open;
 * - `tally`: the ballots add up to the governor's tally;
 * - `quorum`: as many had to vote as the governor says;
 * - `options`: the options that pass are those that pass by the rules;
 * - `state`: the proposal is in the state that follows;
 * - `execution`: the calls that ran are those of the passing options, once.
 */
export const auditCheckNames = [
  'chain',
  'proposal',
  'metadata',
  'group',
  'nullifiers',
  'revisions',
  'messages',
  'proofs',
  'costs',
  'window',
  'tally',
  'quorum',
  'options',
  'state',
  'execution',
] as const

/** One thing that an audit finds out. */
export type AuditCheckName = (typeof auditCheckNames)[number]

/** It is so, it is not so, or what would tell is not there. */
export type AuditVerdict = 'confirmed' | 'refuted' | 'incomplete'

/** Facts that may be logged: numbers of 256 bits as decimal strings, hashes and data as hex. */
export type AuditEvidence =
  | string
  | number
  | boolean
  | null
  | readonly AuditEvidence[]
  | { readonly [fact: string]: AuditEvidence }

/** What was found out of one thing. */
export interface AuditCheck {
  readonly name: AuditCheckName
  readonly verdict: AuditVerdict
  /** One sentence. */
  readonly summary: string
  /** What the verdict rests on; of many ballots the first fifty, beside their number. */
  readonly evidence: { readonly [fact: string]: AuditEvidence }
}

/** What an audit found out. */
export interface AuditReport {
  /** `refuted` if a check is; else `incomplete` if one is; else `confirmed`. */
  readonly verdict: AuditVerdict
  readonly chainId: number
  readonly governor: string
  readonly proposalId: bigint
  /** The block at whose end things stood so. */
  readonly block: { readonly number: number; readonly hash: string; readonly timestamp: number }
  /** Each check once, in their order. */
  readonly checks: readonly AuditCheck[]
  /** What the ballots add up to by the rules, whatever the governor says. Malformed ones are left out. */
  readonly tally: Tally
}

/** How far an audit has come. */
export interface AuditProgress {
  /** `members`, `ballots`: blocks read; `blocks`, `proofs`: of the ballots; `verification`: proofs verified. */
  readonly phase: 'members' | 'ballots' | 'blocks' | 'proofs' | 'verification'
  readonly done: number
  readonly total: number
}
