import { toBeHex } from 'ethers'
import { Groth16BatchVerifier__factory, type SecretBallotBox } from '../generated/index.ts'
import type { CircuitKey } from '../proof/CircuitKey.ts'
import { optionClass } from '../secret/optionClass.ts'
import type { ChainReader } from './ChainReader.ts'

/** A verification key, and the contract that verifies with it. */
export interface VerifierKey extends CircuitKey {
  /** In lower case. */
  readonly verifier: string
}

/** What {@link readCircuitKeys} takes. */
export interface ReadCircuitKeysParameters {
  readonly box: SecretBallotBox
  readonly optionCount: number
  /** The block at whose end it is asked. */
  readonly block: number
}

/** Reads the verification keys that a ballot box holds ballots and decryption shares of a proposal to. */
export async function readCircuitKeys(
  reader: ChainReader,
  { box, optionCount, block }: ReadCircuitKeysParameters,
): Promise<{ ballot: VerifierKey; share: VerifierKey }> {
  const at = { blockTag: block }
  const { ballots, shares } = await reader.call(() => box.verifiersOf(optionClass(optionCount), at))
  const readKey = async (verifier: string): Promise<VerifierKey> => {
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
