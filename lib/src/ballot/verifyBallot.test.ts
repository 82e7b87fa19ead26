import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  BallotMalformedError,
  BallotMessageMismatchError,
  BallotProofInvalidError,
  BallotScopeMismatchError,
  BallotSnapshotMismatchError,
  FieldElementOutOfRangeError,
  VoiceCreditsExceededError,
  VotesOutOfRangeError,
} from '../errors/ballotErrors.ts'
import { NotAMemberError } from '../errors/enrolmentErrors.ts'
import { GroupSizeOutOfRangeError } from '../errors/groupErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { createGroup } from '../group/createGroup.ts'
import { createIdentity } from '../identity/createIdentity.ts'
import { type WireBallot, wireBallot } from '../wire/ballot.ts'
import { ballotMessage } from './ballotMessage.ts'
import { encodeBallot } from './encodeBallot.ts'
import { generateBallotProof } from './generateBallotProof.ts'
import { proposalScope } from './proposalScope.ts'
import { toWireBallot } from './toWireBallot.ts'
import { verifyBallot } from './verifyBallot.ts'

declare global {
  /** Where ffjavascript keeps the curve and its worker threads, which keep the process alive. */
  var curve_bn128: { terminate(): Promise<void> } | null | undefined
}

const BASE_FIELD = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

const packagePath = createRequire(import.meta.url).resolve(
  '@zk-kit/semaphore-artifacts/package.json',
)
const artifacts = {
  wasm: join(dirname(packagePath), 'semaphore-20.wasm'),
  zkey: join(dirname(packagePath), 'semaphore-20.zkey'),
}

const createMember = (byte: number) => createIdentity({ privateKey: new Uint8Array(32).fill(byte) })
const identity = createMember(1)
const group = createGroup({
  members: [createMember(2), identity, createMember(3)].map(({ commitment }) => commitment),
})
const governor = '0x00000000000000000000000000000000000000aa'
const scope = proposalScope({ chainId: 31_337, governor, proposalId: 7n })
const otherScope = proposalScope({ chainId: 31_337, governor, proposalId: 8n })
const voting = { identity, group, voiceCredits: 100, scope, proofDepth: 20, artifacts }
const rules = {
  scope,
  electorate: { root: group.root, size: group.size, proofDepth: 20 },
  optionCount: 2,
  voiceCredits: 100,
}

let ballot: WireBallot
beforeAll(async () => {
  ballot = await generateBallotProof({ ...voting, votes: [3, -4], revision: 2 })
}, 60_000)
afterAll(() => globalThis.curve_bn128?.terminate())

function withProof(changes: Partial<WireBallot['proof']>): WireBallot {
  return { ...ballot, proof: { ...ballot.proof, ...changes } }
}

function withPoint(index: number, change: (coordinate: bigint) => bigint): WireBallot {
  const points: WireBallot['proof']['points'] = [...ballot.proof.points]
  points[index] = change(points[index] ?? 0n)
  return withProof({ points })
}

describe('generateBallotProof', () => {
  test('gives the same nullifier for every revision on one proposal, another on the next', async () => {
    const again = await generateBallotProof({ ...voting, votes: [0, 0], revision: 3 })
    const elsewhere = await generateBallotProof({
      ...voting,
      votes: [3, -4],
      revision: 2,
      scope: otherScope,
    })
    expect(again.proof.nullifier).toBe(ballot.proof.nullifier)
    expect(elsewhere.proof.nullifier).not.toBe(ballot.proof.nullifier)
  }, 60_000)

  test('refuses an identity that is not in the group', async () => {
    const act = generateBallotProof({
      ...voting,
      identity: createMember(9),
      votes: [1, 0],
      revision: 0,
    })
    await expect(act).rejects.toThrow(NotAMemberError)
  })

  test('refuses a ballot over budget before it proves', async () => {
    const nowhere = { wasm: '/nowhere', zkey: '/nowhere' }
    const act = generateBallotProof({
      ...voting,
      votes: [10, 1],
      revision: 0,
      artifacts: nowhere,
    })
    await expect(act).rejects.toThrow(VoiceCreditsExceededError)
  })

  test('refuses a group that is deeper than the proof', async () => {
    const act = generateBallotProof({ ...voting, votes: [1, 0], revision: 0, proofDepth: 1 })
    await expect(act).rejects.toThrow(GroupSizeOutOfRangeError)
  })
})

