import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { Wallet } from 'ethers'
import { createDeal } from '../secret/committee/createDeal.ts'
import { type OpenedDeal, openDeal } from '../secret/committee/openDeal.ts'
import { type KeyGeneration, openInvitation } from '../secret/committee/openInvitation.ts'
import { trusteeEncryptionKey } from '../secret/committee/trusteeKey.ts'
import { signTrusteeMessage } from '../secret/committee/trusteeMessage.ts'
import type { Deal, DealContent } from '../wire/committee.ts'

/** A trustee of a test. */
export type TestTrustee = { readonly seed: Uint8Array; readonly signer: Wallet }

/** What {@link inviteTrustees} takes. */
export type InviteTrusteesParameters = { count: number; threshold: number; name?: string }

/** Returns trustees, and the key generation for two options that they are invited to. */
export function inviteTrustees({
  count,
  threshold,
  name = 'The garden',
}: InviteTrusteesParameters): {
  keyGeneration: KeyGeneration
  trustees: TestTrustee[]
} {
  const trustees = Array.from({ length: count }, (_, index) => {
    const secret = sha256(utf8ToBytes(`trustee ${index}`))
    return { seed: sha256(secret), signer: new Wallet(`0x${Buffer.from(secret).toString('hex')}`) }
  })
  const keyGeneration = openInvitation({
    name,
    threshold,
    capacity: 2,
    trustees: trustees.map(({ seed, signer }) => ({
      address: signer.address.toLowerCase(),
      encryptionKey: trusteeEncryptionKey(seed),
    })),
  })
  return { keyGeneration, trustees }
}

/** What {@link signDeal} takes. */
export type SignDealParameters = {
  keyGeneration: KeyGeneration
  trustee: TestTrustee
  /** What the trustee deals other than they should. */
  change?: (content: DealContent) => Partial<DealContent>
}

/** Returns what a trustee deals, signed. */
export function signDeal({
  keyGeneration,
  trustee: { seed, signer },
  change = () => ({}),
}: SignDealParameters): Promise<Deal> {
  const content = createDeal({ keyGeneration, seed })
  return signTrusteeMessage({ kind: 'deal', content: { ...content, ...change(content) }, signer })
}

/** Returns what a trustee deals, as others read it. */
export async function dealOpenly(parameters: SignDealParameters): Promise<OpenedDeal> {
  const { keyGeneration } = parameters
  return openDeal({ keyGeneration, deal: await signDeal(parameters) })
}

/** Returns a deal's shares with one that is wrong. */
export function spoilShare({ shares }: DealContent, receiver: number): string[] {
  return shares.map((encrypted, index) =>
    index === receiver - 1 ? `${encrypted.slice(0, -1)}${flip(encrypted.slice(-1))}` : encrypted,
  )
}

function flip(digit: string): string {
  return (Number.parseInt(digit, 16) ^ 1).toString(16)
}
