import { JsonRpcProvider } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCAL_CHAIN_ID, type LocalChain, startLocalChain } from '../development/startLocalChain.ts'
import { createTransactionQueue } from './createTransactionQueue.ts'

let chain: LocalChain
let provider: JsonRpcProvider

beforeAll(async () => {
  chain = await startLocalChain({ stateFile: null, port: 0 })
  provider = new JsonRpcProvider(chain.rpcUrl, LOCAL_CHAIN_ID, {
    staticNetwork: true,
    cacheTimeout: -1,
  })
})
afterAll(async () => {
  provider.destroy()
  await chain.stop()
})

describe('createTransactionQueue', () => {
  test('gives concurrent transactions the nonces in their order, before any is mined', async () => {
    await provider.send('evm_setAutomine', [false])
    const signer = await provider.getSigner(1)
    const queue = createTransactionQueue(signer)
    const values = [1n, 2n, 3n, 4n, 5n]
    const send = (value: bigint) =>
      queue.run(async () => {
        const nonce = await signer.getNonce('pending')
        return signer.sendTransaction({ to: signer.address, value, nonce })
      })
    const sent = await Promise.all(values.map(send))
    expect(sent.map(({ nonce, value }) => [nonce, value])).toEqual(
      values.map((value, index) => [index, value]),
    )
    await provider.send('evm_setAutomine', [true])
    await provider.send('evm_mine', [])
  })

  test('goes on after a transaction that cannot be sent', async () => {
    const signer = await provider.getSigner(2)
    const queue = createTransactionQueue(signer)
    const tooMuch = queue.run(() =>
      signer.sendTransaction({ to: signer.address, value: 10n ** 30n }),
    )
    const next = queue.run(() => signer.sendTransaction({ to: signer.address, value: 1n }))
    await expect(tooMuch).rejects.toThrow()
    expect((await next).nonce).toBe(0)
  })
})
