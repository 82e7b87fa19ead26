import type { BaseWallet } from 'ethers'
import type { Router } from 'express'
import type { Logger } from 'pino'
import { startActivityWorker } from './activity/startActivityWorker.ts'
import { startBallotServices } from './ballots/startBallotServices.ts'
import type { Chain } from './chain/connectChain.ts'
import { createApp } from './createApp.ts'
import type { WorldIdSettings } from './enrolments/createEnrolmentRequest.ts'
import type { Events } from './events/Events.ts'
import type { PrismaClient } from './generated/prisma/client.ts'
import { createAnswerCache } from './http/createAnswerCache.ts'
import type { RateLimits } from './http/createRateLimits.ts'
import { letReadsFirst } from './http/letReadsFirst.ts'
import type { Listener } from './http/listen.ts'
import { startMaintenance } from './maintenance/startMaintenance.ts'
import { createTotalsSolver } from './relay/createTotalsSolver.ts'
import type { Outbox } from './relay/Outbox.ts'
import type { SettlementRules } from './relay/selectDueBallots.ts'
import { startSpaceWorker } from './relay/startSpaceWorker.ts'
import { NO_CIRCUITS, type ServedCircuits } from './secret/ServedCircuits.ts'
import type { SpaceRegistration } from './spaces/admitSpace.ts'
import { createSpaceHost } from './spaces/createSpaceHost.ts'
import type { ListedSpace } from './spaces/listedSpace.ts'
import { registerSpace } from './spaces/registerSpace.ts'
import type { Database } from './storage/Database.ts'
import type { Locks } from './storage/Locks.ts'

/** How this server takes part in World ID once it knows where people reach it. */
export interface WorldIdSetup {
  readonly settings: WorldIdSettings
  /** The routes of a development World ID; null with World's own. */
  readonly development: Router | null
}

/** What {@link startServer} takes. */
export interface StartServerParameters {
  readonly prisma: PrismaClient
  readonly engine: Database['engine']
  readonly locks: Locks
  readonly chain: Chain
  /** Of the account that pays for enrolments and settlements. */
  readonly outbox: Outbox
  /** The same account, which signs receipts. */
  readonly wallet: BaseWallet
  /** Carries news between the processes of one database; the caller's to close. */
  readonly events: Events
  readonly logger: Logger
  /** Those that the operator lists. */
  readonly spaces: readonly ListedSpace[]
  /** Whether it hosts others that register themselves; `listed` if absent. */
  readonly spaceRegistration?: SpaceRegistration | undefined
  readonly rules: SettlementRules
  /** The circuits of secret ballots; none if absent. */
  readonly circuits?: ServedCircuits | undefined
  /** Milliseconds between two rounds of a space's worker. */
  readonly interval: number
  /** The port it answers on, opened before anything else: a taken one must not cost a minute. */
  readonly listener: Listener
  /** What one client may ask; null for no limits. */
  readonly limits: RateLimits | null
  /** How many proxies stand before the server. */
  readonly proxies: number
  /** Where people reach the server; http://localhost and the port if absent. */
  readonly publicUrl?: string | undefined
  /** The folder of the built page; null to serve the API alone. */
  readonly pageDirectory: string | null
  readonly createWorldId: (publicUrl: string) => WorldIdSetup
}

/** A server that runs. */
export interface RunningServer {
  readonly publicUrl: string
  /** Closes the port, then ends the workers; database and chain are the caller's to close. */
  readonly close: () => Promise<void>
}

/** Milliseconds between two looks at what is new for feeds and webhooks, and for spaces of other processes. */
const ACTIVITY_INTERVAL = 10_000

/** Starts a server: hosts its spaces, follows the chain, relays and answers on its port. */
export async function startServer(parameters: StartServerParameters): Promise<RunningServer> {
  const { prisma, locks, chain, outbox, wallet, events, logger, rules, interval } = parameters
  const { spaces, listener, limits, proxies } = parameters
  const publicUrl = parameters.publicUrl ?? `http://localhost:${listener.port}`
  const { spaceRegistration = 'listed', circuits = NO_CIRCUITS } = parameters
  for (const space of spaces) await registerSpace({ prisma, chain, space })
  const totals = createTotalsSolver()
  const work = { prisma, locks, chain, outbox, events, logger, rules, interval, totals }
  const host = createSpaceHost({
    prisma,
    logger,
    startWorker: (space) => startSpaceWorker({ ...work, space }),
    interval: spaceRegistration === 'open' ? ACTIVITY_INTERVAL : null,
  })

  const { settings: worldId, development } = parameters.createWorldId(publicUrl)
  const ballots = startBallotServices({ prisma, chain, wallet, events, circuits, logger })
  const app = createApp({
    limits,
    proxies,
    answers: createAnswerCache({ events }),
    prisma,
    chain,
    outbox,
    circuits,
    ...ballots,
    worldId,
    logger,
    publicUrl,
    spaceRegistration,
    hostSpace: host.host,
    localWebhooks: development !== null,
    pageDirectory: parameters.pageDirectory,
    developmentWorldId: development,
  })
  spaces.forEach(host.host)
  const maintenance = await startMaintenance({ prisma, engine: parameters.engine, logger })
  const activity = startActivityWorker({
    prisma,
    locks,
    chain,
    logger,
    publicUrl,
    localWebhooks: development !== null,
    interval: Math.max(interval, ACTIVITY_INTERVAL),
  })
  listener.serve(letReadsFirst(app))
  return {
    publicUrl,
    close: async () => {
      await listener.close()
      await ballots.close()
      await Promise.all([host.stop(), totals.close(), activity.stop(), maintenance.stop()])
    },
  }
}
