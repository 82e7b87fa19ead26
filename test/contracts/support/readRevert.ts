import { decodeRevert, type PsephosError } from '@psephos/lib'

/** Returns what a call that must revert reverts with, as the library decodes it. */
export async function readRevert(call: Promise<unknown>): Promise<PsephosError> {
  try {
    await call
  } catch (error) {
    const decoded = decodeRevert(error)
    if (decoded !== null) return decoded
    throw error
  }
  throw new Error('The call does not revert.')
}
