import { type WireGroup, wireGroup } from '../../wire/group.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'

/** What a server is asked about who is in a space's group. */
export type GroupCalls = {
  /** A space's group as it stood with `root`, such as that of a proposal's electorate, or as it is now. */
  getGroup(parameters: { space: string; root?: bigint } & RequestOptions): Promise<WireGroup>
  /**
   * A part of a space's group as it stood with a root: at least 4 096 members, of whom the server
   * does not learn which one asks. {@link GroupBucket} reads and verifies it.
   */
  getGroupBucket(
    parameters: { space: string; root: bigint; bucket: number } & RequestOptions,
  ): Promise<Uint8Array<ArrayBuffer>>
}

/** Returns what asks a server about who is in a space's group. */
export function createGroupCalls({ requestJson, requestBytes }: ServerRequests): GroupCalls {
  return {
    getGroup({ space, root, signal }) {
      const query = root === undefined ? '' : `?root=${root}`
      return requestJson({ path: `${spacePath(space)}/group${query}`, answer: wireGroup, signal })
    },
    getGroupBucket({ space, root, bucket, signal }) {
      return requestBytes({
        path: `${spacePath(space)}/group/buckets/${bucket}?root=${root}`,
        signal,
      })
    },
  }
}
