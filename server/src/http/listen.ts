import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigurationInvalidError } from '@psephos/lib'

/** What {@link listen} takes. */
export interface ListenParameters {
  /**
   * An address of this machine, or `loopback` for 127.0.0.1 and ::1, which nobody else can reach.
   */
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly patience?: Patience
}

/** How long a client may take, in milliseconds: whoever is slower holds a connection for nothing. */
export interface Patience {
  /** For the head of a request. */
  readonly head: number
  /** For all of it. */
  readonly request: number
}

const PATIENCE: Patience = { head: 15_000, request: 60_000 }
/** The most connections of one process, event streams included. */
const MOST_CONNECTIONS = 20_000

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
 * @throws {@link ConfigurationInvalidError} when the port is taken, or may not be opened by this
 * person.
 */
export async function listen({
  host,
  port,
  patience = PATIENCE,
}: ListenParameters): Promise<Listener> {
  const { promise: handler, resolve: serve } = Promise.withResolvers<RequestListener>()
  const answer: RequestListener = async (request, response) => (await handler)(request, response)
  const start = (): Server => createPatientServer(answer, patience)
  const servers: readonly [Server, ...Server[]] =
    host === 'loopback' ? await openLoopback(start, port) : [await open(start, host, port)]
  return {
    port: readPort(servers[0]),
    serve,
    close: async () => {
      await Promise.all(servers.map(close))
    },
  }
}

function createPatientServer(answer: RequestListener, { head, request }: Patience): Server {
  const server = createServer(
    {
      headersTimeout: head,
      requestTimeout: request,
      connectionsCheckingInterval: Math.min(head, 5_000),
    },
    answer,
  )
  server.maxConnections = MOST_CONNECTIONS
  return server
}

/** `localhost` is either address; a program that had the other one would be taken for us. */
async function openLoopback(
  start: () => Server,
  port: number,
): Promise<readonly [Server, ...Server[]]> {
  const server = await open(start, '127.0.0.1', port)
  try {
    return [server, await open(start, '::1', readPort(server))]
  } catch (error) {
    // A machine without IPv6 has no ::1 to listen on.
    if (isSetting(error, 'HOST')) return [server]
    await close(server)
    if (port === 0 && isSetting(error, 'PORT')) return openLoopback(start, port)
    throw error
  }
}

function isSetting(error: unknown, setting: string): boolean {
  return error instanceof ConfigurationInvalidError && error.details['setting'] === setting
}

function open(start: () => Server, host: string, port: number): Promise<Server> {
  const server = start()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(nameError(error, host, port)))
    server.listen({ host, port }, () => resolve(server))
  })
}

const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND'])

function nameError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    const reason = `${port} is taken by another program; choose another, as in PORT=${port === 65_535 ? port - 1 : port + 1} npm start`
    return new ConfigurationInvalidError({ setting: 'PORT', reason })
  }
  if (error.code === 'EACCES') {
    const reason = `${port} may not be opened by you; choose one above 1023`
    return new ConfigurationInvalidError({ setting: 'PORT', reason })
  }
  if (NO_ADDRESS.has(error.code ?? '')) {
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
