import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A delivery as it arrived. */
export type Arrival = { path: string; headers: IncomingMessage['headers']; body: string; at: number }

/** What a sink answers; undefined answers nothing at all. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string }
export type Behaviour = (arrival: Arrival, count: number) => Reply | undefined | Promise<Reply | undefined>

/** Gives a challenge back and takes everything else. */
export const wellBehaved: Behaviour = ({ body }) => {
  const { challenge } = JSON.parse(body) as { challenge?: string }
  return { status: 200, body: challenge === undefined ? '' : JSON.stringify({ challenge }) }
}

/** A webhook endpoint of a node's, on this machine. */
export class Sink {
  readonly arrivals: Arrival[] = []
  behaviour: Behaviour
  readonly #server: Server
  url = ''

  private constructor(behaviour: Behaviour) {
    this.behaviour = behaviour
    this.#server = createServer((request, response) => void this.#take(request, response))
  }

  static async open(behaviour: Behaviour = wellBehaved): Promise<Sink> {
    const sink = new Sink(behaviour)
    await new Promise<void>((done) => sink.#server.listen(0, '127.0.0.1', done))
    sink.url = `http://127.0.0.1:${(sink.#server.address() as AddressInfo).port}/hook`
    return sink
  }

  /** The events that arrived, without challenges. */
  get events(): { position: number; type: string; subject: string; id: string }[] {
    return this.arrivals
      .map(({ body }) => JSON.parse(body) as never)
      .filter((body: { specversion?: string }) => body.specversion)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const arrival = { path: request.url ?? '', headers: request.headers, body, at: Date.now() }
    this.arrivals.push(arrival)
    const reply = await this.behaviour(arrival, this.arrivals.length)
    if (reply) response.writeHead(reply.status, reply.headers).end(reply.body)
  }
}
