import { CID } from 'multiformats/cid'
import { describe, expect, test } from 'vitest'
import { createRawCid } from './createRawCid.ts'

describe('createRawCid', () => {
  test('gives the CID by which IPFS knows no bytes at all', () => {
    expect(createRawCid(new Uint8Array())).toBe(
      'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
    )
  })

  test('is version 1, raw, sha2-256', () => {
    const { version, code, multihash } = CID.parse(createRawCid(new Uint8Array([1])))
    expect([version, code, multihash.code, multihash.size]).toEqual([1, 0x55, 0x12, 32])
  })
})
