import { RequestMalformedError } from '@psephos/lib'
import * as z from 'zod'

const connectorQuery = z.object({
  t: z.literal('wld'),
  i: z.uuid(),
  k: z.base64().length(44),
})

/** What a connector URI tells a wallet. */
export interface Connector {
  readonly requestId: string
  /** 32 bytes, under which request and answer are encrypted. */
  readonly key: Uint8Array
}

/**
 * Reads the URI that IDKit shows as a QR code: `…?t=wld&i=<request id>&k=<base64 key>&b=<bridge>`.
 * The bridge is not read: whoever wrote the URI does not choose where a wallet connects.
 * @throws {@link RequestMalformedError} when a part is missing or wrong.
 * @example
 * parseConnectorUri(request.connectorURI) // { requestId: '3f0e4b6e-…', key: 32 bytes }
 */
export function parseConnectorUri(connectorUri: string): Connector {
  const query = URL.canParse(connectorUri) ? new URL(connectorUri).searchParams : []
  const parsed = connectorQuery.safeParse(Object.fromEntries(query))
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? ''
    throw new RequestMalformedError({ path, reason: 'it is not part of a World ID connector URI' })
  }
  const { i, k } = parsed.data
  return { requestId: i, key: Buffer.from(k, 'base64') }
}
