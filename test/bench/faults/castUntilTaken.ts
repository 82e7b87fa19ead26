import { setTimeout as sleep } from 'node:timers/promises'
import {
  createServerClient,
  PsephosError,
  type ServerClient,
  type WireBallot,
  type WireReceipt,
} from '@psephos/lib'

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
 * until one says that it has it, and returns the receipt.
 */
export async function castUntilTaken({
  urls,
  proposal,
  ballot,
}: CastUntilTakenParameters): Promise<WireReceipt> {
  for (let attempt = Math.floor(Math.random() * urls.length); ; attempt++) {
    const client = createServerClient({ baseUrl: urls[attempt % urls.length] ?? '' })
    try {
      return await castOrAsk(client, proposal, ballot)
    } catch (error) {
      const code = error instanceof PsephosError ? error.code : null
      if (code !== null && PERMANENT.has(code)) throw error
      await sleep(PAUSE)
    }
  }
}

/** Where an earlier attempt was taken and its answer lost, the receipt is there to be asked for. */
async function castOrAsk(
  client: ServerClient,
  proposal: bigint,
  ballot: WireBallot,
): Promise<WireReceipt> {
  const signal = AbortSignal.timeout(PATIENCE)
  try {
    return (await client.castBallot({ proposal, ballot, signal })).receipt
  } catch (error) {
    if (!(error instanceof PsephosError) || error.code !== 'REVISION_NOT_HIGHER') throw error
    return client.getReceipt({ proposal, nullifier: ballot.proof.nullifier, signal })
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
