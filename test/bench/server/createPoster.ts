import { connect, type Socket } from 'node:net'

/** What a server answered. */
export interface PostAnswer {
  readonly status: number
  /** Head and body. */
  readonly text: string
}

/** Posts JSON, one request after the other. */
export type Post = (parameters: {
  readonly body: string
  readonly client: string
}) => Promise<PostAnswer>

/** What {@link createPoster} takes. */
export interface CreatePosterParameters {
  /** Of the server, on this machine. */
  readonly port: number
  /** Where to post. */
  readonly path: string
}

/**
 * Returns a client with one connection that knows as much of HTTP/1.1 as our server's answers need:
 * Node's own client takes as long for a request as the server's half of HTTP does, from the same two
 * cores.
 */
export function createPoster({ port, path }: CreatePosterParameters): Post {
  let socket: Socket | null = null
  let text = ''
  let settle: ((answer: PostAnswer | Error) => void) | null = null

  function end(answer: PostAnswer | Error): void {
    const tell = settle
    settle = null
    text = ''
    tell?.(answer)
  }

  function open(): Socket {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true })
    opened.setEncoding('utf8')
    opened.on('data', (part: string) => {
      text += part
      const answer = parseAnswer(text)
      if (answer !== null) end(answer)
    })
    opened.on('error', (error) => end(error))
    opened.on('close', () => {
      if (socket === opened) socket = null
      end(new Error('The server ended the connection.'))
    })
    return opened
  }

  return ({ body, client }) =>
    new Promise((resolve, reject) => {
      settle = (answer) => (answer instanceof Error ? reject(answer) : resolve(answer))
      socket ??= open()
      const head = [
        `POST ${path} HTTP/1.1`,
        'host: 127.0.0.1',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        `x-forwarded-for: ${client}`,
      ]
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    })
}

/** Null until all of it is there. What is sent has a length, and no character beyond ASCII. */
function parseAnswer(text: string): PostAnswer | null {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, headEnd + 2))?.[1]
  if (length === undefined) throw new Error(`An answer has no length: ${text.slice(0, headEnd)}`)
  if (text.length < headEnd + 4 + Number(length)) return null
  return { status: Number(text.slice(9, 12)), text }
}
