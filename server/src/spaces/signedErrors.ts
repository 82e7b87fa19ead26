import type { ErrorCode } from '@psephos/lib'

/** How a request in a space's name is refused. */
export const SIGNED_ERRORS = [
  'CHAIN_UNAVAILABLE',
  'SPACE_ADMIN_REQUIRED',
  'SPACE_REQUEST_EXPIRED',
  'SPACE_SIGNATURE_INVALID',
] as const satisfies readonly ErrorCode[]
