import type { WireWorldIdRequest } from '@psephos/lib'
import type { IdentityRecord, OpenWorldIdRequest } from '../identity/identityRecords.ts'

/** How far an enrolment, or a rotation, is. */
export type EnrolmentStage =
  /** There is no identity to enrol: choose where it is kept. */
  | { stage: 'choose' }
  /** World ID has not been asked. */
  | { stage: 'ready' }
  /** The server signs a request. */
  | { stage: 'asking' }
  /** World ID is asked by this page. */
  | { stage: 'waiting'; request: WireWorldIdRequest }
  /** World ID was asked before this page was loaded. */
  | { stage: 'resumed'; open: OpenWorldIdRequest }
  /** World ID has answered, and the group does not know yet. */
  | { stage: 'answered' }
  | { stage: 'joining' }
  | { stage: 'failed'; error: unknown }
  | { stage: 'done'; index: number }

/** What {@link findEnrolmentStage} takes. */
export type FindEnrolmentStageParameters = {
  /** The identity that is to be enrolled. */
  identity: Pick<IdentityRecord, 'index' | 'worldIdRequest' | 'worldIdResult'> | null
  /** Asking the server for a World ID request. */
  request: { isPending: boolean; data: WireWorldIdRequest | undefined }
  /** Bringing World ID's answer to the group. */
  join: { isPending: boolean }
  /** What went wrong last, whether the server, World ID or the browser. */
  error: unknown
}

/**
 * Returns how far an enrolment is. What is kept decides before what this page remembers, so that a page
 * that is loaded anew, in this tab or a later one, goes on where the last one was.
 */
export function findEnrolmentStage({
  identity,
  request,
  join,
  error,
}: FindEnrolmentStageParameters): EnrolmentStage {
  if (identity === null) return { stage: 'choose' }
  if (identity.index !== null) return { stage: 'done', index: identity.index }
  if (join.isPending) return { stage: 'joining' }
  if (error !== null) return { stage: 'failed', error }
  if (identity.worldIdResult !== null) return { stage: 'answered' }
  if (request.isPending) return { stage: 'asking' }
  if (request.data !== undefined) return { stage: 'waiting', request: request.data }
  if (identity.worldIdRequest !== null) return { stage: 'resumed', open: identity.worldIdRequest }
  return { stage: 'ready' }
}
