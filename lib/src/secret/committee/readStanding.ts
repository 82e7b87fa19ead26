import { CommitteeMalformedError, CommitteeMessageRefusedError } from '../../errors/secretErrors.ts'
import type { CommitteeTranscript } from '../../wire/committee.ts'
import type { Confirmation } from '../../wire/keyGeneration.ts'
import { type CommitteeTypedDataParameters, recoverConfirmation } from './committeeTypedData.ts'
import { type Conclusion, concludeTranscript } from './concludeTranscript.ts'
import { isDealingOver, isKeyGenerationOver } from './isKeyGenerationOver.ts'
import { type OpenedTranscript, openTranscript } from './openTranscript.ts'

/** On which chain, and in which contract, in lower case, a committee is registered. */
export type CommitteeRegistry = Pick<CommitteeTypedDataParameters, 'chainId' | 'registry'>

/** How far a key generation is. */
export type KeyGenerationStanding = {
  readonly opened: OpenedTranscript
  readonly conclusion: Conclusion
  /** Signatures of the committee that comes out now, by position; unchecked where the registry is not known. */
  readonly confirmations: ReadonlyMap<number, string>
  readonly isDealingOver: boolean
  /** Whether nothing is added any more. */
  readonly isOver: boolean
}

/** What {@link readStanding} takes: what was said, from anywhere. */
export type ReadStandingParameters = {
  transcript: CommitteeTranscript
  confirmations: readonly Confirmation[]
  /** Until when deals are taken, in seconds since 1970; null for no end, as where trustees hand each other files. */
  dealsUntil: number | null
  /** With it confirmations are checked. */
  registry: CommitteeRegistry | null
  /** That nobody deals any more, whatever the time; false if absent. */
  leaveOutAbsent?: boolean
  /** In seconds since 1970. */
  now: number
}

/**
 * Returns how far a key generation is, every message checked.
 * @throws {@link CommitteeMessageRefusedError} when a message is not its trustee's.
 * @throws {@link CommitteeMalformedError} when the invitation is none.
 */
export function readStanding({
  transcript,
  confirmations: said,
  dealsUntil: end,
  registry,
  leaveOutAbsent = false,
  now,
}: ReadStandingParameters): KeyGenerationStanding {
  const opened = openTranscript(transcript)
  const { trustees, threshold } = opened.keyGeneration
  const conclusion = concludeTranscript(opened)
  const dealsUntil = end ?? Number.POSITIVE_INFINITY
  const confirmations = new Map(
    said
      .filter((each) => isOf(each, conclusion, registry))
      .map(({ position, signature }) => [position, signature]),
  )
  return {
    ...{ opened, conclusion, confirmations },
    isDealingOver:
      leaveOutAbsent ||
      isDealingOver({
        ...{ dealsUntil, now },
        trustees: trustees.length,
        dealers: opened.deals.map(({ dealer }) => dealer),
      }),
    isOver: isKeyGenerationOver({
      ...{ conclusion, threshold, dealsUntil, now },
      confirmed: [...confirmations.keys()],
    }),
  }
}

function isOf(
  { position, committee: id, signature }: Confirmation,
  { outcome }: Conclusion,
  registry: CommitteeRegistry | null,
): boolean {
  if (outcome?.id !== id) return false
  if (registry === null) return true
  try {
    const { committee } = outcome
    return recoverConfirmation({ committee, ...registry, signature }) === position
  } catch (error) {
    const isOther =
      error instanceof CommitteeMessageRefusedError || error instanceof CommitteeMalformedError
    if (isOther) return false
    throw error
  }
}
