import type { PersonhoodGovernor } from '@psephos/lib'
import { makeError, type Provider, ZeroAddress } from 'ethers'
import { describe, expect, test, vi } from 'vitest'
import { createBoxReader } from './createBoxReader.ts'

const space = { governor: `0x${'11'.repeat(20)}` }

/** A governor that answers, or refuses, as `secretBallotBox` does. */
function open(secretBallotBox: () => Promise<string>) {
  const governor = () => ({ secretBallotBox }) as unknown as PersonhoodGovernor
  return createBoxReader({ provider: {} as Provider, governor })
}

/** A call that failed: what the node said, and what the contract did. */
const fail = (data: string | null, message: string) =>
  makeError('failed', 'CALL_EXCEPTION', {
    ...{ action: 'call', data, reason: null, transaction: { to: space.governor, data: '0x' } },
    ...{ invocation: null, revert: null, info: { error: { code: -32_000, message } } },
  })

describe('createBoxReader', () => {
  test('asks a governor without a ballot box once', async () => {
    const ask = vi.fn(async () => ZeroAddress)
    const read = open(ask)
    expect(await Promise.all([read(space), read(space)])).toEqual([null, null])
    expect(await read(space)).toBeNull()
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test.each(['0x', null])('finds none where there is no such function: data %j', async (data) => {
    const read = open(() => Promise.reject(fail(data, 'execution reverted')))
    expect(await read(space)).toBeNull()
  })

  test('asks a node that was busy again', async () => {
    const ask = vi.fn(async () => ZeroAddress).mockRejectedValueOnce(fail(null, 'header not found'))
    const read = open(ask)
    await expect(read(space)).rejects.toMatchObject({ code: 'CALL_EXCEPTION' })
    expect(await read(space)).toBeNull()
  })
})
