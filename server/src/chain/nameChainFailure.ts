import { ChainRevertedError, ChainUnavailableError, decodeRevert, PsephosError } from '@psephos/lib'
import { type CallExceptionError, isError } from 'ethers'

const UNREACHABLE = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
])

/** Names a failure of the chain or its node as ours; anything else is returned as it is. */
export function nameChainFailure(error: unknown, chainId: number): unknown {
  if (error instanceof PsephosError) return error
  if (isError(error, 'CALL_EXCEPTION') && hasReverted(error)) {
    const isSilent = error.data === '0x'
    const silent = new ChainRevertedError({ reason: 'it gives no reason' }, { cause: error })
    return isSilent ? silent : decodeRevert(error)
  }
  return isNodeFailure(error) ? new ChainUnavailableError({ chainId }, { cause: error }) : error
}

/**
 * Tells whether a contract has spoken. ethers calls every failure of a call an exception of it,
 * also a node's that is busy or behind; those bring neither data nor a receipt.
 */
export function hasReverted({ data, receipt }: CallExceptionError): boolean {
  return data !== null || receipt != null
}

function isNodeFailure(error: unknown): boolean {
  return (
    isError(error, 'CALL_EXCEPTION') ||
    // It answered something else than what was asked, or its contract is another one.
    isError(error, 'BAD_DATA') ||
    isError(error, 'NETWORK_ERROR') ||
    isError(error, 'SERVER_ERROR') ||
    isError(error, 'TIMEOUT') ||
    // A JSON-RPC error that ethers does not know.
    isError(error, 'UNKNOWN_ERROR') ||
    isUnreadable(error) ||
    isUnreachable(error)
  )
}

/** What stands before a node may answer with a page, and 200. */
function isUnreadable(error: unknown): boolean {
  return isError(error, 'UNSUPPORTED_OPERATION') && /^body(Json|Text)$/.test(error.operation)
}

/** Tells whether there was no way to the node: it has refused nothing. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNREACHABLE.has(String(error.code))
}
