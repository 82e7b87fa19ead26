import { InvalidArgumentError } from 'commander'
import { getAddress } from 'ethers'

const MAX_UINT256 = (1n << 256n) - 1n

/** Returns the parser of a whole number from `minimum` to `maximum`. */
export function parseWhole(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^(0|[1-9][0-9]*)$/.test(text) || value < minimum || value > maximum) {
      throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`)
    }
    return value
  }
}

/** Returns a whole number of up to 256 bits, such as a proposal's id: decimal, or hex after 0x. */
export function parseUint(text: string): bigint {
  const value = /^([0-9]{1,78}|0x[0-9a-fA-F]{1,64})$/.test(text) ? BigInt(text) : -1n
  if (value < 0n || value > MAX_UINT256) {
    throw new InvalidArgumentError('It must be a whole number of up to 256 bits.')
  }
  return value
}

/** Returns an address in lower case; one in mixed case must have the right checksum. */
export function parseAddress(text: string): string {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new InvalidArgumentError('It must be an address.')
  try {
    return getAddress(text).toLowerCase()
  } catch {
    throw new InvalidArgumentError('The checksum of the address is wrong: was it typed?')
  }
}

/** Returns the URL of a node or a server. */
export function parseUrl(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : ''
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new InvalidArgumentError('It must be a URL that begins with http:// or https://.')
  }
  return text
}

/** Returns the votes of a ballot, such as those of `3,-4,0`. */
export function parseVotes(text: string): number[] {
  if (!/^-?[0-9]+(,-?[0-9]+)*$/.test(text)) {
    throw new InvalidArgumentError('It must be whole numbers separated by commas, such as 3,-4,0.')
  }
  // Else `-0` would be a zero of its own.
  return text.split(',').map((votes) => Number(votes) + 0)
}
