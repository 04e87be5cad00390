import { connect, createServer, type Socket } from 'node:net'

/** A TCP relay on loopback before a server, whose connections can be cut. */
export type Relay = { url: string; cut: () => void; mend: () => void; stop: () => Promise<void> }

/** Start a relay to the server at `url`; while it is cut it resets what connects. */
export async function startRelay(url: string): Promise<Relay> {
  const { hostname, port } = new URL(url)
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((from) => {
    if (isCut) {
      from.resetAndDestroy()
      return
    }
    const to = connect(Number(port), hostname)
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
    from.pipe(to).pipe(from)
  })
  const { promise, resolve } = Promise.withResolvers<number>()
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  const cut = () => {
    isCut = true
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${await promise}`,
    cut,
    mend: () => (isCut = false),
    async stop() {
      cut()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
