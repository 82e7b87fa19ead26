import { identityFromSignature } from '@psephos/lib'
import { Wallet } from 'ethers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { OtherIdentityError } from '../errors/pageErrors.ts'
import { encodeSecret } from './encodeSecret.ts'
import { heldSecrets } from './heldSecrets.ts'
import type { IdentityRecord } from './identityRecords.ts'
import { unlockIdentity } from './unlockIdentity.ts'

const space = { chainId: 1, group: `0x${'a'.repeat(40)}` }
const origin = 'https://vote.example'
const wallet = new Wallet(`0x${'1'.repeat(64)}`)
const common = { version: 2, index: 0, worldIdRequest: null, worldIdResult: null } as const

const createWalletRecord = (commitment: bigint): IdentityRecord => ({
  ...common,
  kind: 'wallet',
  commitment,
})

afterEach(() => {
  heldSecrets.clear()
  vi.unstubAllGlobals()
})

describe('unlockIdentity', () => {
  test('returns at once what this browser keeps', async () => {
    const secret = '2'.repeat(64)
    const record = {
      ...common,
      kind: 'generated',
      commitment: 1n,
      secret,
      hasBackup: true,
    } as const
    const connectWallet = vi.fn()
    expect(await unlockIdentity({ space, record, connectWallet })).toBe(secret)
    expect(connectWallet).not.toHaveBeenCalled()
  })

  test('asks the wallet once in a visit', async () => {
    vi.stubGlobal('location', { origin })
    const identity = await identityFromSignature({ signer: wallet, ...space, origin })
    const record = createWalletRecord(identity.commitment)
    const connectWallet = vi.fn(async () => wallet)
    const unlock = () => unlockIdentity({ space, record, connectWallet })
    expect(await unlock()).toBe(encodeSecret(identity))
    expect(await unlock()).toBe(encodeSecret(identity))
    expect(connectWallet).toHaveBeenCalledExactlyOnceWith(space.chainId)
  })

  test('does not take another account’s identity', async () => {
    vi.stubGlobal('location', { origin })
    const record = createWalletRecord(1n)
    const unlocking = unlockIdentity({ space, record, connectWallet: async () => wallet })
    await expect(unlocking).rejects.toThrow(OtherIdentityError)
    expect(heldSecrets.get(1n)).toBeNull()
  })
})
