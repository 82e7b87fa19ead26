import { describe, expect, test } from 'vitest'
import { PassphraseUnfitError, PassphraseWrongError } from '../../errors/identityErrors.ts'
import { TrusteeFileUnusableError } from '../../errors/secretErrors.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { inviteTrustees, signDeal } from '../../testing/trustees.ts'
import { exportTrustee, importTrustee } from './trusteeState.ts'

const passphrase = 'ochre pebble urn clay ballot'
const unusable = (reason: string) => new TrusteeFileUnusableError({ reason })

describe("a trustee's file", async () => {
  const { keyGeneration, trustees } = inviteTrustees({ count: 1, threshold: 1 })
  const [trustee] = trustees
  if (trustee === undefined) throw new Error('There is a trustee.')
  const { invitation } = keyGeneration
  const deal = await signDeal({ keyGeneration, trustee })
  const state = { seed: trustee.seed, transcripts: [{ invitation, deals: [deal], complaints: [] }] }
  const file = await exportTrustee({ state, passphrase, cost: 15 })

  test('gives back what was kept', async () => {
    expect(await importTrustee({ file, passphrase })).toEqual(state)
  })

  test('tells nothing of whose it is', () => {
    expect(file).not.toContain(trustee.signer.address.toLowerCase().slice(2))
    expect(file).not.toContain(keyGeneration.session.slice(2))
  })

  test('is opened by no other passphrase', async () => {
    for (const wrong of ['another pebble urn', 'short']) {
      await expect(importTrustee({ file, passphrase: wrong })).rejects.toThrow(PassphraseWrongError)
    }
  })

  test.each([
    ['it is another file', 'hello'],
    ['it is another file', '{"kind":"psephos-identity","version":1}'],
    ['its end is missing', file.slice(0, 300)],
    ['a newer version wrote it, version 2', file.replace('"version":1', '"version":2')],
    ['it is not as it was written', file.replace('"cost":15', '"cost":16')],
    ['it is not as it was written', file.replace('"cost":15', '"cost":30')],
    [
      'it is not as it was written',
      file.replace(/.(?="})/, (digit) => (digit === '0' ? '1' : '0')),
    ],
  ])('is refused because %s', async (reason, altered) => {
    await expect(importTrustee({ file: altered, passphrase })).rejects.toThrow(unusable(reason))
  })

  test('is not written without a seed, a passphrase or a fitting cost', async () => {
    const seed = new Uint8Array(31)
    await expect(exportTrustee({ state, passphrase: 'short' })).rejects.toThrow(
      PassphraseUnfitError,
    )
    for (const bad of [{ cost: 14 }, { state: { ...state, seed } }]) {
      await expect(exportTrustee({ state, passphrase, ...bad })).rejects.toThrow(
        RequestMalformedError,
      )
    }
  })
})
