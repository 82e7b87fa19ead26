import { availableParallelism } from 'node:os'
import type { BaseWallet } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { Dependencies } from '../Dependencies.ts'
import type { Events } from '../events/Events.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { createProposalRules } from '../proposals/createProposalRules.ts'
import { createResultsStore } from '../results/createResultsStore.ts'
import { createResultsStreams } from '../results/createResultsStreams.ts'
import type { ServedCircuits } from '../secret/ServedCircuits.ts'
import { createBallotIntake } from './createBallotIntake.ts'
import { createReceiptSigner } from './createReceiptSigner.ts'
import { createSigningThread } from './createSigningThread.ts'
import { createVerificationPool } from './createVerificationPool.ts'

/** What {@link startBallotServices} takes. */
export interface StartBallotServicesParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The account that signs receipts. */
  readonly wallet: BaseWallet
  readonly events: Events
  readonly circuits: ServedCircuits
  readonly logger: Logger
}

/** What takes ballots and tells what they add up to. */
export type BallotServices = Pick<
  Dependencies,
  'intake' | 'rules' | 'receipts' | 'results' | 'streams'
> & { readonly close: () => Promise<void> }

/** More would only wait for the database. */
const MOST_PROCESSES = 4

/** Starts what takes ballots and tells what they add up to. */
export function startBallotServices({
  prisma,
  chain,
  wallet,
  events,
  circuits,
  logger,
}: StartBallotServicesParameters): BallotServices {
  const signing = createSigningThread({ privateKey: wallet.signingKey.privateKey, logger })
  const receipts = createReceiptSigner({ wallet, signDigest: signing.sign })
  // One core stays for this process, which answers.
  const size = Math.min(MOST_PROCESSES, Math.max(1, availableParallelism() - 1))
  const pool = createVerificationPool({ logger, size })
  const results = createResultsStore({ prisma, chain, events })
  const streams = createResultsStreams({ results, events, logger })
  return {
    rules: createProposalRules({ prisma, chain, circuits }),
    receipts,
    intake: createBallotIntake({
      prisma,
      chainId: chain.chainId,
      receipts,
      events,
      verify: pool.verify,
      // While some are verified, others are read and written.
      concurrency: size + 1,
    }),
    results,
    streams,
    close: async () => {
      streams.close()
      results.close()
      await Promise.all([pool.close(), signing.close()])
    },
  }
}
