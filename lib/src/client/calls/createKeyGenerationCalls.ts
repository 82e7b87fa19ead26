import { keyGenerationRequest } from '../../secret/committee/keyGenerationRequest.ts'
import { toJson } from '../../secret/committee/toJson.ts'
import type { Complaint, Deal } from '../../wire/committee.ts'
import {
  type Confirmation,
  type WireKeyGeneration,
  type WireKeyGenerationBody,
  type WireKeyGenerationSummary,
  wireKeyGeneration,
  wireKeyGenerationList,
} from '../../wire/keyGeneration.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'

/** How trustees make their keys together through a server's mailbox. */
export type KeyGenerationCalls = {
  /**
   * Opens a key generation in the server's mailbox: {@link signSpaceRequest} signs `open key
   * generation` of {@link keyGenerationRequest}. The same invitation again is answered as before.
   */
  openKeyGeneration(
    parameters: { space: string } & WireKeyGenerationBody & RequestOptions,
  ): Promise<WireKeyGeneration>
  /** A space's key generations, the latest first: 100 at most. */
  listKeyGenerations(
    parameters: { space: string } & RequestOptions,
  ): Promise<WireKeyGenerationSummary[]>
  /** What trustees said in a key generation, which {@link openTranscript} checks. */
  getKeyGeneration(parameters: { session: string } & RequestOptions): Promise<WireKeyGeneration>
  /** Puts a deal into its key generation's mailbox; the same again is harmless. */
  postDeal(parameters: { deal: Deal } & RequestOptions): Promise<WireKeyGeneration>
  /** Puts a complaint into its key generation's mailbox; the same again is harmless. */
  postComplaint(parameters: { complaint: Complaint } & RequestOptions): Promise<WireKeyGeneration>
  /** Puts the confirmation of what a key generation comes to now into its mailbox. */
  postConfirmation(
    parameters: { session: string; confirmation: Confirmation } & RequestOptions,
  ): Promise<WireKeyGeneration>
}

/** Returns what takes part in key generations through a server. */
export function createKeyGenerationCalls({ requestJson }: ServerRequests): KeyGenerationCalls {
  const sessionPath = (session: string) => `/api/v1/key-generations/${encodeURIComponent(session)}`
  return {
    openKeyGeneration({ space, authorization, signal, ...asked }) {
      return requestJson({
        path: `${spacePath(space)}/key-generations`,
        body: { ...keyGenerationRequest(asked), authorization },
        answer: wireKeyGeneration,
        signal,
      })
    },
    async listKeyGenerations({ space, signal }) {
      const path = `${spacePath(space)}/key-generations`
      return (await requestJson({ path, answer: wireKeyGenerationList, signal })).keyGenerations
    },
    getKeyGeneration({ session, signal }) {
      return requestJson({ path: sessionPath(session), answer: wireKeyGeneration, signal })
    },
    postDeal({ deal, signal }) {
      const path = `${sessionPath(deal.session)}/deals`
      return requestJson({ path, body: toJson(deal), answer: wireKeyGeneration, signal })
    },
    postComplaint({ complaint, signal }) {
      const path = `${sessionPath(complaint.session)}/complaints`
      return requestJson({ path, body: toJson(complaint), answer: wireKeyGeneration, signal })
    },
    postConfirmation({ session, confirmation, signal }) {
      const path = `${sessionPath(session)}/confirmations`
      return requestJson({ path, body: confirmation, answer: wireKeyGeneration, signal })
    },
  }
}
