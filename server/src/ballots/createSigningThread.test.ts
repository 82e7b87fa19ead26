import { ServerBusyError } from '@psephos/lib'
import { keccak256, SigningKey, toBeArray } from 'ethers'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSigningThread } from './createSigningThread.ts'

const logger = pino({ level: 'silent' })
const privateKey = `0x${'33'.repeat(32)}`
const dying = new URL('../testing/dyingSigner.ts', import.meta.url)

function open(program?: URL) {
  const thread = createSigningThread({ privateKey, logger, ...(program && { program }) })
  onTestFinished(thread.close)
  return thread
}

describe('createSigningThread', () => {
  test('gives each digest the signature that the key gives it here', async () => {
    const { sign } = open()
    const digests = Array.from({ length: 64 }, (_, index) => keccak256(toBeArray(index + 1)))
    const key = new SigningKey(privateKey)
    const signatures = await Promise.all(digests.map(sign))
    expect(signatures).toEqual(digests.map((digest) => key.sign(digest).serialized))
    expect(await sign(digests[1] ?? '')).toBe(signatures[1])
  })

  test('tells who waits for a thread that ends to come back, and starts another', async () => {
    const { sign } = open(dying)
    expect(await sign('0x01')).toBe('0x01')
    const outcomes = await Promise.allSettled([sign('0x13'), sign('0x04')])
    expect(outcomes).toEqual([
      { status: 'rejected', reason: expect.any(ServerBusyError) },
      { status: 'rejected', reason: expect.any(ServerBusyError) },
    ])
    expect(await sign('0x05')).toBe('0x05')
  })

  test('tells who waits to come back when the thread cannot start', async () => {
    const { sign } = open(new URL('https://example.org/not-a-file'))
    const outcomes = await Promise.allSettled([sign('0x01'), sign('0x02')])
    expect(outcomes).toEqual([
      { status: 'rejected', reason: expect.any(ServerBusyError) },
      { status: 'rejected', reason: expect.any(ServerBusyError) },
    ])
  })

  test('leaves nobody waiting when it is closed', async () => {
    const thread = open()
    const waiting = thread.sign(`0x${'01'.repeat(32)}`)
    const refused = expect(waiting).rejects.toThrow(ServerBusyError)
    await thread.close()
    await refused
    await expect(thread.sign('0x01')).rejects.toThrow(ServerBusyError)
  })
})
