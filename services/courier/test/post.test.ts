import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { openLine, type Posted } from '../src/webhooks/post.client.ts'

const rules = { testMode: true }
let closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing) close()
  closing = []
})

async function listen(server: Server | TcpServer): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

async function httpPeer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  closing.push(() => (server.closeAllConnections(), server.close()))
  return listen(server)
}

async function tcpPeer(spoken: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = []
  const server = createTcpServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.once('data', () => spoken(socket))
  })
  closing.push(() => (sockets.forEach((socket) => socket.destroy()), server.close()))
  return listen(server)
}

async function post(url: string, deadlineMs = 1_500): Promise<Posted & { ms: number }> {
  const line = openLine(url, rules, deadlineMs)
  const started = performance.now()
  const answer = await line.post('{"x":1}', { 'webhook-id': 'a' })
  line.close()
  return { ...answer, ms: performance.now() - started }
}

describe('a delivery', () => {
  test('brings the body with its headers, and the answer back', async () => {
    const url = await httpPeer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () =>
        response.end(
          `${request.method} ${request.headers['webhook-id'] as string} ${Buffer.concat(chunks).toString()}`,
        ),
      )
    })
    expect(await post(url)).toMatchObject({ kind: 'answered', status: 200, body: 'POST a {"x":1}' })
  })

  test('does not follow a redirect, wherever it leads', async () => {
    let reached = 0
    const target = await httpPeer((_, response) => {
      reached += 1
      response.end()
    })
    const url = await httpPeer((_, response) => response.writeHead(307, { location: target }).end())
    expect(await post(url)).toMatchObject({ kind: 'answered', status: 307 })
    expect(reached).toBe(0)
  })

  test('goes on over a kept connection that the peer had closed meanwhile', async () => {
    const server = createServer({ keepAliveTimeout: 1 }, (_, response) => response.end('ok'))
    closing.push(() => server.close())
    const url = await listen(server)
    const line = openLine(url, rules)
    for (let i = 0; i < 5; i++) {
      expect(await line.post('{}', {})).toMatchObject({ kind: 'answered', status: 200 })
      server.closeIdleConnections()
    }
    line.close()
  })

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['never answers', () => {}, /no answer within/],
    ['hangs up', (socket) => socket.destroy(), /ECONNRESET|socket hang up/],
    ['resets', (socket) => socket.resetAndDestroy(), /ECONNRESET/],
    ['speaks no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), /HPE|Parse/],
    [
      'sends endless headers',
      (socket) => void flood(socket, 'HTTP/1.1 200 OK\r\n', `X-A: ${'y'.repeat(1000)}\r\n`),
      /HPE_HEADER_OVERFLOW/,
    ],
    [
      'says 100 Continue for ever',
      (socket) => void flood(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n', 20),
      /no answer within/,
    ],
    [
      'closes in the middle of its headers',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-'),
      /ECONNRESET|HPE|hang up/,
    ],
  ])('to a peer that %s fails within its time', async (_, spoken, reason) => {
    const answer = await post(await tcpPeer(spoken))
    expect(answer.kind).toBe('failed')
    expect(answer.kind === 'failed' && answer.reason).toMatch(reason)
    expect(answer.ms).toBeLessThan(4_000)
  })

  test.each<[string, (socket: Socket) => void]>([
    [
      'a body without end',
      (socket) =>
        void flood(socket, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', `400\r\n${'z'.repeat(1024)}\r\n`),
    ],
    [
      'a byte at a time',
      (socket) => void flood(socket, 'HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n', 'a', 100),
    ],
    ['a body with 204', (socket) => socket.end('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello')],
    [
      'ten megabytes squeezed into ten kilobytes',
      (socket) => {
        const bomb = gzipSync(Buffer.alloc(10_000_000))
        socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`)
        socket.end(bomb)
      },
    ],
  ])('that is answered 2xx is done, although the answer has %s', async (_, spoken) => {
    const before = process.memoryUsage().rss
    const answer = await post(await tcpPeer(spoken), 10_000)
    expect(answer.kind === 'answered' && answer.status >= 200 && answer.status < 300).toBe(true)
    expect(answer.kind === 'answered' && answer.body.length).toBeLessThanOrEqual(64 * 1024)
    expect(answer.ms).toBeLessThan(5_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
  })

  test('to a forbidden address makes no connection', async () => {
    let connections = 0
    const server = createTcpServer(() => (connections += 1))
    closing.push(() => server.close())
    const url = (await listen(server)).replace('http:', 'https:')
    for (const place of [url, url.replace('127.0.0.1', 'localhost'), url.replace('127.0.0.1', '[::ffff:127.0.0.1]')]) {
      const line = openLine(place, { testMode: false }, 2_000)
      expect(await line.post('{}', {})).toMatchObject({ kind: 'failed' })
      line.close()
    }
    expect(connections).toBe(0)
  })
})

/** Write a beginning, then the same again and again until the peer has gone. */
async function flood(socket: Socket, beginning: string, again: string, pauseMs = 0): Promise<void> {
  socket.write(beginning)
  for (let i = 0; i < 5_000 && !socket.destroyed; i++) {
    if (!socket.write(again)) await new Promise((done) => setTimeout(done, 5))
    if (pauseMs > 0) await new Promise((done) => setTimeout(done, pauseMs))
  }
}
