import { isAddress } from 'ethers'

/**
 * Tells whether a text is an address: 20 bytes in hex, all in one case, or with a checksum (EIP-55)
 * that is right. Other spellings that ethers takes are none here.
 */
export function isAddressText(text: string): boolean {
  return /^0x[0-9a-fA-F]{40}$/.test(text) && isAddress(text)
}
