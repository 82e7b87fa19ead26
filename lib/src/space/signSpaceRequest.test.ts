import { verifyTypedData, Wallet } from 'ethers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SpaceSignatureInvalidError } from '../errors/spaceErrors.ts'
import { encodeSpaceAuthorization, parseSpaceAuthorization } from './encodeSpaceAuthorization.ts'
import { recoverSpaceSigner } from './recoverSpaceSigner.ts'
import { signSpaceProfile, signSpaceRegistration } from './signSpaceProfile.ts'
import { signSpaceRequest } from './signSpaceRequest.ts'
import {
  type SpaceRequest,
  spaceRequestDigest,
  spaceRequestTypedData,
} from './spaceRequestTypedData.ts'

const address = `0x${'ab'.repeat(20)}`
const space = {
  id: 'garden',
  name: 'The Garden',
  chainId: 480,
  deploymentBlock: 0,
  governor: address,
  group: address,
  issuer: address,
  timelock: address,
}
const signer = new Wallet(`0x${'01'.repeat(32)}`)
const server = 'https://vote.example'
const profile = { name: 'The Garden', links: { forum: 'https://forum.example' } }
const request: SpaceRequest = {
  server,
  space,
  action: 'set profile',
  content: profile,
  issuedAt: 1_800_000_000_000,
  expiresAt: 1_800_000_600_000,
}

describe('spaceRequestTypedData', () => {
  test('is the same for ever', () => {
    expect(spaceRequestTypedData(request).domain).toEqual({
      name: 'Psephos space',
      version: '1',
      chainId: 480n,
      verifyingContract: address,
    })
    expect(spaceRequestDigest(request)).toBe(
      '0x28ad36c574f3e3b37016e95e4d15ff34a552cede48b95f68d1aca43f02e4d2d6',
    )
  })

  test('does not depend on the order of fields', () => {
    const content = { links: profile.links, name: profile.name }
    expect(spaceRequestDigest({ ...request, content })).toBe(spaceRequestDigest(request))
  })

  test('differs in every part', () => {
    const others: SpaceRequest[] = [
      { ...request, server: 'https://vote.example:8443' },
      { ...request, space: { ...space, id: 'gardens' } },
      { ...request, space: { ...space, chainId: 10 } },
      { ...request, space: { ...space, governor: `0x${'ac'.repeat(20)}` } },
      { ...request, action: 'register space' },
      { ...request, content: { ...profile, name: 'The Weeds' } },
      { ...request, issuedAt: request.issuedAt + 1 },
      { ...request, expiresAt: request.expiresAt + 1 },
    ]
    const digests = [request, ...others].map(spaceRequestDigest)
    expect(new Set(digests).size).toBe(digests.length)
  })

  test.each([
    ['half a surrogate pair', { content: { name: '\ud800' } }],
    ['a time that is none', { issuedAt: 1.5 }],
    ['a time before 1970', { expiresAt: -1 }],
    ['a time that is no number', { expiresAt: Number.NaN }],
  ])('refuses %s', (_case, part) => {
    expect(() => spaceRequestTypedData({ ...request, ...part })).toThrow('malformed')
  })
})

describe('a signed request', () => {
  test('says who signed it, as any wallet does', async () => {
    const { issuedAt, expiresAt, ...rest } = request
    const authorization = await signSpaceRequest({ ...rest, signer, issuedAt, lifetime: 600_000 })
    expect(authorization).toMatchObject({ issuedAt, expiresAt })
    expect(recoverSpaceSigner({ ...rest, authorization })).toBe(signer.address.toLowerCase())
    const { domain, types, message } = spaceRequestTypedData(request)
    expect(verifyTypedData(domain, types, message, authorization.signature)).toBe(signer.address)
  })

  test('is good for ten minutes from now', async () => {
    const before = Date.now()
    const { authorization } = await signSpaceProfile({ signer, server, space, profile })
    expect(authorization.issuedAt).toBeGreaterThanOrEqual(before)
    expect(authorization.expiresAt - authorization.issuedAt).toBe(600_000)
  })

  test('is nobody’s when it is another one', async () => {
    const body = await signSpaceRegistration({ signer, server, space, profile })
    const { authorization, ...content } = body
    const asked = { server, space, action: 'register space', content } as const
    expect(recoverSpaceSigner({ ...asked, authorization })).toBe(authorization.signer)
    const other = { ...asked, action: 'set profile', authorization } as const
    expect(() => recoverSpaceSigner(other)).toThrow(SpaceSignatureInvalidError)
    fc.assert(
      fc.property(fc.nat({ max: 63 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(authorization.signature.slice(2), 'hex')
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at)
        const signature = `0x${bytes.toString('hex')}`
        const forged = { ...asked, authorization: { ...authorization, signature } }
        expect(() => recoverSpaceSigner(forged)).toThrow(SpaceSignatureInvalidError)
      }),
      { numRuns: 60 },
    )
  })

  test('is not made of a profile that is none', async () => {
    const links = { forum: 'javascript:alert(1)' }
    const act = signSpaceProfile({ signer, server, space, profile: { ...profile, links } })
    await expect(act).rejects.toThrow('forum')
  })
})

describe('an authorization in a header', () => {
  const authorization = { signer: address, issuedAt: 1, expiresAt: 2, signature: '0x1234' }

  test('is read as it was written', () => {
    expect(parseSpaceAuthorization(encodeSpaceAuthorization(authorization))).toEqual(authorization)
  })

  test.each([
    ...[
      undefined,
      '',
      'EIP712',
      'EIP712 ',
      'EIP712 !!!',
      'Bearer e30=',
      'EIP712 e30=',
      'EIP712 bnVsbA==',
    ],
    `EIP712 ${'A'.repeat(40_000)}`,
    encodeSpaceAuthorization({ ...authorization, signature: 'x' }),
  ])('is refused when it is %j', (header) => {
    expect(() => parseSpaceAuthorization(header)).toThrow('authorization')
  })
})
