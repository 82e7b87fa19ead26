import type { WireResults } from '@psephos/lib'
import express from 'express'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createLocalEvents } from '../events/createLocalEvents.ts'
import { listen } from '../http/listen.ts'
import type { VersionedResults } from './createResultsStore.ts'
import { createResultsStreams } from './createResultsStreams.ts'

const indexed = { kind: 'indexed', space: 'dao' } as const

function createResults(voters: number): VersionedResults {
  const tally = { voters, turnout: 0, options: [] }
  const results: WireResults = {
    proposal: 1n,
    state: 'active',
    electorate: 9,
    quorum: 1,
    indexed: voters,
    received: { ...tally, until: 60 },
    decryption: null,
    settled: { ...tally, passing: [] },
  }
  return { results, version: String(voters), spaceId: 'dao' }
}

/**
 * Streams over HTTP of results that are read when the test says so. Nothing but events has them read:
 * the heart beats once an hour.
 */
async function open() {
  const reads: ((results: VersionedResults) => void)[] = []
  const results = {
    read: () => new Promise<VersionedResults>((resolve) => reads.push(resolve)),
    close: () => undefined,
  }
  const events = createLocalEvents()
  const logger = pino({ level: 'silent' })
  const streams = createResultsStreams({ results, events, logger, heartbeat: 3_600_000, pace: 5 })
  const app = express()
  app.get('/', (request, response) => streams.open({ proposalId: 1n, request, response }))
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  listener.serve(app)
  onTestFinished(async () => {
    streams.close()
    await listener.close()
  })
  const answering = fetch(`http://127.0.0.1:${listener.port}/`)
  /** Answers the next question with so many voters, after something has happened meanwhile. */
  const answer = async (voters: number, meanwhile = (): void => undefined) => {
    await expect.poll(() => reads.length).toBeGreaterThan(0)
    meanwhile()
    reads.shift()?.(createResults(voters))
  }
  return { answering, answer, happen: () => events.publish(indexed) }
}

/** The numbers of voters that a stream tells, as they come. */
async function* readVoters(response: Response): AsyncGenerator<number> {
  const body = response.body?.pipeThrough(new TextDecoderStream()) ?? []
  for await (const text of body) {
    for (const [, id] of text.matchAll(/^id: (\d+)$/gm)) yield Number(id)
  }
}

describe('createResultsStreams', () => {
  test('tells what happens while the first results are read', async () => {
    const { answering, answer, happen } = await open()
    await answer(0, happen)
    const voters = readVoters(await answering)
    expect((await voters.next()).value).toBe(0)
    await answer(1)
    expect((await voters.next()).value).toBe(1)
  })

  test('tells what happens while results are read anew', async () => {
    const { answering, answer, happen } = await open()
    await answer(0)
    const voters = readVoters(await answering)
    expect((await voters.next()).value).toBe(0)
    await answer(0, happen)
    await answer(1)
    expect((await voters.next()).value).toBe(1)
    happen()
    await answer(2)
    expect((await voters.next()).value).toBe(2)
  })
})
