import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { JsonRpcProvider } from 'ethers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { LOCAL_CHAIN_ID, startLocalChain } from './startLocalChain.ts'

const recipient = '0x000000000000000000000000000000000000bEEF'

describe('startLocalChain', () => {
  test('finds its state again after it was stopped', async () => {
    const stateFile = join(await createTestFolder(), 'chain.json')
    const first = await startLocalChain({ stateFile, port: 0 })
    const sender = new JsonRpcProvider(first.rpcUrl, LOCAL_CHAIN_ID, { staticNetwork: true })
    await (await sender.getSigner(0)).sendTransaction({ to: recipient, value: 7n })
    sender.destroy()
    expect(existsSync(`${stateFile}.pid`)).toBe(true)
    await first.stop()
    expect(existsSync(`${stateFile}.pid`)).toBe(false)

    const second = await startLocalChain({ stateFile, port: 0 })
    onTestFinished(second.stop)
    const reader = new JsonRpcProvider(second.rpcUrl, LOCAL_CHAIN_ID, { staticNetwork: true })
    onTestFinished(() => reader.destroy())
    expect(await reader.getBalance(recipient)).toBe(7n)
  })

  test('says in one sentence that its state is broken, and leaves no process', async () => {
    const stateFile = join(await createTestFolder(), 'chain.json')
    await writeFile(stateFile, '{"broken":')
    await expect(startLocalChain({ stateFile, port: 0 })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(
        /^[^\n]*cannot start from its state in .*chain\.json; delete the state folder[^\n]*$/,
      ),
    })
    expect(existsSync(`${stateFile}.pid`)).toBe(false)
  })

  test('ends the chain of an earlier process that died', async () => {
    const stateFile = join(await createTestFolder(), 'chain.json')
    const orphan = await startLocalChain({ stateFile, port: 0 })
    onTestFinished(orphan.stop)
    const pid = Number(await readFile(`${stateFile}.pid`, 'utf8'))
    const heir = await startLocalChain({ stateFile, port: 0 })
    onTestFinished(heir.stop)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  test('takes another port when the preferred one is taken', async () => {
    const other = createServer()
    onTestFinished(() => void other.close())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const chain = await startLocalChain({ stateFile: null, port })
    onTestFinished(chain.stop)
    expect(chain.rpcUrl).not.toContain(`:${port}`)
  })
})
