import { createDeal, importTrustee, openInvitation, trusteeEncryptionKey } from '@psephos/lib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { stubStorage } from '../testing/stubStorage.ts'
import { heldTrustee } from './heldTrustee.ts'
import { createTrustee, keepTranscript, openTrustee } from './trusteeKey.ts'
import { findPosition, keepBackup, ownTrustee, writeCard } from './trusteeRecords.ts'

const passphrase = 'five words drawn by chance'
const work = { passphrase, onProgress: () => {}, signal: AbortSignal.timeout(60_000) }

beforeEach(() => void stubStorage('localStorage'))
afterEach(() => {
  heldTrustee.clear()
  vi.unstubAllGlobals()
})

describe('a trustee’s key in the browser', () => {
  test('is a file as the command line has it, and keeps what was said', async () => {
    const file = await createTrustee(work)
    const { seed } = await importTrustee({ file, passphrase })
    const encryptionKey = trusteeEncryptionKey(seed)
    expect(ownTrustee.read()).toEqual({ version: 1, encryptionKey, file, backup: 'none' })
    // Nothing is open before the passphrase was typed once more.
    expect(heldTrustee.get()).toBeNull()
    keepBackup()
    await openTrustee({ ...work, file, isBrought: false })

    const address = `0x${'1'.repeat(40)}`
    const trustees = [{ address, encryptionKey }]
    const invitation = { name: 'Keepers', threshold: 1, capacity: 2 as const, trustees }
    const keyGeneration = openInvitation(invitation)
    const deal = { ...createDeal({ keyGeneration, seed }), signature: `0x${'0'.repeat(130)}` }
    const transcript = { invitation, deals: [deal], complaints: [] }
    await keepTranscript(transcript, work.signal)
    const kept = ownTrustee.read()
    expect(kept?.backup).toBe('outdated')
    expect(await importTrustee({ file: kept?.file ?? '', passphrase })).toEqual({
      ...{ seed, transcripts: [transcript] },
    })
    expect(heldTrustee.get()?.transcripts).toEqual([transcript])
    await keepTranscript(transcript, work.signal)
    expect(ownTrustee.read()?.file).toBe(kept?.file)
  })
})

describe('what others are told of a trustee', () => {
  const encryptionKey = { x: 12n, y: 34n }

  test('is the card that invitations take', () => {
    expect(writeCard({ address: '0xab', encryptionKey })).toBe(
      '{"address":"0xab","encryptionKey":{"x":"12","y":"34"}}',
    )
  })

  test('is found in an invitation by the key', () => {
    const other = { encryptionKey: { x: 12n, y: 35n } }
    expect(findPosition({ encryptionKey }, [other, { encryptionKey }])).toBe(2)
    expect(findPosition({ encryptionKey }, [other])).toBeNull()
  })
})
