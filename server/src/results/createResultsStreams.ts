import { ServerBusyError } from '@psephos/lib'
import type { Request, Response } from 'express'
import type { Logger } from 'pino'
import type { Events } from '../events/Events.ts'
import { toWireText } from '../http/sendWire.ts'
import { toClientNetwork } from '../http/toClientNetwork.ts'
import type { ResultsStore, VersionedResults } from './createResultsStore.ts'

/** Streams of events about proposals. */
export interface ResultsStreams {
  /**
   * Answers a request with a stream of a proposal's results: at once, unless `Last-Event-ID` says
   * that they are known, and then whenever they change.
   * @throws {@link ServerBusyError} when there are too many streams, {@link ProposalUnknownError}
   */
  readonly open: (parameters: {
    readonly proposalId: bigint
    readonly request: Request
    readonly response: Response
  }) => Promise<void>
  readonly count: () => number
  readonly close: () => void
}

/** What {@link createResultsStreams} takes. */
export interface CreateResultsStreamsParameters {
  readonly results: ResultsStore
  readonly events: Events
  readonly logger: Logger
  /** How many streams there may be; 2 000 if absent. */
  readonly capacity?: number
  /** How many one address may have; 20 if absent. */
  readonly capacityPerAddress?: number
  /** Milliseconds between two looks at what passes without an event, and two signs of life. */
  readonly heartbeat?: number
  /** Milliseconds that are at least between two events of a stream. */
  readonly pace?: number
}

const CAPACITY = 2_000
const CAPACITY_PER_ADDRESS = 20
const HEARTBEAT = 15_000
const PACE = 1_000
const MINUTE = 60_000
/** Whoever does not read what is sent is let go when so many bytes wait. */
const MOST_UNREAD = 256 * 1_024

/** All who follow one proposal. */
interface Channel {
  readonly proposalId: bigint
  readonly responses: Set<Response>
  spaceId: string
  version: string
  refreshedAt: number
  /** Set from when results are to be read until they begin to be. */
  timer: NodeJS.Timeout | undefined
  isReading: boolean
  /** Whether something happened while they were read, which they may not tell. */
  isOutdated: boolean
}

/**
 * Returns streams that read each proposal once for all who follow it, and send each at most one
 * event a second.
 */
export function createResultsStreams({
  results,
  events,
  logger,
  capacity = CAPACITY,
  capacityPerAddress = CAPACITY_PER_ADDRESS,
  heartbeat = HEARTBEAT,
  pace = PACE,
}: CreateResultsStreamsParameters): ResultsStreams {
  const channels = new Map<bigint, Channel>()
  const addresses = new Map<string, number>()
  let count = 0

  /** What is received is told by the minute, and states change with the clock: neither is an event. */
  const beat = setInterval(() => {
    for (const channel of channels.values()) {
      for (const response of channel.responses) send(response, ':\n\n')
      schedule(channel)
    }
  }, heartbeat)
  beat.unref()
  let minute = setTimeout(onMinute, untilNextMinute())
  minute.unref()
  function onMinute(): void {
    for (const channel of channels.values()) schedule(channel)
    minute = setTimeout(onMinute, untilNextMinute())
    minute.unref()
  }

  const unsubscribe = events.subscribe((event) => {
    // What came is told when its minute is over.
    if (event.kind === 'received') return
    for (const channel of channels.values()) {
      if (event.kind === 'missed' || event.space === channel.spaceId) schedule(channel)
    }
  })

  function schedule(channel: Channel): void {
    if (channel.isReading) {
      channel.isOutdated = true
      return
    }
    const wait = Math.max(0, channel.refreshedAt + pace - performance.now())
    channel.timer ??= setTimeout(() => void refresh(channel), wait)
  }

  async function refresh(channel: Channel): Promise<void> {
    channel.timer = undefined
    channel.isReading = true
    channel.refreshedAt = performance.now()
    try {
      const read = await results.read(channel.proposalId)
      if (read.version !== channel.version) {
        channel.version = read.version
        const text = toEvent(read)
        for (const response of channel.responses) send(response, text)
      }
    } catch (error) {
      logger.warn({ err: error }, 'results could not be read for those who follow them')
    }
    channel.isReading = false
    const isWanted = channel.isOutdated && channels.get(channel.proposalId) === channel
    channel.isOutdated = false
    if (isWanted) schedule(channel)
  }

  function findChannel({ results: { proposal }, spaceId, version }: VersionedResults): Channel {
    const known = channels.get(proposal)
    if (known !== undefined) return known
    const channel: Channel = {
      proposalId: proposal,
      responses: new Set<Response>(),
      spaceId,
      version,
      refreshedAt: performance.now(),
      timer: undefined,
      isReading: false,
      isOutdated: false,
    }
    channels.set(proposal, channel)
    // What happened while these were read was told to nobody.
    schedule(channel)
    return channel
  }

  function leave(address: string): void {
    count--
    const left = (addresses.get(address) ?? 1) - 1
    if (left === 0) addresses.delete(address)
    else addresses.set(address, left)
  }

  return {
    open: async ({ proposalId, request, response }) => {
      const address = toClientNetwork(request.ip ?? '')
      if (response.destroyed) return
      const own = addresses.get(address) ?? 0
      if (count >= capacity || own >= capacityPerAddress) {
        throw new ServerBusyError({ retryAfter: 30 })
      }
      count++
      addresses.set(address, own + 1)
      response.once('close', () => leave(address))
      const read = await results.read(proposalId)
      if (response.destroyed) return
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // No proxy may keep or compress it: either would hold events back.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      })
      if (request.method === 'HEAD') {
        response.end()
        return
      }
      response.write('retry: 2000\n\n')
      if (request.get('last-event-id') !== read.version) response.write(toEvent(read))
      const channel = findChannel(read)
      channel.responses.add(response)
      response.once('close', () => {
        channel.responses.delete(response)
        if (channel.responses.size > 0) return
        clearTimeout(channel.timer)
        channels.delete(proposalId)
      })
      // Whoever comes while something is changing must not be left with what was.
      if (read.version !== channel.version) schedule(channel)
    },
    count: () => count,
    close: () => {
      clearInterval(beat)
      clearTimeout(minute)
      unsubscribe()
      for (const { responses, timer } of channels.values()) {
        clearTimeout(timer)
        for (const response of responses) response.end()
      }
      channels.clear()
    },
  }
}

function send(response: Response, text: string): void {
  if (response.writableLength > MOST_UNREAD) response.destroy()
  else response.write(text)
}

function toEvent({ results, version }: VersionedResults): string {
  return `id: ${version}\nevent: results\ndata: ${toWireText(results)}\n\n`
}

function untilNextMinute(): number {
  return MINUTE - (Date.now() % MINUTE)
}
