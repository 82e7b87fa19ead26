import type { Tally } from '../tally/tallySums.ts'

/**
 * What can be found out of an outcome, in the order in which it is checked:
 * - `chain`: what was read is what the chain has, and an archive says of the chain what the chain says;
 * - `proposal`: the id commits to the calls, the description and the layout, and the governor kept its window;
 * - `metadata`: the text that people read hashes to what the description names, and has as many options;
 * - `committee`: a secret proposal's committee is the one it names, and its keys follow from its trustees' commitments;
 * - `keys`: a secret proposal's proofs are held to keys of which nobody knows the secrets;
 * - `group`: the members by the group's events hash to the root at the snapshot;
 * - `nullifiers`: each nullifier has one ballot that counts;
 * - `revisions`: each ballot that replaced another had a higher revision and replaced the one that counted;
 * - `messages`: each counted ballot's votes are those that its proof was brought with; of a secret one its proof says so;
 * - `proofs`: each counted ballot's zero-knowledge proof holds, for this proposal and this group;
 * - `costs`: each ballot is well-formed and costs no more than its voice credits; of a secret one its proof says so;
 * - `window`: each ballot was counted while voting was open;
 * - `sums`: a secret proposal's ballots, encrypted, add up to what was decrypted;
 * - `shares`: each trustee's decryption share has a proof that holds;
 * - `totals`: the shares decrypt the sums to the totals;
 * - `tally`: the ballots add up to the governor's tally; of a secret proposal, it is the totals;
 * - `quorum`: as many had to vote as the governor says;
 * - `options`: the options that pass are those that pass by the rules;
 * - `state`: the proposal is in the state that follows;
 * - `execution`: the calls that ran are those of the passing options, once.
 */
export const auditCheckNames = [
  'chain',
  'proposal',
  'metadata',
  'committee',
  'keys',
  'group',
  'nullifiers',
  'revisions',
  'messages',
  'proofs',
  'costs',
  'window',
  'sums',
  'shares',
  'totals',
  'tally',
  'quorum',
  'options',
  'state',
  'execution',
] as const

/** What is found out of secret proposals alone: a report of an open one says nothing of it. */
export const secretAuditCheckNames = [
  'committee',
  'keys',
  'sums',
  'shares',
  'totals',
] as const satisfies readonly AuditCheckName[]

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
  /** Each check once, in their order; {@link secretAuditCheckNames} where ballots are secret. */
  readonly checks: readonly AuditCheck[]
  /**
   * What the ballots add up to by the rules, whatever the governor says. Malformed ones are left out. Of a secret
   * proposal the totals, once the check of that name is confirmed: before that nobody has any votes, and only how many
   * people voted is known. What was spent on its options is 0, for nobody knows it.
   */
  readonly tally: Tally
}

/** How far an audit has come. */
export interface AuditProgress {
  /** `members`, `ballots`: blocks read; `blocks`, `proofs`: of the ballots; `verification`: proofs verified. */
  readonly phase: 'members' | 'ballots' | 'blocks' | 'proofs' | 'verification'
  readonly done: number
  readonly total: number
}
