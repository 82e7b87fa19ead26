import {
  optionClasses,
  type PersonhoodGovernor,
  type SecretBallotBox,
  SecretBallotBox__factory,
  type TrusteeCommittees,
  TrusteeCommittees__factory,
} from '@psephos/lib'
import { type CallExceptionError, isCallException, type Provider, ZeroAddress } from 'ethers'
import { hasReverted } from './nameChainFailure.ts'

/** Where a DAO's secret ballots are cast, and where the committees are registered that decrypt them. */
export interface BallotBox {
  /** The box's address, in lower case. */
  readonly address: string
  readonly box: SecretBallotBox
  /** The registry's address, in lower case. */
  readonly registry: string
  readonly committees: TrusteeCommittees
  /** The addresses of the verifiers of every class that it has, in lower case. */
  readonly verifiers: readonly string[]
}

/** What {@link createBoxReader} takes. */
export interface CreateBoxReaderParameters {
  readonly provider: Provider
  readonly governor: (space: { readonly governor: string }) => PersonhoodGovernor
}

/**
 * Returns a reader of a governor's ballot box, null where it has none. A governor has one box for good, and a box one registry and its verifiers, so each is
 * asked for once; what a node did not answer is asked again.
 */
export function createBoxReader({
  provider,
  governor,
}: CreateBoxReaderParameters): (space: { readonly governor: string }) => Promise<BallotBox | null> {
  const known = new Map<string, Promise<BallotBox | null>>()

  async function read(space: { readonly governor: string }): Promise<BallotBox | null> {
    const address = (await readAddress(governor(space))).toLowerCase()
    if (address === ZeroAddress) return null
    const box = SecretBallotBox__factory.connect(address, provider)
    const registry = (await box.committees()).toLowerCase()
    const committees = TrusteeCommittees__factory.connect(registry, provider)
    const found = await Promise.all(optionClasses.map((each) => box.verifiersOf(each)))
    const verifiers = found
      .flatMap(({ ballots, shares }) => [ballots.toLowerCase(), shares.toLowerCase()])
      .filter((verifier) => verifier !== ZeroAddress)
    return { address, box, registry, committees, verifiers }
  }

  return (space) => {
    const found = known.get(space.governor)
    if (found !== undefined) return found
    const reading = read(space)
    known.set(space.governor, reading)
    reading.catch(() => known.delete(space.governor))
    return reading
  }
}

/** A governor of another composition has no such function, and says so by a revert. */
async function readAddress(governor: PersonhoodGovernor): Promise<string> {
  try {
    return await governor.secretBallotBox()
  } catch (error) {
    if (isCallException(error) && (hasReverted(error) || saysSo(error))) return ZeroAddress
    throw error
  }
}

/** Some nodes give no data where a call reverts without any, and say so in words. */
function saysSo({ info }: CallExceptionError): boolean {
  const told = info?.['error'] as { readonly message?: unknown } | undefined
  return /revert/i.test(String(told?.message ?? ''))
}
