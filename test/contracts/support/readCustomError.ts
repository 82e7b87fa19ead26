import { isError } from 'ethers'

/**
 * Returns the custom error that a read of a contract ends in, as text with its arguments; what the
 * library makes of it is another matter.
 */
export async function readCustomError(call: Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${await call}`
  } catch (error) {
    if (!isError(error, 'CALL_EXCEPTION')) throw error
    const { revert, data } = error
    return revert ? `${revert.name}(${revert.args.join(', ')})` : `no known error: ${data}`
  }
}
