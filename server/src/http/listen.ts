import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigurationInvalidError } from '@psephos/lib'

/** What {@link listen} takes. */
export interface ListenParameters {
  /** An address of this machine, or `loopback` for 127.0.0.1 and ::1, which nobody else can reach. */
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
}

/** A port that is open. */
export interface Listener {
  readonly port: number
  /** Begins to answer; requests that came before wait for this. */
  readonly serve: (handle: RequestListener) => void
  /** Stops listening and ends what is under way. */
  readonly close: () => Promise<void>
}

/**
 * Opens a port, before there is anything to answer with: what answers may have to know the port.
 * @throws {@link ConfigurationInvalidError} when the port is taken, or may not be opened by this person.
 */
export async function listen({ host, port }: ListenParameters): Promise<Listener> {
  const { promise: handler, resolve: serve } = Promise.withResolvers<RequestListener>()
  const answer: RequestListener = async (request, response) => (await handler)(request, response)
  const isLoopback = host === 'loopback'
  const server = await open(answer, isLoopback ? '127.0.0.1' : host, port)
  const actual = readPort(server)
  const servers = [server]
  if (isLoopback) {
    // A machine without IPv6 has no ::1 to listen on.
    const other = await open(answer, '::1', actual).catch(() => null)
    if (other !== null) servers.push(other)
  }
  return {
    port: actual,
    serve,
    close: async () => {
      await Promise.all(servers.map(close))
    },
  }
}

function open(answer: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(answer)
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(nameError(error, host, port)))
    server.listen({ host, port }, () => resolve(server))
  })
}

function nameError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    const reason = `${port} is taken by another program; choose another, as in PORT=${port + 1} npm start`
    return new ConfigurationInvalidError({ setting: 'PORT', reason })
  }
  if (error.code === 'EACCES') {
    const reason = `${port} may not be opened by you; choose one above 1023`
    return new ConfigurationInvalidError({ setting: 'PORT', reason })
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    const reason = `${host} is no address of this machine`
    return new ConfigurationInvalidError({ setting: 'HOST', reason })
  }
  return error
}

function readPort(server: Server): number {
  return (server.address() as AddressInfo).port
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
