import type { Logger } from 'pino'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { createJobs } from '../jobs/createJobs.ts'
import type { Database } from '../storage/Database.ts'
import { pruneContent } from './pruneContent.ts'

/** What {@link startMaintenance} takes. */
export interface StartMaintenanceParameters {
  readonly prisma: PrismaClient
  readonly engine: Database['engine']
  readonly logger: Logger
  /** Seconds between two looks for what is due; a minute if absent. */
  readonly interval?: number
}

/** What is done now and then, until it is stopped. */
export interface Maintenance {
  readonly stop: () => Promise<void>
}

const HOUR = 60 * 60
const MINUTE = 60

/**
 * Deletes what is over, once an hour, however many processes are on the database: each asks for this
 * hour's job when it starts, whoever does it asks for the next, and of jobs of the same hour there is
 * one.
 */
export async function startMaintenance({
  prisma,
  engine,
  logger,
  interval = MINUTE,
}: StartMaintenanceParameters): Promise<Maintenance> {
  const jobs = createJobs({ database: { engine }, logger, interval, supervision: MINUTE })
  const job = jobs.define<{ hour: number }>({
    name: 'maintenance',
    retries: 5,
    retryDelay: MINUTE,
    retryDelayMax: HOUR,
    timeout: HOUR / 2,
    run: async ({ data: { hour } }) => {
      // First, so that a failure that stays costs this hour's work alone.
      await ask(hour + 1)
      await pruneContent({ prisma })
    },
  })
  const ask = (hour: number): Promise<void> => {
    const now = Math.floor(Date.now() / 1_000)
    return job.send({ hour }, { key: String(hour), after: Math.max(0, hour * HOUR - now) })
  }
  await jobs.start()
  await ask(Math.floor(Date.now() / 1_000 / HOUR))
  return { stop: jobs.stop }
}
