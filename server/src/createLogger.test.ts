import { makeError } from 'ethers'
import { describe, expect, test } from 'vitest'
import { createLogger } from './createLogger.ts'

const NULLIFIER = '98765432109876543210'

function write(error: unknown): Record<string, unknown> {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', write: (line) => lines.push(line) })
  logger.error({ err: error }, 'it failed')
  return JSON.parse(lines.join(''))
}

describe('createLogger', () => {
  test('keeps the transaction of an error of ethers out of the log', () => {
    const error = makeError('execution reverted', 'CALL_EXCEPTION', {
      action: 'estimateGas',
      data: NULLIFIER,
      reason: null,
      invocation: null,
      revert: null,
      transaction: { to: '0xto', from: '0xfrom', data: NULLIFIER },
    })
    expect(error.message).toContain(NULLIFIER)
    const line = write(new Error('a round failed', { cause: error }))
    expect(JSON.stringify(line)).not.toMatch(/98765432109876543210|0xfrom/)
    expect(line).toMatchObject({
      err: {
        message: 'a round failed',
        stack: expect.arrayContaining([expect.stringContaining('createLogger.test.ts')]),
        cause: { code: 'CALL_EXCEPTION', message: 'execution reverted' },
      },
    })
  })

  test('says nothing of what was thrown without being an error', () => {
    expect(write(NULLIFIER)).toMatchObject({ err: { type: 'string', stack: [] } })
  })

  test('names no host and no process', () => {
    expect(write(new Error('x'))).not.toHaveProperty('hostname')
  })
})
