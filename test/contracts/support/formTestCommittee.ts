import {
  type Committee,
  deriveCommitteeKeys,
  deriveSecretShares,
  openTranscript,
} from '@psephos/lib'
import { holdKeyGeneration } from '@psephos/server/src/development/holdKeyGeneration.ts'
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
  ...rest
}: {
  count: number
  threshold: number
  capacity: 2 | 4 | 8 | 16
}): Promise<TestCommittee> {
  const people = Array.from({ length: count }, (_, index) => ({
    seed: getBytes(id(`trustee ${index} of these tests`)),
    signer: HDNodeWallet.fromSeed(id(`account ${index} of these tests`)),
  }))
  const generation = { name: 'The garden', ...rest, trustees: people }
  const { committee, transcript } = await holdKeyGeneration(generation)
  const opened = openTranscript(transcript)
  return {
    committee,
    keys: deriveCommitteeKeys(committee),
    trustees: people.map(({ seed, signer }) => ({
      signer,
      ...deriveSecretShares({ ...opened, seed }),
    })),
  }
}
