import type { PasskeyContainer } from '@psephos/lib'
import type { Page } from 'playwright-core'

/** What crosses between the test and the page: WebAuthn's JSON, and what it leaves out. */
type Answer =
  | { name: string }
  | { id: string; rawId: number[]; data: number[]; prf: { enabled?: boolean; first?: number[] } }

/**
 * The page's own `navigator.credentials`, called from the test: the library asks, a real browser
 * answers. Bytes cross as arrays of numbers.
 */
export function createPageCredentials(page: Page): PasskeyContainer {
  const ask = async (question: 'create' | 'get', options: object | undefined) => {
    const answer = await page.evaluate(
      async ([method, text]): Promise<Answer> => {
        const revived = JSON.parse(text, (_, value) =>
          Array.isArray(value?.bytes) ? Uint8Array.from(value.bytes) : value,
        )
        const toNumbers = (source: BufferSource) => [
          ...new Uint8Array(ArrayBuffer.isView(source) ? source.buffer : source),
        ]
        try {
          const found = await navigator.credentials[method](revived)
          if (!(found instanceof PublicKeyCredential)) throw new TypeError('No passkey answers.')
          const { response } = found
          const data =
            response instanceof AuthenticatorAttestationResponse
              ? response.getAuthenticatorData()
              : response instanceof AuthenticatorAssertionResponse
                ? response.authenticatorData
                : new ArrayBuffer(0)
          const { enabled, results } = found.getClientExtensionResults().prf ?? {}
          return {
            id: found.id,
            rawId: toNumbers(found.rawId),
            data: toNumbers(data),
            prf: {
              ...(enabled === undefined ? {} : { enabled }),
              ...(results === undefined ? {} : { first: toNumbers(results.first) }),
            },
          }
        } catch (error) {
          return { name: error instanceof DOMException ? error.name : String(error) }
        }
      },
      [question, JSON.stringify(options, encodeBytes)] as const,
    )
    if ('name' in answer) throw new DOMException('The browser refuses.', answer.name)
    const { id, rawId, data, prf } = answer
    const authenticatorData = Uint8Array.from(data).buffer
    const first = prf.first && { results: { first: Uint8Array.from(prf.first).buffer } }
    return {
      type: 'public-key',
      id,
      rawId: Uint8Array.from(rawId).buffer,
      response:
        question === 'create'
          ? { getAuthenticatorData: () => authenticatorData }
          : { authenticatorData },
      getClientExtensionResults: () => ({
        prf: { ...(prf.enabled === undefined ? {} : { enabled: prf.enabled }), ...first },
      }),
    }
  }
  return {
    create: (options) => ask('create', options),
    get: (options) => ask('get', options),
  }
}

function encodeBytes(_: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return { bytes: [...new Uint8Array(value)] }
  if (!ArrayBuffer.isView(value)) return value
  return { bytes: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] }
}
