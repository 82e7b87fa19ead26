import type { ComplaintFault, OpenedComplaint } from './openComplaint.ts'
import type { DealFault, OpenedDeal } from './openDeal.ts'
import type { KeyGeneration } from './openInvitation.ts'

/** What {@link judgeDeals} takes. */
export type JudgeDealsParameters = {
  keyGeneration: KeyGeneration
  deals: readonly OpenedDeal[]
  complaints: readonly OpenedComplaint[]
}

/**
 * Why a dealer is disqualified: what everybody sees in the deal, two deals that differ (`twice`), or a
 * share that a trustee has shown to be wrong (`share`).
 */
export type DealerFault = DealFault | 'twice' | 'share'

/** Who dealt rightly, and who did not. Positions are in rising order. */
export type Judgement = {
  /** Those whose deals make up the keys. */
  readonly qualified: readonly number[]
  /** Those who did not deal. */
  readonly absent: readonly number[]
  readonly culprits: readonly { readonly position: number; readonly reason: DealerFault }[]
  /** Those who complained without a reason; their own deals count all the same. */
  readonly falseComplainers: readonly {
    readonly position: number
    readonly dealer: number
    readonly reason: ComplaintFault
  }[]
}

/**
 * Decides who is qualified. Everybody who has the same deals and complaints comes to the same.
 * @example
 * judgeDeals({ keyGeneration, deals, complaints }).culprits // [{ position: 2, reason: 'share' }]
 */
export function judgeDeals({ keyGeneration, deals, complaints }: JudgeDealsParameters): Judgement {
  const positions = keyGeneration.trustees.map((_, index) => index + 1)
  const faults = new Map<number, DealerFault | null>()
  for (const position of positions) {
    const own = deals.filter(({ dealer }) => dealer === position)
    const [first] = own
    if (first === undefined) continue
    const upheld = complaints.some(({ dealer, fault }) => dealer === position && fault === null)
    const isTwice = own.some(({ digest }) => digest !== first.digest)
    faults.set(position, isTwice ? 'twice' : (first.fault ?? (upheld ? 'share' : null)))
  }
  return {
    qualified: positions.filter((position) => faults.get(position) === null),
    absent: positions.filter((position) => !faults.has(position)),
    culprits: [...faults].flatMap(([position, reason]) => (reason ? { position, reason } : [])),
    falseComplainers: complaints
      .flatMap(({ complainer, dealer, fault }) =>
        fault ? { position: complainer, dealer, reason: fault } : [],
      )
      .filter(isFirst)
      .sort((one, two) => one.position - two.position || one.dealer - two.dealer),
  }
}

/** A complaint may have been said twice. */
function isFirst<Fault extends Judgement['falseComplainers'][number]>(
  fault: Fault,
  index: number,
  all: readonly Fault[],
): boolean {
  const { position, dealer, reason } = fault
  const isSame = (other: Fault) =>
    other.position === position && other.dealer === dealer && other.reason === reason
  return all.findIndex(isSame) === index
}
