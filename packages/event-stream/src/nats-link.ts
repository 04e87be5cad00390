import { setTimeout as sleep } from 'node:timers/promises'
import {
  connect,
  usernamePasswordAuthenticator,
  type Authenticator,
  type NatsConnection,
} from '@nats-io/transport-node'

/** A connection to NATS that is made again whenever it breaks, from the moment of opening until it is closed. */
export interface NatsLink {
  /** Where it connects to, without user and password. */
  readonly url: string
  /** The connection, or undefined while there is none. */
  readonly connection: NatsConnection | undefined
  /** Grows with every connection made: what was known of a stream before is not known any more. */
  readonly generation: number
  /** The last reason why there is no connection. */
  readonly trouble: string | undefined
  close(): Promise<void>
}

export type LinkOptions = {
  /** `nats://user:password@host:port`, several with commas between; the first one's user is used for all. */
  url: string
  name?: string
  /** Called when the connection is made or lost. */
  changed?: (state: 'up' | 'down', reason?: string) => void
}

/** NATS there is none just now. */
export class NatsAway extends Error {
  override name = 'NatsAway'
}

/** A server that does not answer is noticed within some five seconds: two pings two seconds apart. */
const pulse = { pingInterval: 2_000, maxPingOut: 2 }
const pauseMs = 500

/** Begin to connect and return at once: a hub starts, and takes cases, whether NATS is there or not. */
export function linkNats({ url: given, name = 'inquiry-hub', changed = () => {} }: LinkOptions): NatsLink {
  const { url, authenticator } = withoutUser(given)
  const closing = new AbortController()
  const state: {
    connection: NatsConnection | undefined
    up: boolean
    generation: number
    trouble: string | undefined
  } = { connection: undefined, up: false, generation: 0, trouble: undefined }
  const went = (up: boolean, reason?: string): void => {
    if (state.up === up && state.trouble === reason) return
    const told = state.up !== up || state.generation === 0
    Object.assign(state, { up, trouble: reason, generation: state.generation + (up ? 1 : 0) })
    if (told) changed(up ? 'up' : 'down', reason)
  }
  const running = keepConnected()

  async function keepConnected(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        state.connection = await connect({
          servers: url.split(','),
          name,
          timeout: 2_000,
          maxReconnectAttempts: -1,
          reconnectTimeWait: pauseMs,
          ignoreAuthErrorAbort: true,
          ...pulse,
          ...(authenticator ? { authenticator } : {}),
        })
        went(true)
        await watch(state.connection)
      } catch (error) {
        went(false, (error as Error).message)
      }
      await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  async function watch(connection: NatsConnection): Promise<void> {
    if (closing.signal.aborted) await connection.close()
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') went(false, `the connection to ${status.server} was lost`)
      if (status.type === 'reconnect') went(true)
    }
    went(false, 'the connection is closed')
  }

  return {
    url,
    get connection() {
      return state.up ? state.connection : undefined
    },
    get generation() {
      return state.generation
    },
    get trouble() {
      return state.trouble
    },
    async close() {
      closing.abort()
      // One that is just connecting again closes in its own time: nobody waits for that.
      await Promise.race([state.connection?.close(), sleep(1_000)])
      await Promise.race([running, sleep(1_000)])
    },
  }
}

/** The address that may be shown, and the user that was written into it. */
export function withoutUser(given: string): { url: string; authenticator?: Authenticator } {
  const servers = given.split(',').map((server) => new URL(server.trim()))
  const url = servers.map(({ protocol, host }) => `${protocol}//${host}`).join(',')
  const [first] = servers
  if (!first || first.username === '') return { url }
  const authenticator = usernamePasswordAuthenticator(
    decodeURIComponent(first.username),
    decodeURIComponent(first.password),
  )
  return { url, authenticator }
}
