import type { WireResults } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { type FollowResultsParameters, followResults } from './followResults.ts'

const results = (voters: number): WireResults => ({
  proposal: 1n,
  state: 'active',
  electorate: 9,
  quorum: 1,
  indexed: voters,
  received: { voters, turnout: 0, options: [], until: 0 },
  decryption: null,
  settled: { voters, turnout: 0, options: [], passing: [] },
})

/** Follows a proposal, and tells what was told; `stop` ends it at that many voters. */
async function follow(change: Partial<FollowResultsParameters>, stop?: number) {
  const told: unknown[] = []
  const controller = new AbortController()
  await followResults({
    client: {
      getResults: async () => results(7),
      async *watchProposal({ onConnection }) {
        onConnection?.(true)
        for (const voters of [0, 1, 2]) yield results(voters)
        onConnection?.(false)
        throw new Error('the stream ends')
      },
    },
    proposal: 1n,
    isFinal: false,
    onResults: ({ received }) => {
      told.push(received.voters)
      if (received.voters === stop) controller.abort()
    },
    onConnection: (isLive) => told.push(isLive),
    onChange: () => told.push('changed'),
    signal: controller.signal,
    ...change,
  })
  return told
}

describe('followResults', () => {
  test('tells of the first results, and of every change after them', async () => {
    expect(await follow({})).toEqual([true, 0, 1, 'changed', 2, 'changed', false])
  })

  test('takes ballots in the first results for a change since anything else was read', async () => {
    const client = {
      getResults: async () => results(7),
      async *watchProposal() {
        yield results(1)
        throw new Error('the stream ends')
      },
    }
    expect(await follow({ client })).toEqual([1, 'changed'])
  })

  test('asks once where nothing changes any more', async () => {
    expect(await follow({ isFinal: true })).toEqual([7])
  })

  test('tells nothing once it is ended', async () => {
    expect(await follow({}, 0)).toEqual([true, 0])
    expect(await follow({ isFinal: true, signal: AbortSignal.abort() })).toEqual([])
  })
})
