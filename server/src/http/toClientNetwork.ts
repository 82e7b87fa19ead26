import { isIPv4 } from 'node:net'

/**
 * Returns the network to which one client's limits apply: an IPv4 address as it is, of an IPv6
 * address the first 64 bits, which is what one household gets.
 */
export function toClientNetwork(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const [, embedded = plain] = /^::ffff:([\d.]+)$/.exec(plain) ?? []
  if (isIPv4(embedded)) return embedded
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const rest = tail === '' ? 0 : tail.split(':').length
    groups.push(...Array.from({ length: Math.max(8 - groups.length - rest, 0) }, () => '0'))
    if (tail !== '') groups.push(...tail.split(':'))
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
