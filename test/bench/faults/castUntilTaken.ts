import { setTimeout as sleep } from 'node:timers/promises'
import { createServerClient, PsephosError, type WireBallot } from '@psephos/lib'

/** What {@link castUntilTaken} takes. */
export interface CastUntilTakenParameters {
  /** Where the servers are; any will do. */
  readonly urls: readonly string[]
  readonly proposal: bigint
  readonly ballot: WireBallot
}

const PATIENCE = 30_000
const PAUSE = 500

/**
 * Casts a ballot as a voter's device does that does not give up: at any server, again and again,
 * until one says that it has it.
 */
export async function castUntilTaken({
  urls,
  proposal,
  ballot,
}: CastUntilTakenParameters): Promise<void> {
  for (let attempt = Math.floor(Math.random() * urls.length); ; attempt++) {
    const client = createServerClient({ baseUrl: urls[attempt % urls.length] ?? '' })
    try {
      await client.castBallot({ proposal, ballot, signal: AbortSignal.timeout(PATIENCE) })
      return
    } catch (error) {
      const code = error instanceof PsephosError ? error.code : null
      // An earlier attempt was taken, and its answer lost.
      if (code === 'REVISION_NOT_HIGHER') return
      if (code !== null && PERMANENT.has(code)) throw error
      await sleep(PAUSE)
    }
  }
}

/** Refusals that no waiting cures. */
const PERMANENT: ReadonlySet<string> = new Set([
  'BALLOT_MALFORMED',
  'BALLOT_PROOF_INVALID',
  'BALLOT_SCOPE_MISMATCH',
  'BALLOT_SNAPSHOT_MISMATCH',
  'VOTING_NOT_OPEN',
  'REQUEST_MALFORMED',
])
