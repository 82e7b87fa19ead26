import {
  CommitteeDealersMissingError,
  type CommitteeTranscript,
  checkDeals,
  confirmCommittee,
  createDeal,
  deriveSecretShares,
  findTrustee,
  signTrusteeMessage,
} from '@psephos/lib'
import type { Wallet } from 'ethers'
import { UsageError } from '../UsageError.ts'
import type { KeyGenerationPlace } from './KeyGenerationPlace.ts'
import type { Registry, Standing } from './readStanding.ts'

/** What each step of a trustee takes. */
export interface StepParameters {
  readonly place: KeyGenerationPlace
  readonly standing: Standing
  readonly seed: Uint8Array
  /** The trustee's account. */
  readonly signer: Wallet
}

/**
 * Returns the trustee's position.
 * @throws NotATrusteeError when the file is that of no trustee of this committee.
 * @throws UsageError when the account is not the one that was invited.
 */
export function requirePosition({
  standing,
  seed,
  signer,
}: Pick<StepParameters, 'standing' | 'seed' | 'signer'>): number {
  const { keyGeneration } = standing.opened
  const { position } = findTrustee({ keyGeneration, seed })
  const invited = keyGeneration.trustees[position - 1]?.address
  const own = signer.address.toLowerCase()
  if (invited !== own) {
    throw new UsageError(
      `This committee has ${invited} as the account of trustee ${position}, and the key that you gave is that of ${own}.`,
    )
  }
  return position
}

/** Deals, and returns where the deal is. */
export async function deal({ place, standing, seed, signer }: StepParameters): Promise<string> {
  const content = createDeal({ keyGeneration: standing.opened.keyGeneration, seed })
  const signed = await signTrusteeMessage({ kind: 'deal', content, signer })
  return place.post({ kind: 'deal', content: signed })
}

/** Complains about every dealer who gave this trustee a wrong share, and returns whom that concerns and where it is. */
export async function complain({
  place,
  standing,
  seed,
  signer,
}: StepParameters): Promise<{ readonly dealer: number; readonly where: string }[]> {
  const { keyGeneration, deals, complaints } = standing.opened
  const said: { dealer: number; where: string }[] = []
  for (const content of checkDeals({ keyGeneration, seed, deals })) {
    const { complainer, dealer } = content
    const isSaid = complaints.some(
      (each) => each.complainer === complainer && each.dealer === dealer,
    )
    if (isSaid) continue
    const complaint = await signTrusteeMessage({ kind: 'complaint', content, signer })
    said.push({ dealer, where: await place.post({ kind: 'complaint', content: complaint }) })
  }
  return said
}

/**
 * Confirms the committee that comes out, once what this trustee decrypts with is known to be right, and kept.
 * @throws CommitteeDealersMissingError when none comes out.
 * @throws CommitteeShareWrongError when a share is wrong and no complaint was heard.
 */
export async function confirm({
  place,
  standing,
  seed,
  signer,
  registry,
  keep,
}: StepParameters & {
  readonly registry: Registry
  readonly keep: (transcript: CommitteeTranscript) => Promise<void>
}): Promise<{ readonly committee: string; readonly where: string }> {
  const { opened, conclusion, said } = standing
  const { position } = deriveSecretShares({ ...opened, seed })
  if (conclusion.outcome === null) {
    const { threshold } = opened.keyGeneration
    const qualified = conclusion.judgement.qualified.length
    throw new CommitteeDealersMissingError({ qualified, threshold })
  }
  // Before anybody relies on this trustee.
  await keep(said.transcript)
  const { id, committee } = conclusion.outcome
  const signature = (await confirmCommittee({ signer, committee, ...registry })).toLowerCase()
  const content = { position, committee: id, signature }
  return { committee: id, where: await place.post({ kind: 'confirmation', content }) }
}
