import { GovernorUnknownError } from '@psephos/lib'
import { makeError } from 'ethers'
import { describe, expect, test, vi } from 'vitest'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { NO_CIRCUITS } from '../secret/ServedCircuits.ts'
import { createProposalRules } from './createProposalRules.ts'

const ACTIVE = 1n
const DEFEATED = 3n
const GOVERNOR = `0x${'a'.repeat(40)}`
const down = makeError('no node', 'NETWORK_ERROR', { event: 'none' })

/** A proposal that is open for `seconds` more, and a node that can be told what to say. */
function open({ seconds = 60 } = {}) {
  const deadline = Math.floor(Date.now() / 1_000) + seconds
  const row = {
    id: '7',
    deadline,
    optionCount: 1,
    voiceCredits: 100,
    committee: null,
    space: { governor: GOVERNOR },
  }
  const state = vi.fn(async () => ACTIVE)
  const proposalElectorate = async () => ({ root: 5n, size: 3n, proofDepth: 2n })
  const chain = { chainId: 1, governor: () => ({ state, proposalElectorate }) }
  const { read } = createProposalRules({
    prisma: { proposal: { findFirst: async () => row } } as unknown as PrismaClient,
    chain: chain as unknown as Chain,
    circuits: NO_CIRCUITS,
    lifetime: 0,
    patience: 20,
  })
  return { state, read: () => read(7n) }
}

describe('createProposalRules', () => {
  test('goes on with what was open while the node fails', async () => {
    const { state, read } = open()
    const known = await read()
    expect(known).toMatchObject({ state: 'active', rules: { electorate: { root: 5n } } })
    state.mockRejectedValueOnce(down)
    expect(await read()).toBe(known)
    state.mockResolvedValueOnce(DEFEATED)
    expect(await read()).toMatchObject({ state: 'defeated', rules: null })
    state.mockRejectedValueOnce(down)
    await expect(read()).rejects.toBe(down)
  })

  test('waits for a node that says nothing only where it said nothing before', async () => {
    const { state, read } = open()
    const known = await read()
    state.mockReturnValueOnce(new Promise(() => undefined))
    expect(await read()).toBe(known)
  })

  test.each([
    ['the node has not said that it is open', 60, down, true],
    ['its deadline has passed', -1, down, false],
    [
      'it is another failure',
      60,
      new GovernorUnknownError({ governor: GOVERNOR, reason: 'none' }),
      false,
    ],
  ])('believes nothing of before where %s', async (_case, seconds, failure, isFirst) => {
    const { state, read } = open({ seconds })
    if (!isFirst) await read()
    state.mockRejectedValueOnce(failure)
    await expect(read()).rejects.toBe(failure)
  })
})