describe('toWireBallot', () => {
  test('survives JSON', () => {
    expect(wireBallot.parse(JSON.parse(JSON.stringify(toWireBallot(ballot))))).toEqual(ballot)
  })
})

describe('verifyBallot', () => {
  test('returns what counts', async () => {
    await expect(verifyBallot({ ...rules, ballot })).resolves.toEqual({
      nullifier: ballot.proof.nullifier,
      revision: 2,
      votes: [3, -4],
      words: encodeBallot({ votes: [3, -4] }),
    })
  })

  test.each<[string, () => Partial<WireBallot>, new (...facts: never[]) => Error]>([
    ['too few votes', () => ({ votes: [3] }), BallotMalformedError],
    ['too many votes', () => ({ votes: [3, -4, 0] }), BallotMalformedError],
    ['a revision that is no uint16', () => ({ revision: 65_536 }), BallotMalformedError],
    ['votes that are no int16', () => ({ votes: [0, 32_768] }), VotesOutOfRangeError],
    ['votes over budget', () => ({ votes: [10, 1] }), VoiceCreditsExceededError],
    ['other votes', () => ({ votes: [3, 4] }), BallotMessageMismatchError],
    ['another revision', () => ({ revision: 3 }), BallotMessageMismatchError],
    ['another scope', () => withProof({ scope: otherScope }), BallotScopeMismatchError],
    ['another root', () => withProof({ merkleTreeRoot: 1n }), BallotSnapshotMismatchError],
    ['another depth', () => withProof({ merkleTreeDepth: 32 }), BallotSnapshotMismatchError],
    ['another nullifier', () => withProof({ nullifier: 1n }), BallotProofInvalidError],
    ['a tampered point', () => withPoint(0, (x) => x ^ 1n), BallotProofInvalidError],
    ['a point at infinity', () => infinite(), BallotProofInvalidError],
  ])('refuses %s', async (_, changes, ErrorClass) => {
    await expect(
      verifyBallot({ ...rules, ballot: { ...ballot, ...changes() } }),
    ).rejects.toBeInstanceOf(ErrorClass)
  })

  test('refuses a ballot made for another proposal, even when it says otherwise', async () => {
    const act = verifyBallot({ ...rules, scope: otherScope, ballot: withProof({ scope: otherScope }) })
    await expect(act).rejects.toThrow(BallotProofInvalidError)
  })

  test('refuses a ballot made for another group, even when it says otherwise', async () => {
    const electorate = { ...rules.electorate, root: 1n }
    const act = verifyBallot({ ...rules, electorate, ballot: withProof({ merkleTreeRoot: 1n }) })
    await expect(act).rejects.toThrow(BallotProofInvalidError)
  })

  test('refuses other votes, even with the message that belongs to them', async () => {
    const votes = [3, 4]
    const message = ballotMessage({ revision: 2, words: encodeBallot({ votes }) })
    const act = verifyBallot({ ...rules, ballot: { ...withProof({ message }), votes } })
    await expect(act).rejects.toThrow(BallotProofInvalidError)
  })

  test('refuses the same nullifier plus the field, a second name of the same vote', async () => {
    const nullifier = ballot.proof.nullifier + SNARK_SCALAR_FIELD
    const act = verifyBallot({ ...rules, ballot: withProof({ nullifier }) })
    await expect(act).rejects.toThrow(FieldElementOutOfRangeError)
  })

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'refuses coordinate %d plus the base field, which the chain refuses too',
    async (index) => {
      const act = verifyBallot({ ...rules, ballot: withPoint(index, (x) => x + BASE_FIELD) })
      await expect(act).rejects.toThrow(BallotProofInvalidError)
    },
  )
})

function infinite(): WireBallot {
  return withProof({ points: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] })
}
