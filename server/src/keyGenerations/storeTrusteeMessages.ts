import {
  CommitteeMessageRefusedError,
  type Complaint,
  type Conclusion,
  type Confirmation,
  type Deal,
  isDealingOver,
  isKeyGenerationOver,
  openComplaint,
  openDeal,
  readSecretBallotContracts,
  recoverConfirmation,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { openStoredInvitation, type TranscriptOpener } from './createTranscriptOpener.ts'
import { findKeyGeneration, type StoredKeyGeneration, toSeconds } from './readKeyGenerations.ts'
import { storeMessage } from './storeMessage.ts'

/** What storing any message takes. */
interface StoreParameters {
  readonly prisma: PrismaClient
  readonly session: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What what depends on the whole transcript takes beside it. */
interface JudgedStoreParameters extends StoreParameters {
  readonly opener: TranscriptOpener
}

/** The second deal that differs convicts its dealer; there is nothing to learn from a third. */
const DEALS_KEPT = 2
/** A committee changes only by a complaint, of which there are few. */
const CONFIRMATIONS_KEPT = 16

/**
 * Stores a deal, whatever anybody can see to be wrong with it: then it convicts its dealer.
 * @throws {@link CommitteeMessageRefusedError} when it is not that of the trustee whom it names, comes too late, or is
 * their third.
 * @throws {@link NotFoundError} when there is no such key generation.
 */
export async function storeDeal({
  deal,
  ...parameters
}: StoreParameters & { readonly deal: Deal }): Promise<StoredKeyGeneration> {
  const { prisma, session, now } = parameters
  const keyGeneration = openStoredInvitation(await findKeyGeneration(prisma, session))
  const { dealer, digest } = openDeal({ keyGeneration, deal })
  return storeMessage({
    ...parameters,
    ...{ kind: 'deal', author: dealer, about: digest, content: deal },
    requireFit: async (row) => {
      const own = row.messages.filter(({ kind, author }) => kind === 'deal' && author === dealer)
      // Signed anew it is the same.
      if (own.some(({ about }) => about === digest)) refuse('this deal is here already')
      if (isPastDealing(row, now)) refuse('dealing is over')
      if (own.length >= DEALS_KEPT) refuse('two deals of this trustee are here already')
    },
  })
}

/**
 * Stores a complaint, whoever is in the wrong.
 * @throws {@link CommitteeMessageRefusedError} when it is not that of the trustee whom it names, is about a deal that is
 * not here or is seen to be wrong without it, is their second against that dealer, or comes when the key generation is over.
 * @throws {@link NotFoundError} when there is no such key generation.
 */
export async function storeComplaint({
  complaint,
  opener,
  ...parameters
}: JudgedStoreParameters & { readonly complaint: Complaint }): Promise<StoredKeyGeneration> {
  const { complainer, dealer } = complaint
  return storeMessage({
    ...parameters,
    ...{ kind: 'complaint', author: complainer, about: String(dealer), content: complaint },
    requireFit: async (row) => {
      const deals = await opener.openDeals(row)
      openComplaint({ keyGeneration: openStoredInvitation(row), deals, complaint })
      const isSecond = row.messages.some(
        ({ kind, author, about }) =>
          kind === 'complaint' && author === complainer && about === String(dealer),
      )
      if (isSecond) refuse('a complaint of this trustee about this dealer is here already')
      if (isOver(row, await opener.conclude(row), parameters.now)) {
        refuse('the committee is confirmed, and nothing is added any more')
      }
    },
  })
}

/**
 * Stores the confirmation of what a key generation comes to now.
 * @throws {@link CommitteeMessageRefusedError} when dealing is not over, it is of another committee than comes out now, or
 * it is not that trustee's for the registry of the space's ballot box, or the space has none.
 * @throws {@link NotFoundError} when there is no such key generation.
 */
export async function storeConfirmation({
  confirmation,
  chain,
  opener,
  ...parameters
}: JudgedStoreParameters & {
  readonly confirmation: Confirmation
  readonly chain: Chain
}): Promise<StoredKeyGeneration> {
  const { prisma, session, now } = parameters
  const { position, committee: id, signature } = confirmation
  const { spaceId } = await findKeyGeneration(prisma, session)
  const { governor } = await findSpace(prisma, spaceId)
  const contracts = await readSecretBallotContracts({ provider: chain.provider, governor })
  if (contracts === null) return refuse('the space has no ballot box')
  const { committees: registry } = contracts
  return storeMessage({
    ...parameters,
    ...{ kind: 'confirmation', author: position, about: id, content: confirmation },
    requireFit: async (row) => {
      if (!isPastDealing(row, now)) refuse('dealing is not over')
      const { outcome } = await opener.conclude(row)
      if (outcome?.id !== id) return refuse('it is of another committee than comes out now')
      const { chainId } = chain
      const { committee } = outcome
      const signer = recoverConfirmation({ committee, chainId, registry, signature })
      if (signer !== position) refuse('another than the trustee signed it')
      const own = row.messages.filter(
        ({ kind, author }) => kind === 'confirmation' && author === position,
      )
      if (own.some(({ about }) => about === id))
        refuse('a confirmation of this trustee is here already')
      if (own.length >= CONFIRMATIONS_KEPT) refuse('this trustee has confirmed too often')
    },
  })
}

function isPastDealing(row: StoredKeyGeneration, now: number): boolean {
  return isDealingOver({
    dealsUntil: toSeconds(row.dealsUntil),
    trustees: openStoredInvitation(row).trustees.length,
    dealers: row.messages.filter(({ kind }) => kind === 'deal').map(({ author }) => author),
    now: Math.floor(now / 1_000),
  })
}

function isOver(row: StoredKeyGeneration, conclusion: Conclusion, now: number): boolean {
  const confirmed = row.messages
    .filter(({ kind, about }) => kind === 'confirmation' && about === conclusion.outcome?.id)
    .map(({ author }) => author)
  return isKeyGenerationOver({
    ...{ conclusion, confirmed },
    threshold: openStoredInvitation(row).threshold,
    dealsUntil: toSeconds(row.dealsUntil),
    now: Math.floor(now / 1_000),
  })
}

function refuse(reason: string): never {
  throw new CommitteeMessageRefusedError({ reason })
}
