import { keccak256, toUtf8Bytes } from 'ethers'
import { encodeContent } from './encodeContent.ts'
import type { Content } from './toJson.ts'

/** Returns the keccak256 of {@link encodeContent}, in hex. */
export function hashContent(content: Content): string {
  return keccak256(toUtf8Bytes(encodeContent(content)))
}
