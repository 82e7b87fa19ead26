/** Where an immutable is filled in: PUSH32 of 32 zeros. The compiler writes a real zero as PUSH0. */
const GAP = /7f0{64}/g
/** The creation code's last instructions, RETURN and INVALID, and how every contract of ours begins. */
const SEAM = 'f3fe60806040'

/**
 * Tells whether the code at an address is that of a contract that we know, whatever its immutables are.
 * @example
 * isCodeOf({ code: await provider.getCode(box), creation: bytecode }) // true
 */
export function isCodeOf({
  code,
  creation,
}: {
  /** `0x` and the code that stands on the chain. */
  code: string
  /** `0x` and the code that creates the contract. */
  creation: string
}): boolean {
  const seam = creation.indexOf(SEAM)
  if (seam === -1) return false
  const known = creation.slice(seam + 4)
  const given = code.slice(2).toLowerCase()
  if (given.length !== known.length) return false
  let compared = 0
  for (const { index } of known.matchAll(GAP)) {
    // An odd place is the middle of a byte, which is no instruction.
    if (index % 2 === 1) continue
    if (given.slice(compared, index + 2) !== known.slice(compared, index + 2)) return false
    compared = index + 2 + 64
  }
  return given.slice(compared) === known.slice(compared)
}
