import {
  type PersonhoodGovernor,
  type SecretBallotBox,
  SecretBallotBox__factory,
  type TrusteeCommittees,
  TrusteeCommittees__factory,
  type WireSpace,
} from '@psephos/lib'
import { isError, type Provider, ZeroAddress } from 'ethers'

/** Where a governor's secret ballots are cast, and where its committees are registered. */
export interface BallotBox {
  readonly box: SecretBallotBox
  readonly registry: TrusteeCommittees
}

/** Finds a governor's ballot box; null where it has none. */
export type BoxReader = (space: Pick<WireSpace, 'governor'>) => Promise<BallotBox | null>

/** What {@link createBoxReader} takes. */
export interface CreateBoxReaderParameters {
  readonly provider: Provider
  readonly governor: (address: string) => PersonhoodGovernor
}

/** Returns what asks each governor for its ballot box once: it has the same one for good. */
export function createBoxReader({ provider, governor }: CreateBoxReaderParameters): BoxReader {
  const known = new Map<string, Promise<BallotBox | null>>()

  async function read(address: string): Promise<BallotBox | null> {
    const at = await readAddress(governor(address))
    if (at === null) return null
    const box = SecretBallotBox__factory.connect(at, provider)
    return { box, registry: TrusteeCommittees__factory.connect(await box.committees(), provider) }
  }

  return ({ governor: address }) => {
    const found = known.get(address) ?? read(address)
    known.set(address, found)
    // A node that failed is asked again.
    found.catch(() => known.delete(address))
    return found
  }
}

/** Null where a governor of another composition has no such function. */
async function readAddress(governor: PersonhoodGovernor): Promise<string | null> {
  try {
    const address = await governor.secretBallotBox()
    return address === ZeroAddress ? null : address
  } catch (error) {
    if (isError(error, 'BAD_DATA') || hasRefused(error)) return null
    throw error
  }
}

/** A node that is busy says nothing of reverting; some that run the call give no data with what they say. */
function hasRefused(error: unknown): boolean {
  if (!isError(error, 'CALL_EXCEPTION')) return false
  const told = error.info?.['error'] as { message?: unknown } | undefined
  return error.data !== null || /revert/i.test(String(told?.message ?? ''))
}
