/** One server-sent event. */
export type ServerEvent = { readonly type: string; readonly data: string; readonly id: string }

/** What {@link readServerEvents} takes. */
export type ReadServerEventsParameters = {
  body: ReadableStream<Uint8Array>
  /** Called whenever bytes come, heartbeats included. */
  onBytes: () => void
}

/** The most characters of one event: a server that sends more is none of ours. */
const MOST_CHARACTERS = 1 << 20

/**
 * Reads server-sent events as they come. Ends when the stream does, and cancels it when it is left.
 * @throws RangeError when an event is longer than any of ours.
 * Source: WHATWG HTML, "Interpreting an event stream".
 */
export async function* readServerEvents({
  body,
  onBytes,
}: ReadServerEventsParameters): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onBytes()
      text += decoder.decode(value, { stream: true })
      const blocks = text.split(/\r\n\r\n|\n\n|\r\r/)
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseEvent(block)
        if (event !== null) yield event
      }
      if (text.length > MOST_CHARACTERS) throw new RangeError('An event is too long.')
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Null for what carries no data, such as a heartbeat. */
function parseEvent(block: string): ServerEvent | null {
  const data: string[] = []
  let type = 'message'
  let id = ''
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? []
    if (field === 'data') data.push(value)
    if (field === 'event') type = value
    if (field === 'id') id = value
  }
  return data.length === 0 ? null : { type, data: data.join('\n'), id }
}
