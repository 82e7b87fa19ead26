import {
  ballotMessage,
  ChainUnavailableError,
  encodeBallot,
  PersonhoodGovernor__factory,
  SecretBallotBox__factory,
  secretBallotMessage,
} from '@psephos/lib'
import { AbstractProvider, Network, type PerformActionRequest, toBeHex, VoidSigner } from 'ethers'
import { describe, expect, test } from 'vitest'
import type { AnyBallot } from '../secrecy/AnyBallot.ts'
import { createTestBallot } from '../testing/createTestBallot.ts'
import { createTestSecretBallot } from '../testing/createTestSecretBallot.ts'
import { createWalletCourier } from './createWalletCourier.ts'

const governor = `0x${'a'.repeat(40)}`
const ballot = createTestBallot({ revision: 2 })
const secret = createTestSecretBallot({ revision: 2 })
const contract = PersonhoodGovernor__factory.createInterface()
const box = SecretBallotBox__factory.createInterface()
const boxAddress = `0x${'c'.repeat(40)}`

/** A node that says where the ballot box is, and answers one question, or none. */
class Node extends AbstractProvider {
  readonly #answer: string | null

  constructor(answer: string | null) {
    const network = Network.from(1)
    super(network, { cacheTimeout: -1 })
    this.#answer = answer
  }

  override async _detectNetwork(): Promise<Network> {
    return Network.from(1)
  }

  override async _perform<T>(request: PerformActionRequest): Promise<T> {
    if (request.method !== 'call' || this.#answer === null) throw new Error('It is down.')
    const selector = contract.getFunction('secretBallotBox').selector
    return (
      request.transaction.data === selector
        ? contract.encodeFunctionResult('secretBallotBox', [boxAddress])
        : this.#answer
    ) as T
  }
}

function findHeld(answer: string | null, own: AnyBallot = ballot) {
  const courier = createWalletCourier({
    signer: new VoidSigner(`0x${'b'.repeat(40)}`, new Node(answer)),
    space: { governor, deploymentBlock: 0 },
    proposalId: 7n,
    onSend: () => {},
  })
  return courier.findHeld(own, new AbortController().signal)
}

/** What the governor answers that counts these votes. */
function counting({ counted = true, revision = 2, votes = ballot.votes } = {}): string {
  const message = ballotMessage({ revision, words: encodeBallot({ votes }) })
  return contract.encodeFunctionResult('ballotOf', [counted, revision, toBeHex(message >> 16n, 30)])
}

describe('createWalletCourier', () => {
  test('finds that the ballot which the governor counts is this one', async () => {
    expect(await findHeld(counting())).toEqual({
      receipt: null,
      isReceiptInvalid: false,
      transaction: null,
    })
  })

  test.each([
    ['other votes', counting({ votes: [4, -3] })],
    ['another revision', counting({ revision: 3 })],
    ['no ballot', counting({ counted: false })],
  ])('does not take %s for this one', async (_, answer) => {
    expect(await findHeld(answer)).toBeNull()
  })

  test('asks the ballot box for a secret ballot', async () => {
    const answer = (given: typeof secret) =>
      box.encodeFunctionResult('secretBallotOf', [
        true,
        2,
        toBeHex(secretBallotMessage(given) >> 8n, 30),
      ])
    expect(await findHeld(answer(secret), secret)).not.toBeNull()
    const other = { ...secret, encrypted: { ...secret.encrypted, c: [{ x: 3n, y: 5n }] } }
    expect(await findHeld(answer(other), secret)).toBeNull()
  })

  test('says that the node does not answer', async () => {
    await expect(findHeld(null)).rejects.toThrow(ChainUnavailableError)
  })
})
