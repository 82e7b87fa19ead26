import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listen } from './listen.ts'

/** Whether this machine has IPv6 on its loopback. */
const hasIpv6 = await occupy('::1', 0).then(
  ({ server }) => {
    server.close()
    return true
  },
  () => false,
)

describe('listen', () => {
  test('takes any free port for 0 and answers requests that came before there was an answer', async () => {
    const listener = await listen({ host: '127.0.0.1', port: 0 })
    onTestFinished(listener.close)
    const early = fetch(`http://127.0.0.1:${listener.port}`)
    listener.serve((_request, response) => response.end('served'))
    expect(await (await early).text()).toBe('served')
  })

  test.each([
    ['a head', 'GET / HTTP/1.1\r\nx: '],
    ['a body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n'],
  ])('waits no longer than it must for %s that never ends', async (_case, beginning) => {
    const patience = { head: 50, request: 50 }
    const listener = await listen({ host: '127.0.0.1', port: 0, patience })
    onTestFinished(listener.close)
    listener.serve((request, response) => request.resume().on('end', () => response.end('x')))
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(beginning))
    const chunks: Buffer[] = await socket.toArray()
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1.1 408 /)
  })

  test.runIf(hasIpv6)('answers on both addresses of loopback', async () => {
    const listener = await listen({ host: 'loopback', port: 0 })
    onTestFinished(listener.close)
    listener.serve((_request, response) => response.end('served'))
    for (const host of ['127.0.0.1', '[::1]']) {
      expect(await (await fetch(`http://${host}:${listener.port}`)).text()).toBe('served')
    }
  })

  test.each(hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'])(
    'says in one sentence that another program has the port on %s',
    async (host) => {
      const { server, port } = await occupy(host, 0)
      onTestFinished(() => void server.close())
      await expect(listen({ host: 'loopback', port })).rejects.toMatchObject({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringContaining(`PORT ${port} is taken by another program`),
      })
    },
  )

  test('gives the port back when only one address of loopback is free', async () => {
    if (!hasIpv6) return
    const { server, port } = await occupy('::1', 0)
    onTestFinished(() => void server.close())
    await expect(listen({ host: 'loopback', port })).rejects.toThrow()
    const again = await occupy('127.0.0.1', port)
    again.server.close()
  })

  test('says in one sentence that an address is not of this machine', async () => {
    await expect(listen({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'The setting HOST 192.0.2.1 is no address of this machine.',
    )
  })

  test('ends what is under way when it is closed', async () => {
    const listener = await listen({ host: '127.0.0.1', port: 0 })
    const pending = fetch(`http://127.0.0.1:${listener.port}`)
    const refused = expect(pending).rejects.toThrow('fetch failed')
    const { promise: reached, resolve } = Promise.withResolvers<void>()
    listener.serve(() => resolve())
    await reached
    await listener.close()
    await refused
  })
})

function occupy(host: string, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen({ host, port }, () =>
      resolve({ server, port: (server.address() as AddressInfo).port }),
    )
  })
}
