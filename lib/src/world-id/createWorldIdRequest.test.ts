import { computeAddress, verifyMessage } from 'ethers'
import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { ConfigurationInvalidError } from '../errors/serverErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { wireWorldIdRequest } from '../wire/enrolment.ts'
import {
  type CreateWorldIdRequestParameters,
  createWorldIdRequest,
} from './createWorldIdRequest.ts'
import { encodeRpMessage } from './encodeRpMessage.ts'
import { hashAction } from './hashAction.ts'

const parameters: CreateWorldIdRequestParameters = {
  signingKey: `0x${'11'.repeat(32)}`,
  rpId: 'rp_0123456789abcdef',
  appId: 'app_staging_psephos',
  group: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
  epoch: 3n,
  commitment: 255n,
  ttl: 300,
  environment: 'staging',
  development: {
    bridgeUrl: 'http://localhost:8080',
    connectUrl: 'http://localhost:8080/development/world-id/wallet',
  },
}

describe('createWorldIdRequest', () => {
  test('is what the wire carries', () => {
    const request = createWorldIdRequest(parameters)
    expect(wireWorldIdRequest.parse(request)).toEqual(request)
    expect(request).toMatchObject({
      action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-3',
      signal: `0x${'0'.repeat(62)}ff`,
    })
  })

  test('is signed by the relying party for its action and its time', () => {
    const { action, rpContext } = createWorldIdRequest(parameters)
    const message = encodeRpMessage({
      nonce: BigInt(rpContext.nonce),
      createdAt: rpContext.created_at,
      expiresAt: rpContext.expires_at,
      action: hashAction(action),
    })
    expect(verifyMessage(message, rpContext.signature)).toBe(computeAddress(parameters.signingKey))
    expect(rpContext.expires_at - rpContext.created_at).toBe(300)
  })

  test('draws another nonce each time', () => {
    const nonces = [1, 2].map(() => createWorldIdRequest(parameters).rpContext.nonce)
    expect(new Set(nonces).size).toBe(2)
  })

  test.each([1, 1800])('lives for %d seconds if asked to', (ttl) => {
    const { rpContext } = createWorldIdRequest({ ...parameters, ttl })
    expect(rpContext.expires_at - rpContext.created_at).toBe(ttl)
  })

  test.each<Partial<CreateWorldIdRequestParameters>>([
    { ttl: 0 },
    { ttl: 1801 },
    { ttl: 1.5 },
    { appId: 'app_psephos' },
    { environment: 'production' },
    { rpId: 'rp_1' },
    { signingKey: '' },
    { signingKey: '11'.repeat(32) },
    { signingKey: `0x${'00'.repeat(32)}` },
    { signingKey: `0x${'ff'.repeat(32)}` },
    { signingKey: `0x${'11'.repeat(31)}` },
    { group: 'garden.eth' },
    { epoch: -1n },
  ])('refuses %o, and repeats no key', (change) => {
    const act = () => createWorldIdRequest({ ...parameters, ...change })
    expect(act).toThrow(ConfigurationInvalidError)
    expect(act).not.toThrow(/(11|ff){8}/)
  })

  test.each([0n, -1n, SNARK_SCALAR_FIELD])('refuses the commitment %d', (commitment) => {
    expect(() => createWorldIdRequest({ ...parameters, commitment })).toThrow(
      FieldElementOutOfRangeError,
    )
  })

  test('needs no staging app without a development World ID', () => {
    const production = {
      appId: 'app_psephos',
      environment: 'production',
      development: null,
    } as const
    expect(createWorldIdRequest({ ...parameters, ...production })).toMatchObject(production)
  })
})
