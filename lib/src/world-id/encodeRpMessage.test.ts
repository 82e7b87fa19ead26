import { computeRpSignatureMessage, signRequest } from '@worldcoin/idkit-server'
import { computeAddress, getBytes, toBeHex, verifyMessage, Wallet } from 'ethers'
import { describe, expect, test } from 'vitest'
import { encodeRpMessage } from './encodeRpMessage.ts'
import { hashAction } from './hashAction.ts'

const SIGNING_KEY = `0x${'11'.repeat(32)}`
const request = {
  nonce: 1n,
  createdAt: 1_700_000_000,
  expiresAt: 1_700_000_300,
  action: hashAction('vote-1'),
}

describe('encodeRpMessage', () => {
  test('signed with the published key gives the published signature', () => {
    expect(new Wallet(SIGNING_KEY).signMessageSync(encodeRpMessage(request))).toBe(
      '0xae6052b3be6373a9ba21c5172675218c46c9fb892a586651f215dd5e02290e9f0e94d64302c941bfc17187ccf353fd0825bb566f27209e4425e391083c8e2d501c',
    )
  })

  test("gives the bytes of World ID's own server package", () => {
    const { nonce, createdAt, expiresAt } = request
    expect(encodeRpMessage(request)).toEqual(
      computeRpSignatureMessage(getBytes(toBeHex(nonce, 32)), createdAt, expiresAt, 'vote-1'),
    )
  })

  test("recovers who signed with World ID's own server package", () => {
    const signed = signRequest({ signingKeyHex: SIGNING_KEY, action: 'vote-1', ttl: 60 })
    const message = encodeRpMessage({
      ...signed,
      nonce: BigInt(signed.nonce),
      action: request.action,
    })
    expect(verifyMessage(message, signed.sig)).toBe(computeAddress(SIGNING_KEY))
  })
})
