import { type ErrorCode, type ErrorDetails, PsephosError } from '@psephos/lib'
import {
  browserFailureMessages,
  type FailureMessage,
  failureMessages,
  worldIdFailureMessages,
} from './failureMessages.ts'
import { StorageUnavailableError, WorldIdFailedError } from './pageErrors.ts'

/** Returns what happened and what to do, whatever was thrown. */
export function describeFailure(error: unknown): FailureMessage {
  if (error instanceof PsephosError) {
    const table: Record<ErrorCode, (details: ErrorDetails) => FailureMessage> = failureMessages
    return table[error.code](error.details)
  }
  if (error instanceof WorldIdFailedError) return worldIdFailureMessages[error.code]
  if (error instanceof StorageUnavailableError) return browserFailureMessages.storage
  return browserFailureMessages.unknown
}
