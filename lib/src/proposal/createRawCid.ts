import { sha256 } from '@noble/hashes/sha2.js'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'

/** Multicodec numbers: https://github.com/multiformats/multicodec/blob/master/table.csv */
const RAW = 0x55
const SHA2_256 = 0x12

/**
 * Returns the CIDv1 (raw, sha2-256) of `bytes` in base32, the name under which IPFS stores them as
 * one block.
 * @example
 * createRawCid(new Uint8Array()) // 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'
 */
export function createRawCid(bytes: Uint8Array): string {
  return CID.createV1(RAW, create(SHA2_256, sha256(bytes))).toString()
}
