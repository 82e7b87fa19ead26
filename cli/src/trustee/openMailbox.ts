import { openInvitation, type ServerClient } from '@psephos/lib'
import type { Context } from '../Context.ts'
import { RefusedError } from '../RefusedError.ts'
import type { KeyGenerationPlace } from './KeyGenerationPlace.ts'

/** Returns a key generation in a server's mailbox. What the server answers is checked as anything else is. */
export function openMailbox({
  context: { signal },
  client,
  session,
}: {
  readonly context: Context
  readonly client: ServerClient
  readonly session: string
}): KeyGenerationPlace {
  return {
    read: async () => {
      const { transcript, ...rest } = await client.getKeyGeneration({ session, signal })
      if (openInvitation(transcript.invitation).session !== session) {
        throw new RefusedError({
          code: 'SESSION_DIFFERS',
          message: 'The server answers with another key generation than was asked for.',
        })
      }
      return { ...rest, transcript }
    },
    post: async ({ kind, content }) => {
      if (kind === 'deal') await client.postDeal({ deal: content, signal })
      else if (kind === 'complaint') await client.postComplaint({ complaint: content, signal })
      else await client.postConfirmation({ session, confirmation: content, signal })
      return 'the mailbox'
    },
  }
}
