import {
  type Committee,
  type CommitteeTranscript,
  createDeal,
  formCommittee,
  openDeal,
  openInvitation,
  signTrusteeMessage,
  trusteeEncryptionKey,
} from '@psephos/lib'
import type { Signer } from 'ethers'

/** A trustee who takes part as everybody should. */
export interface HonestTrustee {
  /** 32 bytes, from which everything they deal follows. */
  readonly seed: Uint8Array
  /** Their account. */
  readonly signer: Pick<Signer, 'signTypedData' | 'getAddress'>
}

/** What {@link holdKeyGeneration} takes. */
export interface HoldKeyGenerationParameters {
  readonly name: string
  readonly threshold: number
  readonly capacity: 2 | 4 | 8 | 16
  /** In the order of their positions. */
  readonly trustees: readonly HonestTrustee[]
}

/** Holds a key generation in which everybody is here, and honest. The same seeds come to the same committee. */
export async function holdKeyGeneration({
  trustees,
  ...rest
}: HoldKeyGenerationParameters): Promise<{
  committee: Committee
  transcript: CommitteeTranscript
}> {
  const invitation = {
    ...rest,
    trustees: await Promise.all(
      trustees.map(async ({ seed, signer }) => ({
        address: (await signer.getAddress()).toLowerCase(),
        encryptionKey: trusteeEncryptionKey(seed),
      })),
    ),
  }
  const keyGeneration = openInvitation(invitation)
  const deals = await Promise.all(
    trustees.map(({ seed, signer }) =>
      signTrusteeMessage({ kind: 'deal', content: createDeal({ keyGeneration, seed }), signer }),
    ),
  )
  const opened = deals.map((deal) => openDeal({ keyGeneration, deal }))
  return {
    committee: formCommittee({ keyGeneration, deals: opened, complaints: [] }),
    transcript: { invitation, deals, complaints: [] },
  }
}
