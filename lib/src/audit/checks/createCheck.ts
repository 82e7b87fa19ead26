import type { AuditCheck, AuditCheckName, AuditEvidence } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'

/** How many ballots a check names. */
const NAMED = 50

type Evidence = AuditCheck['evidence']

/** A check of one thing. */
export function createCheck(name: AuditCheckName) {
  return {
    confirm: (summary: string, evidence: Evidence = {}): AuditCheck => ({
      name,
      verdict: 'confirmed',
      summary,
      evidence,
    }),
    refute: (summary: string, evidence: Evidence = {}): AuditCheck => ({
      name,
      verdict: 'refuted',
      summary,
      evidence,
    }),
    leave: (summary: string, evidence: Evidence = {}): AuditCheck => ({
      name,
      verdict: 'incomplete',
      summary,
      evidence,
    }),
  }
}

/** A ballot that was counted, open or secret. */
export type CountedBallot = Archive['ballots'][number]

/** A ballot at fault, with what is wrong with it. */
export interface Fault {
  readonly ballot: CountedBallot
  readonly reason: string
}

/** How many ballots are at fault, and the first of them by name. */
export function listFaults(faults: readonly Fault[]): Evidence {
  return {
    count: faults.length,
    ballots: faults
      .slice(0, NAMED)
      .map(({ ballot, reason }) => ({ ...nameBallot(ballot), reason })),
  }
}

/** What a ballot can be found by; a nullifier is public and nobody's name. */
export function nameBallot({ nullifier, revision, transaction }: CountedBallot): {
  [fact: string]: AuditEvidence
} {
  return { nullifier: String(nullifier), revision, transaction }
}

/** `1 ballot`, `2 ballots`. */
export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
