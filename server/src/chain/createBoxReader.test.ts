import { AbiCoder, JsonRpcProvider, makeError, ZeroAddress } from 'ethers'
import { describe, expect, test, vi } from 'vitest'
import { createBoxReader } from './createBoxReader.ts'

const space = { governor: `0x${'aa'.repeat(20)}` }
const box = `0x${'BB'.repeat(20)}`
const registry = `0x${'CC'.repeat(20)}`
const down = makeError('no node', 'NETWORK_ERROR', { event: 'none' })
/** A call that failed: its data, and what the node said. */
const failed = (data: string | null, message: string) =>
  makeError('it fails', 'CALL_EXCEPTION', {
    ...{ action: 'call', data, reason: null, transaction: { to: space.governor, data: '0x' } },
    ...{ invocation: null, revert: null, info: { error: { code: -32_000, message } } },
  })

/** A governor whose box is what it says, and a node that knows the box's registry. */
function open(secretBallotBox: () => Promise<string>) {
  const provider = new JsonRpcProvider('http://127.0.0.1:1', 1, { staticNetwork: true })
  vi.spyOn(provider, 'call').mockResolvedValue(
    // A registry, or a class's two verifiers, of which there are none.
    AbiCoder.defaultAbiCoder().encode(['address', 'address'], [registry, ZeroAddress]),
  )
  const ask = vi.fn(secretBallotBox)
  const read = createBoxReader({ provider, governor: () => ({ secretBallotBox: ask }) as never })
  return { ask, read: () => read(space) }
}

describe('createBoxReader', () => {
  test('asks a governor for its box, and that for its registry, once', async () => {
    const { ask, read } = open(async () => box)
    const [one, two] = await Promise.all([read(), read()])
    expect(one).toMatchObject({ address: box.toLowerCase(), registry: registry.toLowerCase() })
    expect(two).toBe(one)
    expect(await read()).toBe(one)
    expect(ask).toHaveBeenCalledOnce()
  })

  test('says that there is none, where the governor says so or has no such function', async () => {
    expect(await open(async () => ZeroAddress).read()).toBeNull()
    // Some nodes give no data where a call reverts without any.
    for (const data of ['0x', null]) {
      const error = failed(data, 'execution reverted')
      expect(await open(() => Promise.reject(error)).read()).toBeNull()
    }
  })

  test('asks again where the node did not answer', async () => {
    const { ask, read } = open(async () => box)
    ask.mockRejectedValueOnce(down)
    await expect(read()).rejects.toBe(down)
    ask.mockRejectedValueOnce(failed(null, 'header not found'))
    await expect(read()).rejects.toMatchObject({ code: 'CALL_EXCEPTION' })
    expect(await read()).toMatchObject({ address: box.toLowerCase() })
  })
})
