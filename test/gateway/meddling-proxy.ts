import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** At which point of a request something happens: before the hub heard it, after it answered, or after the answer went on. */
export type Moment = 'before' | 'answered' | 'passed-on'

/** A line between a gateway and the hub on which somebody stands. */
export class MeddlingProxy {
  readonly #server: Server
  /** Called at each moment of each request to this path. A promise holds the request up. */
  meddle: (moment: Moment, path: string) => void | Promise<void> = () => undefined

  constructor(hubUrl: string) {
    this.#server = createServer((request, response) => {
      this.#pass(hubUrl, request, response).catch(() => request.socket.destroy())
    })
  }

  async #pass(hubUrl: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = request.url ?? '/'
    await this.meddle('before', path)
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const answer = await fetch(hubUrl + path, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    await this.meddle('answered', path)
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
    response.end(body)
    response.once('finish', () => void this.meddle('passed-on', path))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
