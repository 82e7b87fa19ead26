import {
  CommitteeMalformedError,
  CommitteeMessageRefusedError,
  type Conclusion,
  type Confirmation,
  concludeTranscript,
  isDealingOver,
  isKeyGenerationOver,
  type OpenedTranscript,
  openTranscript,
  recoverConfirmation,
} from '@psephos/lib'
import type { Said } from './KeyGenerationPlace.ts'

/** On which chain, and in which contract, a committee is registered. */
export interface Registry {
  readonly chainId: number
  /** In lower case. */
  readonly registry: string
}

/** How far a key generation is. */
export interface Standing {
  readonly said: Said
  readonly opened: OpenedTranscript
  readonly conclusion: Conclusion
  /** Signatures of the committee that comes out now, by position; unchecked where the registry is not known. */
  readonly confirmations: ReadonlyMap<number, string>
  readonly isDealingOver: boolean
  /** Whether nothing is added any more. */
  readonly isOver: boolean
}

/** What {@link readStanding} takes. */
export interface ReadStandingParameters {
  readonly said: Said
  /** With it confirmations are checked. */
  readonly registry: Registry | null
  /** By files: that nobody deals any more. */
  readonly leaveOutAbsent?: boolean
  /** Seconds since 1970; now if absent. */
  readonly now?: number
}

/**
 * Returns how far a key generation is, every message checked.
 * @throws CommitteeMessageRefusedError when a message is not its trustee's.
 */
export function readStanding({
  said,
  registry,
  leaveOutAbsent = false,
  now = Math.floor(Date.now() / 1_000),
}: ReadStandingParameters): Standing {
  const opened = openTranscript(said.transcript)
  const { trustees, threshold } = opened.keyGeneration
  const conclusion = concludeTranscript(opened)
  const dealsUntil = said.dealsUntil ?? Number.POSITIVE_INFINITY
  const confirmations = new Map(
    said.confirmations
      .filter((each) => isOf(each, conclusion, registry))
      .map(({ position, signature }) => [position, signature]),
  )
  return {
    ...{ said, opened, conclusion, confirmations },
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
  registry: Registry | null,
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
