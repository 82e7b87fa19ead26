import type { SemaphoreArtifacts } from '../../ballot/semaphoreArtifactUrls.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { createArtifactStore } from '../../prover/createArtifactStore.ts'
import type { WireDecryptionShare } from '../../wire/decryptionShare.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { proveCircuit } from '../ballot/proveCircuit.ts'
import { type CurvePoint, fromExtended } from '../CurvePoint.ts'
import { generateDecryptionPoints } from '../generateDecryptionPoints.ts'
import { keysHash } from '../keysHash.ts'
import { optionClass } from '../optionClass.ts'
import { multiply } from '../pointArithmetic.ts'

/** What {@link generateDecryptionShare} takes. */
export type GenerateDecryptionShareParameters = {
  /** The trustee's place in the committee, from 1. */
  position: number
  /** ΣR of all counted ballots, as the box says it when it is closed. Never anything else: whoever gets a share of one ballot's R reads that ballot. */
  r: CurvePoint
  /** The trustee's secret shares, as many as the committee has keys. Never leave this device. */
  secretShares: readonly bigint[]
  /** How many options the proposal has. */
  optionCount: number
  /** The circuit `decryption-share` of the proposal's class, and its proving key. */
  artifacts: SemaphoreArtifacts
  /** Ends the download; a proof that has begun runs to its end. */
  signal?: AbortSignal | undefined
}

/**
 * Makes a trustee's share of the decryption of a tally, and proves that it is right.
 * @throws {@link RequestMalformedError} when there are fewer secret shares than the proposal's class has keys.
 * @throws {@link ServerUnavailableError} when the artifacts cannot be fetched.
 * @throws {@link ProverFailedError} when the artifacts are of another circuit.
 * @throws the signal's reason when it is aborted.
 */
export async function generateDecryptionShare({
  position,
  r,
  secretShares,
  optionCount,
  artifacts,
  signal,
}: GenerateDecryptionShareParameters): Promise<WireDecryptionShare> {
  signal?.throwIfAborted()
  const size = optionClass(optionCount)
  const secrets = secretShares.slice(0, size)
  if (secrets.length < size) {
    throw new RequestMalformedError({
      path: 'secretShares',
      reason: `must be at least ${size} numbers`,
    })
  }
  const shares = generateDecryptionPoints({ r, secretShares: secrets, optionCount })
  const keys = fromExtended(secrets.map((secret) => multiply(ExtendedPoint.BASE, secret)))
  const loaded = await createArtifactStore(artifacts)({ signal })
  const { points } = await proveCircuit({
    inputs: {
      secrets,
      sharedPoint: [r.x, r.y],
      optionCount: BigInt(optionCount),
      verificationKeysHash: keysHash(keys),
    },
    artifacts: loaded,
  })
  signal?.throwIfAborted()
  return { position, shares, proof: points }
}
