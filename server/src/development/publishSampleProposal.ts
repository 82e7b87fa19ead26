import {
  createProposalDescription,
  PersonhoodGovernor__factory,
  type ProposalMetadata,
  type WireSpace,
} from '@psephos/lib'
import { parseEther, ZeroHash } from 'ethers'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { storeMetadata } from '../proposals/storeMetadata.ts'
import type { TransactionQueue } from '../relay/createTransactionQueue.ts'
import type { SampleProposal } from './sampleProposals.ts'

/** What {@link publishSampleProposal} takes. */
export interface PublishSampleProposalParameters {
  readonly prisma: PrismaClient
  readonly queue: TransactionQueue
  readonly space: WireSpace
  readonly sample: SampleProposal
  /**
   * Which time it is published, from 1: the same words with the same calls would be the same
   * proposal.
   */
  readonly round: number
}

const VOICE_CREDITS = 100

/** Hosts a sample proposal's metadata and publishes it on-chain. */
export async function publishSampleProposal({
  prisma,
  queue,
  space,
  sample,
  round,
}: PublishSampleProposalParameters): Promise<void> {
  const metadata: ProposalMetadata = {
    ...sample.metadata,
    title: round === 1 ? sample.metadata.title : `${sample.metadata.title} (round ${round})`,
  }
  const cid = await storeMetadata(prisma, metadata)
  const description = createProposalDescription({ title: metadata.title, cid })
  const governor = PersonhoodGovernor__factory.connect(space.governor, queue.signer)
  const targets = sample.payments.map(({ to }) => to)
  const values = sample.payments.map(({ ether }) => parseEther(ether))
  const calldatas = sample.payments.map(() => '0x')
  const optionCount = metadata.options.length
  const transaction = await queue.run(async () =>
    optionCount === 1
      ? governor.propose(targets, values, calldatas, description)
      : governor.proposeOptions(
          targets,
          values,
          calldatas,
          {
            optionCount,
            maxWinners: sample.maxWinners,
            voiceCredits: VOICE_CREDITS,
            callOptions: sample.payments.map(({ option }) => option),
            committee: sample.secret ? await governor.trusteeCommittee() : ZeroHash,
          },
          description,
        ),
  )
  await transaction.wait()
}
