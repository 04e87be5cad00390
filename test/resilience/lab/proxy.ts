import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/**
 * The wire between two processes, which can be cut. `cut` closes what is open and refuses what is new; `silent` lets
 * nothing through and says nothing, as a partition does; a delay is put before every answer.
 */
export class Proxy {
  port = 0
  upstream: number
  mode: 'open' | 'cut' | 'silent' = 'open'
  answerDelayMs = 0
  /** Requests of at least this many bytes whose answer is swallowed, and the connection cut, when it comes. */
  swallow: { atLeastBytes: number; left: number } | undefined
  swallowed = 0
  readonly #server: Server
  readonly #pairs = new Set<{ near: Socket; far: Socket }>()

  private constructor(upstream: number) {
    this.upstream = upstream
    this.#server = createServer((near) => this.#join(near))
  }

  static async open(upstream: number): Promise<Proxy> {
    const proxy = new Proxy(upstream)
    await new Promise<void>((done) => proxy.#server.listen(0, '127.0.0.1', done))
    proxy.port = (proxy.#server.address() as AddressInfo).port
    return proxy
  }

  set(mode: Proxy['mode']): void {
    this.mode = mode
    if (mode === 'cut') this.#dropAll()
    for (const socket of [...this.#pairs].flatMap(({ near, far }) => [near, far])) {
      if (mode === 'silent') socket.pause()
      else socket.resume()
    }
  }

  /** Open again; connections that were silent are reset, as a healed network finds them. */
  heal(): void {
    this.answerDelayMs = 0
    this.swallow = undefined
    if (this.mode === 'silent') this.#dropAll()
    this.mode = 'open'
  }

  close(): void {
    this.#dropAll()
    this.#server.close()
  }

  #dropAll(): void {
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.destroy()
    this.#pairs.clear()
  }

  #join(near: Socket): void {
    if (this.mode === 'cut') return void near.resetAndDestroy()
    const far = connect(this.upstream, '127.0.0.1')
    const pair = { near, far }
    let isDoomed = false
    this.#pairs.add(pair)
    const end = (): void => {
      this.#pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
      if (this.mode === 'silent') socket.pause()
    }
    near.on('data', (chunk: Buffer) => {
      if (this.swallow && this.swallow.left > 0 && chunk.length >= this.swallow.atLeastBytes) {
        isDoomed = true
        this.swallow.left -= 1
      }
      far.write(chunk)
    })
    far.on('data', (chunk: Buffer) => {
      if (isDoomed) {
        this.swallowed += 1
        return end()
      }
      if (this.answerDelayMs > 0) setTimeout(() => near.writable && near.write(chunk), this.answerDelayMs)
      else near.write(chunk)
    })
  }
}
