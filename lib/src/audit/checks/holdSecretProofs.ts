import type { Scope } from '../../ballot/Scope.ts'
import type { CircuitKey } from '../../proof/CircuitKey.ts'
import type { VerificationProgress } from '../../proof/verifyGroth16Proofs.ts'
import {
  type VerifySecretBallotsParameters,
  verifySecretBallots,
} from '../../secret/ballot/verifySecretBallots.ts'
import type { CurvePoint } from '../../secret/CurvePoint.ts'
import { optionClass, optionClasses } from '../../secret/optionClass.ts'
import { verifyDecryptionShares } from '../../secret/share/verifyDecryptionShares.ts'
import type { BroughtSecretBallot, BroughtShare } from '../decodeBoxCall.ts'
import type { Archive, SecretElection } from '../wireArchive.ts'

/** Tells of each secret ballot whether its proof holds, as {@link verifySecretBallots} does. */
export type VerifySecretBallots = (
  parameters: VerifySecretBallotsParameters,
) => Promise<readonly { readonly valid: boolean }[]>

/** Tells of each decryption share whether its proof holds, as {@link verifyDecryptionShares} does. */
export type VerifyDecryptionShares = (
  parameters: Parameters<typeof verifyDecryptionShares>[0],
) => Promise<readonly boolean[]>

interface Terms {
  readonly proposal: Pick<Archive['proposal'], 'optionCount' | 'voiceCredits'>
  readonly registration: SecretElection['committee']
  readonly key: CircuitKey
  readonly signal?: AbortSignal | undefined
}

/** What {@link holdBallots} takes. */
export interface HoldBallotsParameters extends Terms {
  readonly ballots: readonly BroughtSecretBallot[]
  readonly scope: Scope
  readonly electorate: { readonly root: bigint; readonly size: number; readonly proofDepth: number }
  readonly verify?: VerifySecretBallots | undefined
  readonly onProgress?: ((progress: VerificationProgress) => void) | undefined
}

/** What {@link holdShares} takes. */
export interface HoldSharesParameters extends Omit<Terms, 'proposal'> {
  readonly shares: readonly BroughtShare[]
  /** x and y of ΣR, then of ΣC for each option. */
  readonly sums: readonly bigint[]
  readonly proposal: Pick<Archive['proposal'], 'optionCount'>
  readonly verify?: VerifyDecryptionShares | undefined
}

/** No hash of keys, so no proof holds for it. */
const NO_HASH = -1n

/** Tells of each ballot whether its proof holds; null when the key cannot be verified with. */
export async function holdBallots({
  ballots,
  scope,
  electorate: { root, size, proofDepth },
  proposal: { optionCount, voiceCredits },
  registration,
  key,
  verify = verifySecretBallots,
  ...rest
}: HoldBallotsParameters): Promise<boolean[] | null> {
  const proofs = { scope, merkleTreeRoot: root, merkleTreeDepth: proofDepth }
  return withKey(async () =>
    (
      await verify({
        ballots: ballots.map(({ nullifier, revision, points, proof }) => {
          const [r = NOWHERE, ...c] = toPoints(points)
          return { revision, encrypted: { r, c }, proof: { ...proofs, nullifier, points: proof } }
        }),
        key,
        keysHash: registration.keysHashes[classIndex(optionCount)] ?? NO_HASH,
        scope,
        electorate: { root, size, proofDepth },
        optionCount,
        voiceCredits,
        ...rest,
      })
    ).map(({ valid }) => valid),
  )
}

/** Tells of each share whether its proof holds; null when the key cannot be verified with. */
export async function holdShares({
  shares,
  sums,
  proposal: { optionCount },
  registration: { trustees, keysHashes, verificationKeysHashes },
  key,
  verify = verifyDecryptionShares,
  signal,
}: HoldSharesParameters): Promise<boolean[] | null> {
  const [r = NOWHERE] = toPoints(sums)
  return withKey(async () => [
    ...(await verify({
      shares: shares.map(({ position, points, proof }) => ({
        position,
        shares: toPoints(points),
        proof,
      })),
      r,
      optionCount,
      verificationKeysHashes: new Map(
        trustees.map((_, trustee) => [
          trustee + 1,
          verificationKeysHashes[trustee * keysHashes.length + classIndex(optionCount)] ?? NO_HASH,
        ]),
      ),
      key,
      signal,
    })),
  ])
}

/** Returns pairs of words as points, which nobody has checked. */
export function toPoints(words: readonly bigint[]): CurvePoint[] {
  return Array.from({ length: Math.floor(words.length / 2) }, (_, index) => {
    const point = { x: words[2 * index] ?? 0n, y: words[2 * index + 1] ?? 0n }
    return point as CurvePoint
  })
}

/** What stands for a point that is missing: on no curve, so that no proof holds for it. */
const NOWHERE = { x: 0n, y: 0n } as CurvePoint

/** A key of another circuit, or one too many, is no reason to end an audit. */
async function withKey(verify: () => Promise<boolean[]>): Promise<boolean[] | null> {
  try {
    return await verify()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function classIndex(optionCount: number): number {
  return optionClasses.indexOf(optionClass(optionCount))
}
