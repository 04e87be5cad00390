import { connect } from 'node:net'

/** What came back: 0 where the connection broke; an empty `retryAfter` where there was none. The body has a byte a character. */
export type Heard = { status: number; retryAfter: string; isOver: boolean; body: string }

const broken: Heard = { status: 0, retryAfter: '', isOver: true, body: '' }

/** A connection that is kept, over which one request at a time is asked. */
export type Connection = { readonly isOpen: boolean; ask: (request: Buffer) => Promise<Heard>; close: () => void }

/** The bytes of requests that post these bodies, made before anything is measured. */
export function requestsOf(url: string, bodies: readonly string[]): Buffer[] {
  const { host, pathname } = new URL(url)
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/jose\r\nContent-Length: `
  return bodies.map((body) => Buffer.from(`${head}${body.length}\r\n\r\n${body}`, 'latin1'))
}

/**
 * HTTP/1.1 by hand, over bytes that are ready: the client of node:http takes more of a core for a request than the hub
 * takes to refuse it, and on two cores that is measured along.
 */
export function openConnection(url: string): Connection {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let heard = ''
  let settle: ((heard: Heard) => void) | undefined
  const done = (answer: Heard): void => {
    settle?.(answer)
    settle = undefined
    heard = ''
  }
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    heard += text
    const end = heard.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = heard.slice(0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    // The hub states the length of every answer that is asked for here; one without is no such answer.
    if (length === undefined) return void socket.destroy()
    if (heard.length < end + 4 + Number(length)) return
    done({
      status: Number(head.slice(9, 12)),
      retryAfter: /\r\nretry-after: (\d+)/i.exec(head)?.[1] ?? '',
      isOver: /\r\nconnection: close/i.test(head),
      body: heard.slice(end + 4),
    })
  })
  socket.on('error', () => {})
  socket.on('close', () => done(broken))
  return {
    get isOpen() {
      return !socket.destroyed
    },
    ask: (request) =>
      new Promise((resolve) => {
        settle = resolve
        if (socket.destroyed) done(broken)
        else socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** As many kept connections as are busy at once; one that the server has closed while it was idle is not used again. */
export function openConnections(url: string): Pick<Connection, 'ask' | 'close'> {
  const free: Connection[] = []
  const busy = new Set<Connection>()
  return {
    async ask(request) {
      let connection = free.pop()
      while (connection && !connection.isOpen) connection = free.pop()
      connection ??= openConnection(url)
      busy.add(connection)
      const heard = await connection.ask(request)
      busy.delete(connection)
      if (!heard.isOver) free.push(connection)
      return heard
    },
    close: () => [...free, ...busy].forEach((connection) => connection.close()),
  }
}
