import http from 'node:http'
import net from 'node:net'

/** What came back, as far as the rows look at it. */
export type Heard = { status: number; headers: Record<string, string | undefined>; text: string }

/** A request as it is sent, with exactly this path and these headers. */
export type Sent = { method: string; path: string; headers?: Record<string, string>; body?: string | Uint8Array }

/** One request over a connection of its own; of an answer that does not end, the head is heard only. */
export function sendRequest(
  url: string,
  { method, path, headers = {}, body }: Sent,
  { headOnly = false } = {},
): Promise<Heard> {
  const { hostname, port } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<Heard>()
  const request = http.request({ hostname, port, method, path, headers, agent: false }, (response) => {
    let text = ''
    const heard = (): Heard => ({
      status: response.statusCode ?? 0,
      headers: response.headers as Heard['headers'],
      text,
    })
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    response.once('error', reject)
    response.once('end', () => resolve(heard()))
    if (headOnly) {
      resolve(heard())
      request.destroy()
    }
  })
  request.once('error', reject)
  request.end(body)
  return promise
}

/** Write bytes to a connection, and hear what is answered until the hub ends it; the write side stays open. */
export async function sendBytes(
  url: string,
  chunks: readonly (string | Uint8Array)[],
  patienceMs = 50_000,
): Promise<Heard> {
  const { hostname, port } = new URL(url)
  const { promise, resolve } = Promise.withResolvers<Heard>()
  let text = ''
  const socket = net.connect(Number(port), hostname)
  const end = (): void => (socket.destroy(), resolve(heardIn(text)))
  socket.setTimeout(patienceMs, end)
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (isWhole(text)) end()
  })
  socket.on('error', end)
  socket.once('close', end)
  for (const chunk of chunks) socket.write(chunk)
  return promise
}

function isWhole(text: string): boolean {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  return length !== undefined && Buffer.byteLength(rest.join('\r\n\r\n')) >= Number(length)
}

function heardIn(text: string): Heard {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(statusLine.split(' ')[1] ?? 0), headers, text: rest.join('\r\n\r\n') }
}
