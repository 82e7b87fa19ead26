import type { AuditCheck, AuditEvidence, ProposalState } from '@psephos/lib'
import { proposalStates } from '@psephos/lib'
import type { TFunction } from 'i18next'
import type { ChainSource } from './auditJob.ts'

/** Where an audit had from what it audited. */
export type AuditedFrom = {
  /** Whether it was a file. */
  isFile: boolean
  /** Who said what the chain says; null when nobody was asked. */
  source: ChainSource | null
  /** The wallet whose node was asked, by its name; empty for none. */
  wallet: string
}

/** What {@link describeFinding} takes. */
export type DescribeFindingParameters = {
  check: AuditCheck
  from: AuditedFrom
  t: TFunction<'audit'>
  tProposal: TFunction<'proposal'>
}

/** What may be left open for a reason of its own; of everything else it is that something was missing. */
const reasons = ['chain', 'metadata', 'messages', 'proofs', 'execution'] as const

/** What is not known before a secret proposal's totals are. */
const afterTotals = ['sums', 'shares', 'totals', 'tally', 'options'] as const

/** Says in a sentence what an audit found out of one thing. */
export function describeFinding({ check, from, t, tProposal }: DescribeFindingParameters): string {
  const { name, verdict, evidence } = check
  const context = findContext(check, from)
  const facts = {
    ...(context !== null && { context }),
    count: readCount(evidence),
    credits: Number(evidence['voiceCredits'] ?? 0),
    state: isState(evidence['state']) ? tProposal(`states.${evidence['state']}`) : '',
    wallet: from.wallet,
  }
  switch (verdict) {
    case 'confirmed':
      return t(`checks.${name}.confirmed`, facts)
    case 'refuted':
      return t(`checks.${name}.refuted`, facts)
    case 'incomplete': {
      if (afterTotals.some((each) => each === name)) return t('awaitsTotals')
      const reason = reasons.find((each) => each === name)
      return reason === undefined ? t('couldNotCheck') : t(`checks.${reason}.incomplete`, facts)
    }
  }
}

/** Which of several sentences of one verdict fits. */
function findContext(
  { name, verdict, evidence }: AuditCheck,
  { isFile, source }: AuditedFrom,
): string | null {
  if (name === 'chain' && verdict === 'incomplete') {
    return evidence['latestBlock'] === undefined ? null : 'behind'
  }
  if (verdict !== 'confirmed') return null
  if (name === 'chain') {
    if (!isFile) return source
    return source === 'wallet' ? 'fileWallet' : 'fileServer'
  }
  if (name === 'keys' && evidence['isDevelopment'] === true) return 'development'
  if (name === 'revisions' && evidence['replaced'] === 0) return 'none'
  const executed = evidence['executed']
  const hasNone = Array.isArray(executed) && executed.length === 0
  return name === 'execution' && hasNone ? 'none' : null
}

/** How many people or ballots a finding is about. */
function readCount(evidence: AuditCheck['evidence']): number {
  const { members, nullifiers, replaced, count } = evidence
  return Number(members ?? nullifiers ?? replaced ?? count ?? 0)
}

function isState(value: AuditEvidence | undefined): value is ProposalState {
  return proposalStates.some((state) => state === value)
}
