import type { Request } from 'express'
import type { RateLimits } from './createRateLimits.ts'

/**
 * Returns what counts questions to the operator's node towards what the sender of a request may
 * have answered.
 */
export function createChainCharge(
  limits: RateLimits | null,
  { ip = '' }: Pick<Request, 'ip'>,
): (questions: number) => Promise<void> {
  return async (questions) => limits?.admit('chain', ip, questions)
}
