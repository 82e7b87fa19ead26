import { encodeRpMessage, hashAction } from '@psephos/lib'
import { Wallet } from 'ethers'
import { describe, expect, test } from 'vitest'
import { findRefusal, type RefusalCode } from './findRefusal.ts'
import type { WalletRequest } from './walletRequest.ts'

const NOW = 1_800_000_000
const relyingParty = new Wallet(`0x${'11'.repeat(32)}`)
const rpId = 'rp_0123456789abcdef'

interface Changed {
  request?: Partial<WalletRequest>
  /** Signed by the relying party with these. */
  signed?: Partial<WalletRequest['proof_request']>
  /** Put in after the relying party signed. */
  forged?: Partial<WalletRequest['proof_request']>
}

function refusalOf({ request, signed, forged }: Changed, nonces = new Map<bigint, true>()) {
  const action = request?.action ?? 'vote-1'
  const proofRequest: WalletRequest['proof_request'] = {
    id: 'one',
    version: 1,
    proof_type: 'uniqueness',
    rp_id: rpId,
    action: hashAction(action),
    nonce: 1n,
    created_at: NOW,
    expires_at: NOW + 300,
    signature: '',
    proof_requests: [{ identifier: 'proof_of_human', issuer_schema_id: 1 }],
    ...signed,
  }
  const { nonce, created_at: createdAt, expires_at: expiresAt } = proofRequest
  const message = encodeRpMessage({ nonce, createdAt, expiresAt, action: proofRequest.action })
  const signature = relyingParty.signMessageSync(message)
  return findRefusal({
    request: {
      app_id: 'app_staging_1',
      action,
      environment: 'staging',
      ...request,
      proof_request: { ...proofRequest, signature, ...forged },
    },
    relyingParties: new Map([[rpId, relyingParty.address.toLowerCase()]]),
    nonces,
    now: NOW,
  })
}

describe('findRefusal', () => {
  test('finds none in a request that the relying party signed just now', () => {
    expect(refusalOf({})).toBeNull()
  })

  test.each<[RefusalCode, Changed]>([
    ['invalid_network', { request: { environment: 'production' } }],
    ['malformed_request', { signed: { action: hashAction('vote-2') } }],
    [
      'credential_unavailable',
      { signed: { proof_requests: [{ identifier: 'passport', issuer_schema_id: 9303 }] } },
    ],
    ['unknown_rp', { signed: { rp_id: 'rp_ffffffffffffffff' } }],
    ['invalid_rp_signature', { forged: { nonce: 2n } }],
    ['invalid_rp_signature', { forged: { created_at: NOW - 1 } }],
    ['invalid_rp_signature', { forged: { expires_at: NOW + 301 } }],
    [
      'invalid_rp_signature',
      { request: { action: 'vote-2' }, forged: { signature: `0x${'00'.repeat(65)}` } },
    ],
    ['invalid_timestamp', { signed: { created_at: NOW, expires_at: NOW } }],
    ['invalid_timestamp', { signed: { created_at: NOW, expires_at: NOW + 1801 } }],
    ['timestamp_too_far_in_future', { signed: { created_at: NOW + 301, expires_at: NOW + 302 } }],
    ['rp_signature_expired', { signed: { created_at: NOW - 300, expires_at: NOW - 1 } }],
  ])('finds %s in %o', (refusal, changed) => {
    expect(refusalOf(changed)).toBe(refusal)
  })

  test.each<[string, Changed]>([
    ['expires this very second', { signed: { created_at: NOW - 300, expires_at: NOW } }],
    ['lives for 1800 seconds', { signed: { expires_at: NOW + 1800 } }],
    [
      'comes from a clock 300 seconds ahead',
      { signed: { created_at: NOW + 300, expires_at: NOW + 400 } },
    ],
  ])('finds none in a request that %s', (_, changed) => {
    expect(refusalOf(changed)).toBeNull()
  })

  test('finds duplicate_nonce in a request whose nonce came before', () => {
    expect(refusalOf({}, new Map([[1n, true]]))).toBe('duplicate_nonce')
    expect(refusalOf({}, new Map([[2n, true]]))).toBeNull()
  })
})
