import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  BallotMalformedError,
  VoiceCreditsExceededError,
  VotesOutOfRangeError,
} from '../errors/ballotErrors.ts'
import { NotAMemberError } from '../errors/enrolmentErrors.ts'
import { GroupSizeOutOfRangeError } from '../errors/groupErrors.ts'
import { createPerson, stopProving, voting } from '../testing/voting.ts'
import type { WireBallot } from '../wire/ballot.ts'
import { ballotMessage } from './ballotMessage.ts'
import { encodeBallot } from './encodeBallot.ts'
import { generateBallotProof } from './generateBallotProof.ts'

/** With these, proving would fail in another way: what is refused is refused before. */
const nowhere = { wasm: '/nowhere', zkey: '/nowhere' }

let ballot: WireBallot
beforeAll(async () => {
  ballot = await generateBallotProof({ ...voting, votes: [3, -4], revision: 2 })
}, 60_000)
afterAll(stopProving)

describe('generateBallotProof', () => {
  test('proves the votes in the group and the scope that it is given', () => {
    expect(ballot).toMatchObject({
      votes: [3, -4],
      revision: 2,
      proof: {
        merkleTreeDepth: 20,
        merkleTreeRoot: voting.group.root,
        scope: voting.scope,
        message: ballotMessage({ revision: 2, words: encodeBallot({ votes: [3, -4] }) }),
      },
    })
  })

  test('tells that it begins to prove, and ends waiting when it is aborted', async () => {
    const controller = new AbortController()
    const progress: unknown[] = []
    const proving = generateBallotProof({
      ...voting,
      artifacts: nowhere,
      votes: [3, -4],
      revision: 2,
      signal: controller.signal,
      onProgress: (each) => {
        progress.push(each)
        controller.abort(new Error('Changed my mind.'))
      },
    })
    await expect(proving).rejects.toThrow('Changed my mind.')
    expect(progress).toEqual([{ stage: 'proof' }])
  })

  test.each([
    ['an identity that is no member', { identity: createPerson(9) }, NotAMemberError],
    ['a ballot over budget', { votes: [10, 1] }, VoiceCreditsExceededError],
    ['votes that are no int16', { votes: [0.5] }, VotesOutOfRangeError],
    ['a revision that is no uint16', { revision: -1 }, BallotMalformedError],
    ['a group that is deeper than the proof', { proofDepth: 1 }, GroupSizeOutOfRangeError],
  ])('refuses %s before it proves', async (_, changes, ErrorClass) => {
    const parameters = { ...voting, artifacts: nowhere, votes: [1, 0], revision: 0, ...changes }
    await expect(generateBallotProof(parameters)).rejects.toThrow(ErrorClass)
  })
})
