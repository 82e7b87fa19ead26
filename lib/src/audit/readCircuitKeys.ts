import { toBeHex } from 'ethers'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { Groth16BatchVerifier__factory, type SecretBallotBox } from '../generated/index.ts'
import { optionClass } from '../secret/optionClass.ts'
import type { SecretElection } from './wireArchive.ts'

/** What {@link readCircuitKeys} takes. */
export interface ReadCircuitKeysParameters {
  readonly box: SecretBallotBox
  readonly optionCount: number
  /** The block at whose end it is asked. */
  readonly toBlock: number
}

/** Reads the verification keys that a ballot box holds ballots and shares of a proposal to. */
export async function readCircuitKeys(
  reader: ChainReader,
  { box, optionCount, toBlock }: ReadCircuitKeysParameters,
): Promise<SecretElection['keys']> {
  const at = { blockTag: toBlock }
  const { ballots, shares } = await reader.call(() => box.verifiersOf(optionClass(optionCount), at))
  const readKey = async (verifier: string): Promise<SecretElection['keys']['ballot']> => {
    const contract = Groth16BatchVerifier__factory.connect(verifier, reader.provider)
    const words = (await reader.call(() => contract.verificationKey(at))).map((word) =>
      toBeHex(word, 32).slice(2),
    )
    return {
      verifier: verifier.toLowerCase(),
      alpha: words.slice(0, 2).join(''),
      beta: readTwist(words, 2),
      gamma: readTwist(words, 6),
      delta: readTwist(words, 10),
      inputs: words.slice(14).join(''),
      isDevelopment: await reader.call(() => contract.isDevelopment(at)),
    }
  }
  return { ballot: await readKey(ballots), share: await readKey(shares) }
}

/** The contract has the imaginary part of a coordinate first. */
function readTwist(words: readonly string[], start: number): string {
  return [1, 0, 3, 2].map((index) => words[start + index] ?? '').join('')
}
