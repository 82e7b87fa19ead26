import {
  CommitmentRetiredError,
  NotAMemberError,
  PersonAlreadyEnrolledError,
  PsephosError,
  RelayPausedError,
  ServerUnavailableError,
  WorldIdProofInvalidError,
  WorldIdRequestExpiredError,
  WorldIdRequestUnknownError,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { StorageUnavailableError, WorldIdFailedError } from '../errors/pageErrors.ts'
import { findRemedy, keepsAnswer } from './findRemedy.ts'

describe('findRemedy', () => {
  test.each([
    ['user_rejected', 'again'],
    ['rp_signature_expired', 'again'],
    ['timeout', 'again'],
    ['credential_unavailable', 'later'],
    ['timestamp_too_old', 'later'],
    ['nullifier_replayed', 'known'],
    ['max_verifications_reached', 'known'],
    ['invalid_network', 'operator'],
    ['unknown_rp', 'operator'],
  ] as const)('after World ID’s %s: %s', (code, remedy) => {
    expect(findRemedy(new WorldIdFailedError(code))).toBe(remedy)
  })

  test('knows what the server refuses', () => {
    expect(findRemedy(new PersonAlreadyEnrolledError())).toBe('taken')
    expect(findRemedy(new NotAMemberError())).toBe('unenrolled')
    expect(findRemedy(new PsephosError('COMMITMENT_RETIRED', ''))).toBe('retired')
    expect(findRemedy(new PsephosError('COMMITMENT_ALREADY_ENROLLED', ''))).toBe('present')
    expect(findRemedy(new PsephosError('ELIGIBILITY_REQUIRED', ''))).toBe('operator')
  })

  test('lets people try everything else again', () => {
    for (const error of [new StorageUnavailableError(), new WorldIdRequestUnknownError(), 'odd']) {
      expect(findRemedy(error)).toBe('again')
    }
  })
})

describe('keepsAnswer', () => {
  test.each([
    new PersonAlreadyEnrolledError(),
    new NotAMemberError(),
    new RelayPausedError({ reason: 'FUNDS' }),
    // What the operator mends, or the DAO decides, and what was enrolled a moment ago.
    new PsephosError('CONFIGURATION_INVALID', ''),
    new PsephosError('ELIGIBILITY_REQUIRED', ''),
    new PsephosError('COMMITMENT_ALREADY_ENROLLED', ''),
    new ServerUnavailableError({ baseUrl: '', reason: 'it does not answer' }),
    new TypeError('odd'),
  ])('keeps what may still serve: $name $code', (error) => {
    expect(keepsAnswer(error)).toBe(true)
  })

  test.each([
    new CommitmentRetiredError({ commitment: 1n }),
    new WorldIdRequestUnknownError(),
    new WorldIdRequestExpiredError({ expiredAt: 1 }),
    new WorldIdProofInvalidError({ reason: 'ProofInvalid' }),
  ])('drops what never will: $name', (error) => {
    expect(keepsAnswer(error)).toBe(false)
  })
})
