import { type WireSpaceRules, wireSpaceRules } from '../../wire/rules.ts'
import {
  type WireHostedSpace,
  type WireSpaceDetails,
  type WireSpaceList,
  type WireSpaceProfileBody,
  type WireSpaceRegistrationBody,
  wireSpaceDetails,
  wireSpaceList,
} from '../../wire/space.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'
import { toQuery } from './toQuery.ts'

/** What a server is asked about the DAOs that it hosts. */
export type SpaceCalls = {
  /** The first DAOs that the server hosts: 100 at most. {@link searchSpaces} gives the others. */
  listSpaces(options?: RequestOptions): Promise<WireHostedSpace[]>
  /** DAOs whose name, id or words about themselves hold `search`; all of them, if it is absent. */
  searchSpaces(
    parameters: { search?: string; cursor?: string; limit?: number } & RequestOptions,
  ): Promise<WireSpaceList>
  /** A DAO with its figures. */
  getSpace(parameters: { space: string } & RequestOptions): Promise<WireSpaceDetails>
  /** By which rules a DAO decides now, and who may propose. */
  getSpaceRules(parameters: { space: string } & RequestOptions): Promise<WireSpaceRules>
  /** Asks the server to host a DAO: {@link signSpaceRegistration}. */
  registerSpace(parameters: WireSpaceRegistrationBody & RequestOptions): Promise<WireSpaceDetails>
  /** Says something else about a DAO: {@link signSpaceProfile}. */
  setSpaceProfile(
    parameters: { space: string } & WireSpaceProfileBody & RequestOptions,
  ): Promise<WireSpaceDetails>
}

/** Returns what asks a server about the DAOs that it hosts. */
export function createSpaceCalls({ requestJson }: ServerRequests): SpaceCalls {
  return {
    async listSpaces({ signal } = {}) {
      return (await requestJson({ path: '/api/v1/spaces', answer: wireSpaceList, signal })).spaces
    },
    searchSpaces({ search, cursor, limit, signal }) {
      const path = `/api/v1/spaces${toQuery({ search, cursor, limit })}`
      return requestJson({ path, answer: wireSpaceList, signal })
    },
    getSpace({ space, signal }) {
      return requestJson({ path: spacePath(space), answer: wireSpaceDetails, signal })
    },
    getSpaceRules({ space, signal }) {
      return requestJson({ path: `${spacePath(space)}/rules`, answer: wireSpaceRules, signal })
    },
    registerSpace({ signal, ...body }) {
      return requestJson({ path: '/api/v1/spaces', body, answer: wireSpaceDetails, signal })
    },
    setSpaceProfile({ space, signal, ...body }) {
      return requestJson({
        path: spacePath(space),
        method: 'PUT',
        body,
        answer: wireSpaceDetails,
        signal,
      })
    },
  }
}
