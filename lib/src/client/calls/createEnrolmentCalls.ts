import {
  type WireEnrolment,
  type WireWorldIdRequest,
  type WorldIdResult,
  wireEnrolment,
  wireWorldIdRequest,
} from '../../wire/enrolment.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'

/** How a person comes into a space's group through a server, and replaces their identity in it. */
export type EnrolmentCalls = {
  /**
   * Asks for what IDKit needs to prove that a unique person enrols `commitment`. Ask anew for each
   * click.
   */
  createWorldIdRequest(
    parameters: { space: string; commitment: bigint } & RequestOptions,
  ): Promise<WireWorldIdRequest>
  /** Brings World ID's answer to the group. Doing it again with the same commitment is harmless. */
  enrol(
    parameters: { space: string; commitment: bigint; result: WorldIdResult } & RequestOptions,
  ): Promise<WireEnrolment>
  /**
   * Puts `commitment` in the place of the one that the person has, by World ID's answer to a request
   * for it. Doing it again with the same commitment is harmless.
   */
  rotate(
    parameters: { space: string; commitment: bigint; result: WorldIdResult } & RequestOptions,
  ): Promise<WireEnrolment>
}

/** Returns what enrols people through a server. */
export function createEnrolmentCalls({ requestJson }: ServerRequests): EnrolmentCalls {
  return {
    createWorldIdRequest({ space, commitment, signal }) {
      return requestJson({
        path: `${spacePath(space)}/world-id/requests`,
        body: { commitment: String(commitment) },
        answer: wireWorldIdRequest,
        signal,
      })
    },
    enrol({ space, commitment, result, signal }) {
      return requestJson({
        path: `${spacePath(space)}/enrolments`,
        body: { commitment: String(commitment), result },
        answer: wireEnrolment,
        signal,
      })
    },
    rotate({ space, commitment, result, signal }) {
      return requestJson({
        path: `${spacePath(space)}/rotations`,
        body: { commitment: String(commitment), result },
        answer: wireEnrolment,
        signal,
      })
    },
  }
}
