import { describe, expect, test } from 'vitest'
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
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { provenBallot, provenElection } from '../testing/provenBallots.ts'
import { createTestScope } from '../testing/voting.ts'
import type { WireBallot } from '../wire/ballot.ts'
import { ballotMessage } from './ballotMessage.ts'
import { encodeBallot } from './encodeBallot.ts'
import { verifyBallot } from './verifyBallot.ts'

const otherScope = createTestScope(8n)
const { rules } = provenElection
const ballot = provenBallot(0)
const { votes } = ballot

function withProof(changes: Partial<WireBallot['proof']>): WireBallot {
  return { ...ballot, proof: { ...ballot.proof, ...changes } }
}

function withPoint(index: number, change: (coordinate: bigint) => bigint): WireBallot {
  const points: WireBallot['proof']['points'] = [...ballot.proof.points]
  points[index] = change(points[index] ?? 0n)
  return withProof({ points })
}

describe('verifyBallot', () => {
  test('returns what counts', async () => {
    await expect(verifyBallot({ ...rules, ballot })).resolves.toEqual({
      nullifier: ballot.proof.nullifier,
      revision: 0,
      votes,
      words: encodeBallot({ votes }),
    })
  })

  test('takes no ballot for an empty group, whose root a forged path can have', async () => {
    const electorate = { root: 0n, size: 0, proofDepth: 20 }
    const forged = withProof({ merkleTreeRoot: 0n })
    await expect(verifyBallot({ ...rules, ballot: forged, electorate })).rejects.toThrow(
      NotAMemberError,
    )
  })

  test.each<[string, () => Partial<WireBallot>, new (...facts: never[]) => Error]>([
    ['too few votes', () => ({ votes: votes.slice(1) }), BallotMalformedError],
    ['too many votes', () => ({ votes: [...votes, 0] }), BallotMalformedError],
    ['a revision that is no uint16', () => ({ revision: 65_536 }), BallotMalformedError],
    ['votes that are no int16', () => ({ votes: [0, 0, 0, 32_768] }), VotesOutOfRangeError],
    ['votes over budget', () => ({ votes: [22, 6, 0, 0] }), VoiceCreditsExceededError],
    ['other votes', () => ({ votes: [2, 1, 2, -1] }), BallotMessageMismatchError],
    ['another revision', () => ({ revision: 1 }), BallotMessageMismatchError],
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
    const act = verifyBallot({
      ...rules,
      scope: otherScope,
      ballot: withProof({ scope: otherScope }),
    })
    await expect(act).rejects.toThrow(BallotProofInvalidError)
  })

  test('refuses a ballot made for another group, even when it says otherwise', async () => {
    const electorate = { ...rules.electorate, root: 1n }
    const act = verifyBallot({ ...rules, electorate, ballot: withProof({ merkleTreeRoot: 1n }) })
    await expect(act).rejects.toThrow(BallotProofInvalidError)
  })

  test('refuses other votes, even with the message that belongs to them', async () => {
    const others = [2, 1, 2, -1]
    const message = ballotMessage({ revision: 0, words: encodeBallot({ votes: others }) })
    const act = verifyBallot({ ...rules, ballot: { ...withProof({ message }), votes: others } })
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
      const act = verifyBallot({ ...rules, ballot: withPoint(index, (x) => x + SNARK_BASE_FIELD) })
      await expect(act).rejects.toThrow(BallotProofInvalidError)
    },
  )
})

function infinite(): WireBallot {
  return withProof({ points: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] })
}
