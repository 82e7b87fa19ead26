import {
  type WireCreatedDraft,
  type WireDraft,
  type WireDraftBody,
  type WireDraftEditBody,
  wireCreatedDraft,
  wireDraft,
} from '../../wire/draft.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'

/** How a server keeps a proposal that is still being written. */
export type DraftCalls = {
  /** Keeps a draft for 90 days after its last edit. Its token is shown this once. */
  createDraft(
    parameters: { space: string } & WireDraftBody & RequestOptions,
  ): Promise<WireCreatedDraft>
  /** A draft: of anybody's, if it is shared, and else of whoever has its token. */
  getDraft(parameters: { draft: string; token?: string } & RequestOptions): Promise<WireDraft>
  editDraft(
    parameters: { draft: string; token: string } & WireDraftEditBody & RequestOptions,
  ): Promise<WireDraft>
  deleteDraft(parameters: { draft: string; token: string } & RequestOptions): Promise<void>
}

/** Returns what keeps drafts on a server. */
export function createDraftCalls({ requestJson, requestBytes }: ServerRequests): DraftCalls {
  const draftPath = (draft: string) => `/api/v1/drafts/${encodeURIComponent(draft)}`
  return {
    createDraft({ space, signal, ...body }) {
      const path = `${spacePath(space)}/drafts`
      return requestJson({ path, body, answer: wireCreatedDraft, signal })
    },
    getDraft({ draft, token, signal }) {
      const authorization = token === undefined ? undefined : `Bearer ${token}`
      return requestJson({ path: draftPath(draft), authorization, answer: wireDraft, signal })
    },
    editDraft({ draft, token, signal, ...body }) {
      const authorization = `Bearer ${token}`
      const path = draftPath(draft)
      return requestJson({ path, method: 'PUT', authorization, body, answer: wireDraft, signal })
    },
    async deleteDraft({ draft, token, signal }) {
      const authorization = `Bearer ${token}`
      await requestBytes({ path: draftPath(draft), method: 'DELETE', authorization, signal })
    },
  }
}
