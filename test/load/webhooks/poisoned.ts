import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What a poisoned endpoint does with a delivery, once it has proved its address. */
type Poison = (socket: Socket) => void | Promise<void>

const bomb = gzipSync(Buffer.alloc(20_000_000))
const answer = (socket: Socket, head: string): void => void socket.end(`HTTP/1.1 ${head}\r\nContent-Length: 0\r\n\r\n`)

/** Fifteen ways to be bad. */
const poisons: Record<string, Poison> = {
  'never answers': () => {},
  'hangs up': (socket) => void socket.destroy(),
  resets: (socket) => void socket.resetAndDestroy(),
  'answers 500': (socket) => answer(socket, '500 Internal Server Error'),
  'answers 503 and asks for a year': (socket) => answer(socket, '503 Service Unavailable\r\nRetry-After: 31536000'),
  'answers 429': (socket) => answer(socket, '429 Too Many Requests\r\nRetry-After: 0'),
  'redirects to itself': (socket) => answer(socket, '307 Temporary Redirect\r\nLocation: /hook'),
  'answers 410': (socket) => answer(socket, '410 Gone'),
  'speaks no HTTP': (socket) => void socket.end('\x16\x03\x01\x02\x00\x01\x00\x01\xfc'),
  'closes in its headers': (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Le'),
  'gives a byte a second': (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n', 'a', 1_000),
  'gives a header a second': (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'X-Slow: 1\r\n', 1_000),
  'gives a body without end': (socket) =>
    drip(socket, 'HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n', `2000\r\n${'z'.repeat(8192)}\r\n`, 5),
  'says 100 Continue for ever': (socket) => drip(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n', 20),
  'gives a bomb': (socket) => {
    socket.write(`HTTP/1.1 500 Oh\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`)
    socket.end(bomb)
  },
}

export const poisonNames = Object.keys(poisons)

async function drip(socket: Socket, beginning: string, again: string, everyMs: number): Promise<void> {
  socket.write(beginning)
  for (let i = 0; i < 20_000 && !socket.destroyed; i++) {
    if (!socket.write(again)) await new Promise((done) => setTimeout(done, 50))
    await sleep(everyMs)
  }
}

export type Poisoned = { url: string; deliveries: () => number; close: () => void }

/** An endpoint that gives its challenge back as it should, and is poisoned from then on. */
export async function openPoisoned(name: string): Promise<Poisoned> {
  const sockets = new Set<Socket>()
  let deliveries = 0
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let request = ''
    socket.on('data', (chunk: Buffer) => {
      request += chunk.toString()
      if (!isWhole(request)) return
      const challenge = /"challenge":"([\w-]+)"/.exec(request)?.[1]
      request = ''
      if (challenge !== undefined) {
        const body = JSON.stringify({ challenge })
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      } else {
        deliveries += 1
        void poisons[name]?.(socket)
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries: () => deliveries,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Whether headers and as many bytes of body as they promise have come. */
function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n')
  const length = Number(/content-length: (\d+)/i.exec(request)?.[1] ?? NaN)
  return end >= 0 && Buffer.byteLength(request.slice(end + 4)) >= length
}
