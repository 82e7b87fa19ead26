import { type ContractBallot, encodeBallot, type PersonhoodGovernor } from '@psephos/lib'
import type { Chain } from './openChain.ts'

/** PUSH1 1, PUSH1 0, MSTORE, PUSH1 32, PUSH1 0, RETURN: answers 1 to every call. */
const ALWAYS_TRUE = '0x600160005260206000f3'

/**
 * Puts a double in the place of a governor's verifier that believes every proof, for tests that are
 * about what ballots say.
 */
export async function believeProofs(chain: Chain, governor: PersonhoodGovernor): Promise<void> {
  await chain.provider.send('anvil_setCode', [await governor.ballotVerifier(), ALWAYS_TRUE])
}

/** Returns a ballot as the governor takes it, with a proof that says nothing. */
export function createUnprovedBallot({
  nullifier,
  votes,
  revision = 0,
  words = encodeBallot({ votes }),
  replacedWords = [],
}: {
  nullifier: bigint
  votes: readonly number[]
  revision?: number
  words?: bigint[]
  replacedWords?: bigint[]
}): ContractBallot {
  return { nullifier, revision, words, replacedWords, proof: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] }
}
