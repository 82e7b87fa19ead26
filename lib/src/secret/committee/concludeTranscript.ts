import { CommitteeDealersMissingError, CommitteeMalformedError } from '../../errors/secretErrors.ts'
import type { Committee } from '../../wire/committee.ts'
import { hashCommittee } from './committeeTypedData.ts'
import { formCommittee } from './formCommittee.ts'
import { type JudgeDealsParameters, type Judgement, judgeDeals } from './judgeDeals.ts'

/** What a key generation has come to so far. */
export type Conclusion = {
  readonly judgement: Judgement
  /** The committee that would come out now, with its id; null while too few trustees have dealt rightly. */
  readonly outcome: { readonly id: string; readonly committee: Committee } | null
}

/**
 * Returns what a key generation has come to, without failing where that is no committee.
 * @example
 * const { judgement, outcome } = concludeTranscript(openTranscript(transcript))
 */
export function concludeTranscript(opened: JudgeDealsParameters): Conclusion {
  const judgement = judgeDeals(opened)
  try {
    const committee = formCommittee(opened)
    return { judgement, outcome: { id: hashCommittee(committee), committee } }
  } catch (error) {
    const isNone =
      error instanceof CommitteeDealersMissingError || error instanceof CommitteeMalformedError
    if (isNone) return { judgement, outcome: null }
    throw error
  }
}
