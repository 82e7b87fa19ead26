import { join } from 'node:path'
import { copyTestDatabase } from '@psephos/server/src/testing/copyTestDatabase.ts'
import { describe, expect, test } from 'vitest'
import { runElection } from './demo/runElection.ts'
import { runSecretElection } from './demo/secret/runSecretElection.ts'

describe('one whole election', () => {
  test('goes from enrolment to payment, and everything in it holds', async () => {
    const phases: string[] = []
    const report = await runElection({
      voters: 4,
      options: 3,
      onProgress: ({ phase }) => phases.push(phase),
      // A new database takes seconds to make: server/src/main.test.ts makes one.
      prepareState: (folder) => copyTestDatabase(join(folder, 'database')),
    })
    expect(report.failures).toEqual([])
    expect(report).toMatchObject({
      enrolled: 4,
      ballots: 5,
      settledInBatch: 3,
      direct: 1,
      skipped: 1,
      tallyMatches: true,
      executed: true,
      paid: [{ option: 0, ether: '7.5' }],
      refused: {
        BALLOT_MESSAGE_MISMATCH: 1,
        BALLOT_PROOF_INVALID: 2,
        BALLOT_SCOPE_MISMATCH: 1,
        BALLOT_SNAPSHOT_MISMATCH: 1,
        PERSON_ALREADY_ENROLLED: 1,
        REVISION_NOT_HIGHER: 1,
        VOICE_CREDITS_EXCEEDED: 1,
      },
    })
    expect(report.options.map(({ passed, paid }) => passed && paid !== '0')).toContain(true)
    expect(new Set(phases)).toContain('Settling')
  })

  test('is secret, is decrypted by two of three trustees, and is confirmed by an audit', async () => {
    const report = await runSecretElection({
      voters: 3,
      options: 3,
      committee: { trustees: 3, threshold: 2 },
      onProgress: () => undefined,
      prepareState: (folder) => copyTestDatabase(join(folder, 'database')),
    })
    expect(report.failures).toEqual([])
    expect(report).toMatchObject({
      enrolled: 3,
      ballots: 4,
      settledInBatch: 2,
      direct: 1,
      skipped: 1,
      trustees: [1, 3],
      audit: 'confirmed',
      tallyMatches: true,
      executed: true,
      paid: [{ option: 0, ether: '7.5' }],
      refused: {
        BALLOT_MALFORMED: 1,
        BALLOT_PROOF_INVALID: 3,
        BALLOT_SCOPE_MISMATCH: 1,
        PERSON_ALREADY_ENROLLED: 1,
        REVISION_NOT_HIGHER: 1,
      },
    })
  })
})
