import { optionClass, SecretBallotBox__factory, type WireSpace } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal } from '../generated/prisma/client.ts'
import type { TransactionQueue } from '../relay/createTransactionQueue.ts'
import { type DevelopmentCommittee, developmentCommittee } from './developmentTrustees.ts'
import { holdKeyGeneration } from './holdKeyGeneration.ts'
import type { DevelopmentCircuits } from './prepareSecretCircuits.ts'
import { proveAsTrustee } from './proveAsTrustee.ts'

/** What {@link decryptSamples} takes. */
export interface DecryptSamplesParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly queue: TransactionQueue
  readonly space: WireSpace
  readonly circuits: DevelopmentCircuits
  readonly committee: DevelopmentCommittee
  /** Returns the id of the pretend trustees' committee. */
  readonly findOwnCommittee: () => Promise<string>
}

/** More than a share of four options takes. */
const SHARE_GAS = 2_000_000n

/** Has as many pretend trustees as are needed bring their shares of secret proposals that are closed. */
export async function decryptSamples(parameters: DecryptSamplesParameters): Promise<void> {
  const { prisma, space, committee, findOwnCommittee } = parameters
  const closed = await prisma.proposal.findMany({
    where: {
      spaceId: space.id,
      committee: { not: null },
      AND: [{ steps: { some: { step: 'closed' } } }, { steps: { none: { step: 'revealed' } } }],
      counted: { some: {} },
    },
    include: { shares: true },
  })
  for (const { shares, ...proposal } of closed) {
    // Other committees have trustees of their own.
    if (proposal.committee !== (await findOwnCommittee())) continue
    const brought = new Set(shares.map(({ position }) => position))
    for (let position = 1; position <= committee.threshold; position += 1)
      if (!brought.has(position)) await bringShare(parameters, proposal, position)
  }
}

async function bringShare(
  { chain, queue, space, circuits, committee }: DecryptSamplesParameters,
  { id, optionCount }: Proposal,
  position: number,
): Promise<void> {
  const generation = developmentCommittee(committee)
  const trustee = generation.trustees[position - 1]
  const { transcript } = await holdKeyGeneration(generation)
  const circuit = `decryption-share-${optionClass(optionCount)}`
  const [wasm, zkey] = [
    circuits.files.get(`${circuit}.wasm`),
    circuits.files.get(`${circuit}.zkey`),
  ]
  if (trustee === undefined || wasm === undefined || zkey === undefined) return
  const share = await proveAsTrustee({
    provider: chain.provider,
    governor: space.governor,
    proposalId: BigInt(id),
    seed: trustee.seed,
    transcript,
    artifacts: { wasm, zkey },
  })
  const box = SecretBallotBox__factory.connect(
    await chain.governor(space).secretBallotBox(),
    queue.signer,
  )
  const points = share.shares.flatMap(({ x, y }) => [x, y])
  const sent = await queue.run(() =>
    box.submitShare(space.governor, id, position, points, share.proof, { gasLimit: SHARE_GAS }),
  )
  await sent.wait()
}
