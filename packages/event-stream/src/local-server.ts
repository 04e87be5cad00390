import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** A NATS server with JetStream that dies with this process. */
export type NatsServer = {
  url: string
  pid: number
  /** Whether every message is on disk before it is acknowledged; releases before 2.10 cannot. */
  syncsAlways: boolean
  /** Load the configuration again: users that are no longer in it are cut off. */
  reload: () => void
  stop: () => Promise<void>
  kill: () => void
}

export type NatsServerOptions = {
  folder: string
  port?: number
  /** More lines of its configuration. */
  extra?: string
  /** A file that the configuration includes; it must exist. */
  include?: string
}

/**
 * Start a server on loopback. JetStream writes every message to disk before it acknowledges (`sync_interval: always`);
 * a server older than 2.10 has no such setting and relies on republishing from the case log.
 */
export async function startNatsServer(
  binary: string,
  { folder, port, extra = '', include }: NatsServerOptions,
): Promise<NatsServer> {
  const listen = port ?? (await freePort())
  mkdirSync(folder, { recursive: true })
  for (const sync of ['sync_interval: always', '']) {
    const file = join(folder, 'nats.conf')
    writeFileSync(
      file,
      `listen: "127.0.0.1:${listen}"\njetstream { store_dir: "${folder}/jetstream", ${sync} }\n${include === undefined ? '' : `include ${JSON.stringify(include)}`}\n${extra}\n`,
    )
    const started = await start(binary, file, listen)
    if (started) return { ...started, syncsAlways: sync !== '' }
  }
  throw new Error(`nats-server (${binary}) did not start with ${folder}/nats.conf`)
}

async function start(binary: string, file: string, port: number): Promise<Omit<NatsServer, 'syncsAlways'> | undefined> {
  const tied = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'TERM', binary] : [binary]
  const child = spawn(tied[0] ?? binary, [...tied.slice(1), '-c', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const { promise: ended, resolve: ends } = Promise.withResolvers<void>()
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (log.length < 20_000) log += chunk.toString()
    if (log.includes('Server is ready')) resolve(true)
  })
  child.once('error', () => resolve(false))
  child.once('exit', () => {
    resolve(false)
    ends()
  })
  if (!(await promise)) return undefined
  return {
    url: `nats://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    kill: () => void child.kill('SIGKILL'),
    reload: () => void child.kill('SIGHUP'),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
