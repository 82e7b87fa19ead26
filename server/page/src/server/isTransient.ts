import { type ErrorCode, PsephosError } from '@psephos/lib'

const transientCodes: readonly ErrorCode[] = [
  'CHAIN_UNAVAILABLE',
  'INTERNAL',
  'SERVER_BUSY',
  'SERVER_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
]

/**
 * Says whether the same request may succeed a little later, without anything being done about it.
 */
export function isTransient(error: unknown): boolean {
  return error instanceof PsephosError && transientCodes.includes(error.code)
}
