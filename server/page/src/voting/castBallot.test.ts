import {
  BallotProofInvalidError,
  BallotUnknownError,
  NotFoundError,
  RevisionNotHigherError,
  ServerUnavailableError,
  type WireReceipt,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { RevisionUnbelievableError } from '../errors/pageErrors.ts'
import { createTestBallot } from '../testing/createTestBallot.ts'
import { createTestSecretBallot } from '../testing/createTestSecretBallot.ts'
import type { Courier, Delivery } from './Courier.ts'
import { type CastBallotParameters, castBallot, deliverBallot } from './castBallot.ts'
import { MOST_AHEAD } from './findNextRevision.ts'

const nullifier = 5n
const proposal = { id: 7n }
const votes = [3, -4]

/** What is kept of what an open ballot says. */
const own = { votes, encrypted: null }

const createBallot = (revision: number) => createTestBallot({ revision, votes })
const receipt: WireReceipt = {
  chainId: 1,
  governor: `0x${'a'.repeat(40)}`,
  proposal: proposal.id,
  nullifier,
  message: 2n,
  revision: 0,
  receivedAt: 60,
  signature: '0x',
}
const taken: Delivery = { receipt, isReceiptInvalid: false, transaction: null }
const unavailable = new ServerUnavailableError({ baseUrl: '', reason: 'it does not answer' })

/** Refuses every ballot that is not beyond `held`, as relays and the governor do. */
function createCourier(held: number, changes: Partial<Courier> = {}): Courier {
  return {
    mostAhead: MOST_AHEAD,
    deliver: async ({ revision }) => {
      if (revision > held) return taken
      throw new RevisionNotHigherError({ revision, heldRevision: held })
    },
    findHeld: async () => expect.unreachable('It asks what is held.'),
    ...changes,
  }
}

/** Casts a ballot, and tells which revisions were made for it and what was asked of the server. */
async function cast(changes: Partial<CastBallotParameters>) {
  const made: number[] = []
  const asked: bigint[] = []
  const status = changes.client?.getBallotStatus
  const result = castBallot({
    proposal,
    previous: null,
    prove: async (revision) => createBallot(revision),
    onMade: ({ revision }) => made.push(revision),
    courier: createCourier(-1),
    signal: new AbortController().signal,
    ...changes,
    client: {
      getBallotStatus: async (parameters) => {
        asked.push(parameters.nullifier)
        if (status === undefined) throw new BallotUnknownError()
        return status(parameters)
      },
    },
  })
  return { result: await result.catch((error: unknown) => error), made, asked }
}

/** A server that holds a ballot of that revision. */
const holding = (revision: number): NonNullable<CastBallotParameters['client']> => ({
  getBallotStatus: async () => ({
    proposal: proposal.id,
    nullifier,
    revision,
    status: 'received',
    receivedAt: 60,
    transaction: null,
    refusal: null,
    replacedBy: null,
  }),
})

describe('castBallot', () => {
  test('makes the first ballot with revision 0, and tells nobody before', async () => {
    const { result, made, asked } = await cast({})
    expect(made).toEqual([0])
    expect(asked).toEqual([])
    expect(result).toEqual({
      isReceiptInvalid: false,
      record: { version: 1, nullifier, revision: 0, ...own, receipt, transaction: null },
    })
  })

  test('keeps of a secret ballot only what everybody sees', async () => {
    const ballot = createTestSecretBallot()
    const { result } = await cast({ prove: async () => ballot })
    const { encrypted } = ballot
    expect(result).toEqual({
      isReceiptInvalid: false,
      record: {
        version: 1,
        nullifier,
        revision: 0,
        votes: null,
        encrypted,
        receipt,
        transaction: null,
      },
    })
  })

  test('replaces the ballot that this browser remembers', async () => {
    const previous = { nullifier, revision: 2 }
    const { made, asked } = await cast({ previous })
    expect(made).toEqual([3])
    expect(asked).toEqual([nullifier])
  })

  test('replaces a later one that the server holds', async () => {
    const previous = { nullifier, revision: 2 }
    expect((await cast({ previous, client: holding(6) })).made).toEqual([7])
  })

  test('does not let the server choose the revision: it goes by what the browser knows', async () => {
    const previous = { nullifier, revision: 2 }
    for (const claimed of [0, 3 + MOST_AHEAD, 65_535]) {
      expect((await cast({ previous, client: holding(claimed) })).made).toEqual([3])
    }
  })

  test('goes by what the browser knows where the server does not answer', async () => {
    const previous = { nullifier, revision: 2 }
    const client = { getBallotStatus: async () => Promise.reject(unavailable) }
    expect((await cast({ previous, client })).made).toEqual([3])
    const refusing = {
      getBallotStatus: async () => Promise.reject(new NotFoundError({ path: '' })),
    }
    const { result, made } = await cast({ previous, client: refusing })
    expect(result).toBeInstanceOf(NotFoundError)
    expect(made).toEqual([])
  })

  test('makes it again, one higher, when another is held that this browser did not see', async () => {
    const { result, made } = await cast({ courier: createCourier(4) })
    expect(made).toEqual([0, 5])
    expect(result).toMatchObject({ record: { revision: 5 } })
  })

  test('tries that once', async () => {
    const courier = createCourier(0, {
      deliver: async ({ revision }) => {
        throw new RevisionNotHigherError({ revision, heldRevision: revision })
      },
    })
    const { result, made } = await cast({ courier })
    expect(made).toEqual([0, 1])
    expect(result).toBeInstanceOf(RevisionNotHigherError)
  })

  test('spends no revisions at the word of a relay that names one far ahead', async () => {
    for (const held of [MOST_AHEAD + 1, 65_534, 65_535]) {
      const { result, made } = await cast({ courier: createCourier(held) })
      expect(result).toBeInstanceOf(RevisionUnbelievableError)
      expect(made).toEqual([0])
    }
  })

  test('follows the chain wherever it is', async () => {
    const courier = createCourier(65_534, { mostAhead: 65_535 })
    expect((await cast({ courier })).made).toEqual([0, 65_535])
  })

  test('says so when no revision is left', async () => {
    const { result, made } = await cast({ previous: { nullifier, revision: 65_535 } })
    expect(result).toBeInstanceOf(RevisionUnbelievableError)
    expect(made).toEqual([])
  })

  test('keeps the ballot before it hands it over', async () => {
    const order: string[] = []
    const courier = createCourier(-1, {
      deliver: async () => {
        order.push('delivered')
        return taken
      },
    })
    await cast({ courier, onMade: () => order.push('kept') })
    expect(order).toEqual(['kept', 'delivered'])
  })

  test('hands nothing over that it could not keep', async () => {
    const courier = createCourier(-1, { deliver: async () => expect.unreachable('It is sent.') })
    const failure = new Error('full')
    const { result } = await cast({
      courier,
      onMade: () => {
        throw failure
      },
    })
    expect(result).toBe(failure)
  })

  test('stops where it was aborted while the server was asked', async () => {
    const controller = new AbortController()
    const { result, made } = await cast({
      previous: { nullifier, revision: 0 },
      signal: controller.signal,
      client: {
        getBallotStatus: async () => {
          controller.abort(new Error('Changed my mind.'))
          throw unavailable
        },
      },
    })
    expect(result).toEqual(new Error('Changed my mind.'))
    expect(made).toEqual([])
  })
})

describe('deliverBallot', () => {
  const deliver = (courier: Courier, revision = 2) =>
    deliverBallot(createBallot(revision), { courier, signal: new AbortController().signal })

  test('remembers what whoever takes it answers', async () => {
    expect(await deliver(createCourier(1))).toEqual({
      isReceiptInvalid: false,
      record: { version: 1, nullifier, revision: 2, ...own, receipt, transaction: null },
    })
  })

  test('takes it for replaced where a later one is held', async () => {
    const { record } = await deliver(createCourier(3))
    expect(record).toMatchObject({ revision: 2, receipt: null, transaction: null })
  })

  test('remembers it as its own where the very same is held', async () => {
    const courier = createCourier(2, { findHeld: async () => taken })
    expect((await deliver(courier)).record.receipt).toEqual(receipt)
  })

  test('does not take another ballot with the same revision for this one', async () => {
    const courier = createCourier(2, { findHeld: async () => null })
    await expect(deliver(courier)).rejects.toThrow(RevisionNotHigherError)
  })

  test('does not know what became of it where nobody says what is held', async () => {
    const courier = createCourier(2, { findHeld: async () => Promise.reject(unavailable) })
    await expect(deliver(courier)).rejects.toBe(unavailable)
  })

  test('lets every other refusal through', async () => {
    const refusal = new BallotProofInvalidError()
    const courier = createCourier(2, { deliver: async () => Promise.reject(refusal) })
    await expect(deliver(courier)).rejects.toBe(refusal)
  })
})
