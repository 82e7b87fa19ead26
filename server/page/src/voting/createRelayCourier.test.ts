import {
  BallotUnknownError,
  ballotMessage,
  encodeBallot,
  receiptTypedData,
  ServerUnavailableError,
  secretBallotMessage,
  type WireCastBallot,
  type WireReceipt,
} from '@psephos/lib'
import { Wallet } from 'ethers'
import { describe, expect, test } from 'vitest'
import { type AnyBallot, isSecretBallot } from '../secrecy/AnyBallot.ts'
import { createTestBallot } from '../testing/createTestBallot.ts'
import { createTestSecretBallot } from '../testing/createTestSecretBallot.ts'
import { type CreateRelayCourierParameters, createRelayCourier } from './createRelayCourier.ts'

const relay = new Wallet(`0x${'1'.repeat(64)}`)
const stranger = new Wallet(`0x${'2'.repeat(64)}`)
const space = { chainId: 1, governor: `0x${'a'.repeat(40)}` }
const proposalId = 7n
const ballot = createTestBallot({ revision: 2 })
const unavailable = new ServerUnavailableError({ baseUrl: '', reason: 'it does not answer' })

async function sign(given: AnyBallot, signer = relay): Promise<WireReceipt> {
  const { revision, proof } = given
  const { nullifier } = proof
  const message = isSecretBallot(given)
    ? secretBallotMessage(given)
    : ballotMessage({ revision, words: encodeBallot({ votes: given.votes }) })
  const facts = { ...space, proposal: proposalId, nullifier, message, revision, receivedAt: 60 }
  const { domain, types, message: data } = receiptTypedData(facts)
  return { ...facts, signature: await signer.signTypedData(domain, types, data) }
}

type Client = NonNullable<CreateRelayCourierParameters['client']>

/** A server that takes every ballot. */
function create(changes: Partial<Client> = {}, own: AnyBallot = ballot) {
  const sent: string[] = []
  async function take(
    way: string,
    { proposal, ballot: given }: { proposal: bigint; ballot: AnyBallot },
  ): Promise<WireCastBallot> {
    sent.push(way)
    return {
      receipt: await sign(given),
      proposal,
      nullifier: given.proof.nullifier,
      revision: given.revision,
      status: 'received',
      receivedAt: 60,
      transaction: null,
      refusal: null,
      replacedBy: null,
    }
  }
  const courier = createRelayCourier({
    space,
    proposalId,
    onSend: () => sent.push('announced'),
    client: {
      castBallot: (parameters) => take('sent', parameters),
      castSecretBallot: (parameters) => take('sent secretly', parameters),
      getRelay: async () => ({ address: relay.address }),
      getReceipt: async () => sign(ballot),
      ...changes,
    },
  })
  const { signal } = new AbortController()
  return {
    sent,
    deliver: (given: AbortSignal = signal) => courier.deliver(own, given),
    findHeld: (given: AbortSignal = signal) => courier.findHeld(own, given),
  }
}

describe('createRelayCourier', () => {
  test('gives the receipt that the relay signed for the ballot', async () => {
    const { deliver, sent } = create()
    const receipt = await sign(ballot)
    expect(await deliver()).toEqual({ receipt, isReceiptInvalid: false, transaction: null })
    expect(sent).toEqual(['announced', 'sent'])
  })

  test('hands over a secret ballot as one, and checks the receipt of that', async () => {
    const secret = createTestSecretBallot({ revision: 2 })
    const receipt = await sign(secret)
    const { deliver, findHeld, sent } = create({ getReceipt: async () => receipt }, secret)
    expect(await deliver()).toMatchObject({ receipt, isReceiptInvalid: false })
    expect(sent).toEqual(['announced', 'sent secretly'])
    expect(await findHeld()).toMatchObject({ receipt })
    const encrypted = { ...secret.encrypted, c: [{ x: 3n, y: 5n }] }
    const other = { getReceipt: async () => sign({ ...secret, encrypted }) }
    expect(await create(other, secret).findHeld()).toBeNull()
  })

  test('says that a receipt which somebody else signed proves nothing', async () => {
    const { deliver } = create({ getRelay: async () => ({ address: stranger.address }) })
    expect(await deliver()).toEqual({ receipt: null, isReceiptInvalid: true, transaction: null })
  })

  test('says nothing against a relay whose address it could not learn', async () => {
    const { deliver } = create({ getRelay: async () => Promise.reject(unavailable) })
    expect(await deliver()).toEqual({ receipt: null, isReceiptInvalid: false, transaction: null })
  })

  test('lets through why the ballot was refused', async () => {
    const { deliver } = create({ castBallot: async () => Promise.reject(unavailable) })
    await expect(deliver()).rejects.toBe(unavailable)
  })

  test('sends nothing for whoever has cancelled', async () => {
    const { deliver, sent } = create()
    await expect(deliver(AbortSignal.abort(new Error('Changed my mind.')))).rejects.toThrow(
      'Changed my mind.',
    )
    expect(sent).toEqual([])
  })

  test('finds that the ballot which is held is this one', async () => {
    const { findHeld } = create()
    const receipt = await sign(ballot)
    expect(await findHeld()).toEqual({ receipt, isReceiptInvalid: false, transaction: null })
  })

  test.each<[string, Client['getReceipt']]>([
    ['has other votes', async () => sign({ ...ballot, votes: [4, -3] })],
    ['has another revision', async () => sign({ ...ballot, revision: 3 })],
    ['came to the chain past the server', async () => Promise.reject(new BallotUnknownError())],
  ])('does not take for this one what %s', async (_, getReceipt) => {
    expect(await create({ getReceipt }).findHeld()).toBeNull()
  })

  test('does not take nobody’s word for a receipt', async () => {
    const { findHeld } = create({ getReceipt: async () => sign(ballot, stranger) })
    expect(await findHeld()).toEqual({ receipt: null, isReceiptInvalid: true, transaction: null })
  })

  test('does not say what is held where the server does not', async () => {
    for (const changes of [
      { getReceipt: async () => Promise.reject(unavailable) },
      { getRelay: async () => Promise.reject(unavailable) },
    ]) {
      await expect(create(changes).findHeld()).rejects.toBe(unavailable)
    }
  })
})
