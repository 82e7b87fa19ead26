import { BallotUnknownError, type WireReceipt } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'
import type { ReceiptSigner } from './createReceiptSigner.ts'

/** What {@link readReceipt} takes. */
export interface ReadReceiptParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly receipts: ReceiptSigner
  readonly proposalId: bigint
  readonly nullifier: bigint
}

/**
 * Returns the receipt of the ballot that this server has under a nullifier, the same as when it came.
 * Whoever knows the nullifier may ask: a receipt says nothing that its ballot does not.
 * @throws {@link ProposalUnknownError} and {@link BallotUnknownError} when this server has none.
 */
export async function readReceipt({
  prisma,
  chain,
  receipts,
  proposalId,
  nullifier,
}: ReadReceiptParameters): Promise<WireReceipt> {
  const { id, spaceId, space } = await findProposal(prisma, proposalId)
  const key = { spaceId, proposalId: id, nullifier: String(nullifier) }
  const ballot = await prisma.ballot.findUnique({ where: { spaceId_proposalId_nullifier: key } })
  if (ballot === null) throw new BallotUnknownError()
  const { chainId } = chain
  return receipts.sign({ chainId, governor: space.governor, proposalId, ballot })
}
