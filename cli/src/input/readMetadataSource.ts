import { createServerClient, type MetadataSource, MetadataUnknownError } from '@psephos/lib'
import type { Context } from '../Context.ts'
import { readTextFile } from './readTextFile.ts'

/** Returns where a proposal's text comes from: a file, else a server, else nowhere. */
export async function readMetadataSource(
  { signal }: Context,
  { metadata, server }: { metadata?: string | undefined; server?: string | undefined },
): Promise<MetadataSource> {
  if (metadata !== undefined) return { metadata: await readTextFile(metadata) }
  if (server === undefined) return {}
  const client = createServerClient({ baseUrl: server })
  return {
    fetchMetadata: async (cid) => {
      try {
        return await client.getMetadata({ cid, signal })
      } catch (error) {
        if (error instanceof MetadataUnknownError) return null
        throw error
      }
    },
  }
}
