import { Signature, TypedDataEncoder, Wallet } from 'ethers'
import { beforeAll, describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError, ReceiptInvalidError } from '../errors/ballotErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { secretBallotMessage } from '../secret/ballot/secretBallotMessage.ts'
import { provenBallot } from '../testing/provenBallots.ts'
import { type WireReceipt, wireReceipt } from '../wire/receipt.ts'
import { type ReceiptFacts, receiptDigest, receiptTypedData } from './receiptTypedData.ts'
import { recoverRelay, verifyReceipt } from './verifyReceipt.ts'

const relay = new Wallet(`0x${'11'.repeat(32)}`)
const ballot = provenBallot(0)
const facts: ReceiptFacts = {
  chainId: 10,
  governor: `0x${'ab'.repeat(20)}`,
  proposal: (1n << 256n) - 1n,
  nullifier: ballot.proof.nullifier,
  message: ballot.proof.message,
  revision: 0,
  receivedAt: 1_800_000_000,
}
const { chainId, governor, proposal } = facts
const expected = { relay: relay.address, chainId, governor, proposal, ballot }

async function sign(changed: Partial<ReceiptFacts> = {}): Promise<WireReceipt> {
  const signed = { ...facts, ...changed }
  const { domain, types, message } = receiptTypedData(signed)
  return { ...signed, signature: await relay.signTypedData(domain, types, message) }
}

let receipt: WireReceipt
beforeAll(async () => {
  receipt = await sign()
})

describe('verifyReceipt', () => {
  test('takes the receipt of a ballot, after it was written down and read again', () => {
    const written = JSON.stringify(receipt, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    const read = wireReceipt.parse(JSON.parse(written))
    expect(() => verifyReceipt({ ...expected, receipt: read })).not.toThrow()
    expect(recoverRelay({ receipt: read })).toBe(relay.address.toLowerCase())
  })

  test('takes the receipt of a secret ballot, and of no other', async () => {
    const secret = {
      revision: 0,
      encrypted: { r: { x: 1n, y: 2n }, c: [{ x: 3n, y: 4n }] },
      proof: { nullifier: ballot.proof.nullifier },
    }
    const given = await sign({ message: secretBallotMessage(secret) })
    expect(() => verifyReceipt({ ...expected, ballot: secret, receipt: given })).not.toThrow()
    const other = { ...secret, encrypted: { ...secret.encrypted, c: [{ x: 3n, y: 5n }] } }
    for (const different of [other, ballot])
      expect(() => verifyReceipt({ ...expected, ballot: different, receipt: given })).toThrow(
        expect.objectContaining({ code: 'RECEIPT_MISMATCH', details: { field: 'message' } }),
      )
  })

  test('hashes as EIP-712 does', () => {
    const { domain, types, message } = receiptTypedData(facts)
    expect(receiptDigest(facts)).toBe(TypedDataEncoder.hash(domain, types, message))
  })

  test('holds its relay to the same bytes for ever', () => {
    expect(receiptDigest({ ...facts, proposal: 1n, nullifier: 2n, message: 3n })).toBe(
      '0x3be266bcc094ee80b7bae78b23bd276e7a62d65895501fc36cb4fbb6aa360704',
    )
  })

  test.each<[string, Partial<ReceiptFacts>]>([
    ['chainId', { chainId: 1 }],
    ['governor', { governor: `0x${'ac'.repeat(20)}` }],
    ['proposal', { proposal: 7n }],
    ['nullifier', { nullifier: 7n }],
    ['message', { message: 7n }],
    ['revision', { revision: 1 }],
  ])('refuses a receipt whose %s is that of another ballot', async (field, changed) => {
    const other = await sign(changed)
    expect(() => verifyReceipt({ ...expected, receipt: other })).toThrow(
      expect.objectContaining({ code: 'RECEIPT_MISMATCH', details: { field } }),
    )
  })

  test.each<[string, Partial<WireReceipt>]>([
    ['time', { receivedAt: facts.receivedAt + 60 }],
    ['signature', { signature: `0x${'11'.repeat(64)}1b` }],
    ['form', { signature: '0x12' }],
  ])('refuses a receipt whose %s was changed', (_, changed) => {
    const act = () => verifyReceipt({ ...expected, receipt: { ...receipt, ...changed } })
    expect(act).toThrow(ReceiptInvalidError)
  })

  test('refuses the second form that every signature has', () => {
    const { r, s, v } = Signature.from(receipt.signature)
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
    const high = (order - BigInt(s)).toString(16).padStart(64, '0')
    const signature = `${r}${high}${v === 27 ? '1c' : '1b'}`
    expect(() => recoverRelay({ receipt: { ...receipt, signature } })).toThrow(ReceiptInvalidError)
  })

  test('refuses a receipt of another relay', () => {
    const other = Wallet.createRandom().address
    expect(() => verifyReceipt({ ...expected, relay: other, receipt })).toThrow(
      'another than the relay signed it',
    )
  })

  test.each<Partial<ReceiptFacts>>([
    { nullifier: SNARK_SCALAR_FIELD },
    { nullifier: -1n },
    { proposal: 1n << 256n },
    { message: -1n },
    { revision: 65_536 },
    { revision: 0.5 },
    { receivedAt: -1 },
    { chainId: Number.NaN },
  ])('says that %o is out of range', (changed) => {
    expect(() => receiptDigest({ ...facts, ...changed })).toThrow(FieldElementOutOfRangeError)
  })

  test('says that a governor is no address', () => {
    expect(() => receiptDigest({ ...facts, governor: '0x12' })).toThrow(RequestMalformedError)
  })
})
