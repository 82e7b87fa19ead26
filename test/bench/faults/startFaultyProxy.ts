import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a server that can be interrupted. */
export interface FaultyProxy {
  readonly url: string
  /** Ends every connection and takes no new one. */
  readonly drop: () => void
  /** Takes connections again. */
  readonly mend: () => Promise<void>
  readonly close: () => void
}

/** Starts a proxy on loopback to a port on loopback. */
export async function startFaultyProxy(target: number): Promise<FaultyProxy> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const open = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((incoming) => {
        const outgoing = connect(target, '127.0.0.1')
        keep(incoming)
        keep(outgoing)
        incoming.on('close', () => outgoing.destroy())
        outgoing.on('close', () => incoming.destroy())
        incoming.pipe(outgoing)
        outgoing.pipe(incoming)
      })
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve(server))
    })
  let server = await open(0)
  const { port } = server.address() as AddressInfo
  const drop = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    drop,
    mend: async () => {
      server = await open(port)
    },
    close: drop,
  }
}
