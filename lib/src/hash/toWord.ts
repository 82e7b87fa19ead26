/**
 * Returns a whole number as the EVM writes it: 32 bytes, the highest first.
 * @throws RangeError when it is negative or has more than 256 bits.
 */
export function toWord(value: bigint): Uint8Array {
  if (value < 0n || value >> 256n !== 0n) throw new RangeError('A word has 256 bits.')
  const view = new DataView(new ArrayBuffer(32))
  for (let limb = 0; limb < 4; limb++) {
    view.setBigUint64(24 - 8 * limb, BigInt.asUintN(64, value >> BigInt(64 * limb)))
  }
  return new Uint8Array(view.buffer)
}
