import type { WireSpace } from '@psephos/lib'
import type { Logger } from 'pino'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Rounds } from '../jobs/startRounds.ts'
import { listAdmittedSpaces } from './readSpaces.ts'

/** What {@link createSpaceHost} takes. */
export interface CreateSpaceHostParameters {
  readonly prisma: PrismaClient
  readonly logger: Logger
  /** Begins to follow the chain and to relay for a space. */
  readonly startWorker: (space: WireSpace) => Rounds
  /** Milliseconds between two looks for spaces that another process admitted; null for none. */
  readonly interval: number | null
}

/** Keeps the workers of the spaces that a process hosts. */
export interface SpaceHost extends Rounds {
  /** Hosts a space, unless it is hosted already. */
  readonly host: (space: WireSpace) => void
}

/** Creates what hosts spaces: those it is told of, and those that any process admitted. */
export function createSpaceHost({
  prisma,
  logger,
  startWorker,
  interval,
}: CreateSpaceHostParameters): SpaceHost {
  const workers = new Map<string, Rounds>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let look = Promise.resolve()

  const host = ({ id, ...space }: WireSpace): void => {
    if (!stopped && !workers.has(id)) workers.set(id, startWorker({ id, ...space }))
  }
  const lookOnce = async (pause: number): Promise<void> => {
    try {
      for (const space of await listAdmittedSpaces(prisma)) host(space)
    } catch (error) {
      if (!stopped) logger.error({ err: error }, 'new spaces were not found; it is tried again')
    }
    if (!stopped) timer = setTimeout(() => next(pause), pause)
  }
  const next = (pause: number): void => {
    look = lookOnce(pause)
  }
  if (interval !== null) next(interval)

  return {
    host,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await look
      await Promise.all([...workers.values()].map((worker) => worker.stop()))
    },
  }
}
