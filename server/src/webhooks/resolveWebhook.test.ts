import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './isPublicAddress.ts'
import { type NetworkAddress, resolveWebhook } from './resolveWebhook.ts'

describe('isPublicAddress', () => {
  test.each([
    ...['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1'],
    ...['192.167.0.1', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e', '2001:4860:4860::8888'],
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.255'],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1'],
    ...['192.168.1.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
    ...['239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1'],
    ...['::ffff:8.8.8.8', '::7f00:1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1'],
    ...['2001:db8::1', '2002:7f00:1::', '3fff::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1'],
    ...['fec0::1', 'ff02::1', '5f00::1', 'localhost', '', '1.1.1', '1.1.1.1/8', '::1%lo'],
  ])('%j is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test('no address of IPv4 is public when it is written as one of IPv6', () => {
    const byte = fc.nat({ max: 255 })
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), (bytes) => {
        const dotted = bytes.join('.')
        return !isPublicAddress(`::ffff:${dotted}`) && !isPublicAddress(`64:ff9b::${dotted}`)
      }),
    )
  })
})

describe('resolveWebhook', () => {
  const resolve = (
    url: string,
    { addresses = [], allowLocal = false }: { addresses?: string[]; allowLocal?: boolean } = {},
  ) =>
    resolveWebhook({
      url: new URL(url),
      allowLocal,
      lookup: async () => addresses.map((address) => ({ address, family: 4 })),
    })
  const refused = (reason: string) => ({ code: 'WEBHOOK_URL_REFUSED', details: { reason } })

  test('gives the address to connect to', async () => {
    expect(await resolve('https://hooks.example', { addresses: ['8.8.8.8', '1.1.1.1'] })).toEqual({
      address: '8.8.8.8',
      family: 4,
    })
    expect(await resolve('https://[2606:4700:4700::1111]/x')).toMatchObject({ family: 6 })
  })

  test.each([
    ...['https://127.0.0.1', 'https://127.1', 'https://2130706433', 'https://0x7f.0.0.1'],
    ...[
      'https://0177.0.0.1',
      'https://[::1]',
      'https://[::ffff:127.0.0.1]',
      'https://169.254.169.254',
    ],
    ...[
      'https://10.0.0.1:8443',
      'https://[fd00:ec2::254]',
      'https://0.0.0.0',
      'https://127.0.0.1.',
    ],
  ])('refuses %s, however it is written', async (url) => {
    const answer = resolve(url, { addresses: ['127.0.0.1'] })
    await expect(answer).rejects.toMatchObject(refused('is not of the public internet'))
  })

  test.each([
    [['127.0.0.1']],
    [['10.1.2.3']],
    // One that is public does not stand for the others.
    [['8.8.8.8', '192.168.1.1']],
    [['fe80::1']],
  ])('refuses a name that leads to %j', async (addresses) => {
    const answer = resolve('https://hooks.example', { addresses })
    await expect(answer).rejects.toMatchObject(refused('is not of the public internet'))
  })

  test('refuses a name that leads nowhere, or not in time', async () => {
    const nowhere = refused('leads nowhere')
    await expect(resolve('https://hooks.example')).rejects.toMatchObject(nowhere)
    const failing = resolveWebhook({
      url: new URL('https://hooks.example'),
      allowLocal: false,
      lookup: () => Promise.reject(new Error('ENOTFOUND')),
    })
    await expect(failing).rejects.toMatchObject(nowhere)
  })

  test('refuses http, but for this machine in development', async () => {
    const insecure = refused('is not https')
    await expect(resolve('http://8.8.8.8')).rejects.toMatchObject(insecure)
    await expect(resolve('http://localhost:3000')).rejects.toMatchObject(insecure)
    const local: NetworkAddress = { address: '127.0.0.1', family: 4 }
    expect(await resolve('http://localhost:3000', { allowLocal: true })).toEqual(local)
    await expect(resolve('http://10.0.0.1', { allowLocal: true })).rejects.toMatchObject(insecure)
  })
})
