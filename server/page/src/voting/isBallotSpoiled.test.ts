import {
  BallotProofInvalidError,
  createErrorFromWire,
  type ErrorCode,
  NotAMemberError,
  RevisionNotHigherError,
  ServerUnavailableError,
  VoiceCreditsExceededError,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { RevisionUnbelievableError, StorageUnavailableError } from '../errors/pageErrors.ts'
import { isBallotSpoiled } from './isBallotSpoiled.ts'

const refusal = (code: ErrorCode) =>
  createErrorFromWire({ error: { code, message: code, details: {} } })

describe('isBallotSpoiled', () => {
  test.each([
    new BallotProofInvalidError(),
    new NotAMemberError(),
    new RevisionNotHigherError({ revision: 1, heldRevision: 1 }),
    new VoiceCreditsExceededError({ cost: 101, voiceCredits: 100 }),
  ])('gives up a ballot that nobody will ever count: $name', (error) => {
    expect(isBallotSpoiled(error)).toBe(true)
  })

  test.each<ErrorCode>(['VOTING_NOT_OPEN', 'PROPOSAL_UNKNOWN', 'INTERNAL', 'SERVER_BUSY'])(
    'keeps one that may have arrived before the server said %s',
    (code) => {
      expect(isBallotSpoiled(refusal(code))).toBe(false)
    },
  )

  test.each([
    new ServerUnavailableError({ baseUrl: '', reason: 'it does not answer' }),
    new RevisionUnbelievableError(),
    new StorageUnavailableError(),
    new DOMException('The person cancelled.', 'AbortError'),
    'odd',
  ])('keeps one of which nothing is known after %s', (error) => {
    expect(isBallotSpoiled(error)).toBe(false)
  })
})
