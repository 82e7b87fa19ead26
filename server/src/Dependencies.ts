import type { WireSpace } from '@psephos/lib'
import type { Router } from 'express'
import type { Logger } from 'pino'
import type { BallotIntake } from './ballots/createBallotIntake.ts'
import type { ReceiptSigner } from './ballots/createReceiptSigner.ts'
import type { Chain } from './chain/connectChain.ts'
import type { WorldIdSettings } from './enrolments/createEnrolmentRequest.ts'
import type { PrismaClient } from './generated/prisma/client.ts'
import type { AnswerCache } from './http/createAnswerCache.ts'
import type { RateLimits } from './http/createRateLimits.ts'
import type { ProposalRules } from './proposals/createProposalRules.ts'
import type { Outbox } from './relay/Outbox.ts'
import type { ResultsStore } from './results/createResultsStore.ts'
import type { ResultsStreams } from './results/createResultsStreams.ts'
import type { ServedCircuits } from './secret/ServedCircuits.ts'
import type { SpaceRegistration } from './spaces/admitSpace.ts'

/** All that the routes stand on. */
export interface Dependencies {
  /** How many proxies stand before the server, whose word about the client's address is believed. */
  readonly proxies: number
  /** What one client may ask; null for no limits. */
  readonly limits: RateLimits | null
  /** What was answered within the last second. */
  readonly answers: AnswerCache
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly outbox: Outbox
  /** The circuits of secret ballots. */
  readonly circuits: ServedCircuits
  /** Who takes ballots, and what they must fit. */
  readonly intake: BallotIntake
  readonly rules: ProposalRules
  readonly receipts: ReceiptSigner
  readonly results: ResultsStore
  readonly streams: ResultsStreams
  readonly worldId: WorldIdSettings
  readonly logger: Logger
  /** Where people reach the server. */
  readonly publicUrl: string
  readonly spaceRegistration: SpaceRegistration
  /** Follows the chain and relays for a space from now on. */
  readonly hostSpace: (space: WireSpace) => void
  /** Whether webhooks may be on this machine, over http: for development. */
  readonly localWebhooks: boolean
  /** The folder of the built page; null to serve the API alone. */
  readonly pageDirectory: string | null
  /** The bridge and the wallet of a development World ID; null where World's own are used. */
  readonly developmentWorldId: Router | null
}
