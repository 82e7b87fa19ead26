import {
  type Committee,
  createDeal,
  deriveCommitteeKeys,
  deriveSecretShares,
  formCommittee,
  openDeal,
  openInvitation,
  signTrusteeMessage,
  trusteeEncryptionKey,
} from '@psephos/lib'
import { type BaseWallet, getBytes, HDNodeWallet, id } from 'ethers'

/** A committee whose keys nobody has, and who its trustees are. */
export interface TestCommittee {
  readonly committee: Committee
  readonly keys: ReturnType<typeof deriveCommitteeKeys>
  /** In the order of their positions. */
  readonly trustees: readonly {
    readonly position: number
    readonly signer: BaseWallet
    readonly secretShares: readonly bigint[]
  }[]
}

/** Holds a key generation among `count` trustees, without complaints. The same every time. */
export async function formTestCommittee({
  count,
  threshold,
  capacity,
}: {
  count: number
  threshold: number
  capacity: 2 | 4 | 8 | 16
}): Promise<TestCommittee> {
  const people = Array.from({ length: count }, (_, index) => ({
    seed: getBytes(id(`trustee ${index} of these tests`)),
    signer: HDNodeWallet.fromSeed(id(`account ${index} of these tests`)),
  }))
  const keyGeneration = openInvitation({
    name: 'The garden',
    threshold,
    capacity,
    trustees: people.map(({ seed, signer }) => ({
      address: signer.address.toLowerCase(),
      encryptionKey: trusteeEncryptionKey(seed),
    })),
  })
  const deals = await Promise.all(
    people.map(async ({ seed, signer }) =>
      openDeal({
        keyGeneration,
        deal: await signTrusteeMessage({
          kind: 'deal',
          content: createDeal({ keyGeneration, seed }),
          signer,
        }),
      }),
    ),
  )
  const opened = { keyGeneration, deals, complaints: [] }
  const committee = formCommittee(opened)
  return {
    committee,
    keys: deriveCommitteeKeys(committee),
    trustees: people.map(({ seed, signer }) => ({
      signer,
      ...deriveSecretShares({ ...opened, seed }),
    })),
  }
}
