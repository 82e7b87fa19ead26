/** What a transaction pays at most for a unit of gas, in wei (EIP-1559). */
export interface Fees {
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/** What a block asks for: its base fee, and the tip that gets others into it. */
export interface FeeMarket {
  readonly baseFee: bigint
  readonly tip: bigint
}

/**
 * Returns the fees of a new transaction: twice the base fee, which is enough for six full blocks, and
 * the tip. Null when not even the next block's is within `ceiling`, wei for a unit of gas.
 * @example
 * chooseFees({ market: { baseFee: 10n, tip: 1n }, ceiling: 100n })
 * // { maxFeePerGas: 21n, maxPriorityFeePerGas: 1n }
 */
export function chooseFees({
  market: { baseFee, tip },
  ceiling,
}: {
  readonly market: FeeMarket
  readonly ceiling: bigint
}): Fees | null {
  if (baseFee + tip > ceiling) return null
  return { maxFeePerGas: min(2n * baseFee + tip, ceiling), maxPriorityFeePerGas: tip }
}

/**
 * Returns higher fees for a transaction that waits: what a new one would pay, and both at least an
 * eighth more, which nodes ask of a replacement. Null when that is beyond `ceiling`.
 * @example
 * raiseFees({
 *   fees: { maxFeePerGas: 21n, maxPriorityFeePerGas: 1n },
 *   market: { baseFee: 10n, tip: 1n },
 *   ceiling: 100n,
 * }) // { maxFeePerGas: 24n, maxPriorityFeePerGas: 2n }
 */
export function raiseFees({
  fees,
  market: { baseFee, tip },
  ceiling,
}: {
  readonly fees: Fees
  readonly market: FeeMarket
  readonly ceiling: bigint
}): Fees | null {
  const least = raise(fees.maxFeePerGas)
  if (least > ceiling) return null
  const maxFeePerGas = min(max(least, 2n * baseFee + tip), ceiling)
  const maxPriorityFeePerGas = max(raise(fees.maxPriorityFeePerGas), tip)
  // A tip above the whole fee is no valid transaction, and what replaces another must raise both.
  return maxPriorityFeePerGas > maxFeePerGas
    ? raisedTip(fees, maxFeePerGas)
    : { maxFeePerGas, maxPriorityFeePerGas }
}

function raisedTip(fees: Fees, maxFeePerGas: bigint): Fees | null {
  const least = raise(fees.maxPriorityFeePerGas)
  return least > maxFeePerGas ? null : { maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas }
}

/** By an eighth, rounded up, and by one wei where that is nothing. */
function raise(fee: bigint): bigint {
  return max(fee + 1n, (fee * 9n + 7n) / 8n)
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
