import { isError } from 'ethers'

/**
 * What a node's refusal of a signed transaction means: it has the transaction; another one has the
 * nonce; it wants higher fees; the account has too little; it will never take it.
 */
export type Refusal = 'KNOWN' | 'NONCE_TAKEN' | 'UNDERPRICED' | 'FUNDS' | 'UNFIT'

/** Nodes say the same in words of their own. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, Refusal])[] = [
  [/already known|already imported|known transaction|already exists/i, 'KNOWN'],
  [/nonce.{0,20}(too low|already|expired)|invalid nonce/i, 'NONCE_TAKEN'],
  [/insufficient funds|insufficient balance|not enough funds/i, 'FUNDS'],
  [
    /underpriced|less than block base fee|fee cap.{0,20}(low|less)|gas price.{0,20}(low|below)|tip.{0,20}too low/i,
    'UNDERPRICED',
  ],
  [
    /exceeds.{0,20}gas limit|gas limit.{0,30}(high|exceed)|intrinsic gas|oversized|too large|gas.{0,10}cap/i,
    'UNFIT',
  ],
]

/**
 * Returns what a node's refusal means, or null when it says nothing of the transaction: it may have
 * it or not.
 */
export function classifyRefusal(error: unknown): Refusal | null {
  if (isError(error, 'NONCE_EXPIRED')) return 'NONCE_TAKEN'
  if (isError(error, 'INSUFFICIENT_FUNDS')) return 'FUNDS'
  if (isError(error, 'REPLACEMENT_UNDERPRICED')) return 'UNDERPRICED'
  const said = readNodeMessage(error)
  return WORDS.find(([pattern]) => pattern.test(said))?.[1] ?? null
}

/** What the node itself said: ethers' own message repeats the transaction, whose hex may say anything. */
function readNodeMessage(error: unknown): string {
  if (!isError(error, 'UNKNOWN_ERROR')) return ''
  const { error: told } = error as { error?: unknown }
  if (typeof told === 'object' && told !== null && 'message' in told) return String(told.message)
  return ''
}
