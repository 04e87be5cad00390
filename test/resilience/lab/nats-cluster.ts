import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { authorizationBlock, startNatsServer, type NatsServer } from '@inquiry/event-stream'
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import { connect, usernamePasswordAuthenticator, type NatsConnection } from '@nats-io/transport-node'
import { freePort } from './process.ts'

const hub = { user: 'hub', password: 'the-lab-s-own-password' }

/** One server of the cluster: what it is on, and the process while it runs. */
type Member = { port: number; folder: string; server: NatsServer | undefined }

/** Three servers with JetStream. They do not tell clients of one another, so that a proxy stays in between. */
export class NatsCluster {
  readonly binary: string
  /** The file of users that hubs write; the cluster loads it when it changes, as a config reloader does. */
  readonly usersFile: string
  readonly members: Member[]
  readonly #routes: number[]
  #watching: NodeJS.Timeout | undefined
  #loaded = ''

  private constructor(binary: string, folder: string, ports: number[], routes: number[]) {
    this.binary = binary
    this.usersFile = join(folder, 'users.conf')
    this.members = ports.map((port, i) => ({ port, folder: join(folder, `n${i}`), server: undefined }))
    this.#routes = routes
  }

  static async start(binary: string, folder: string): Promise<NatsCluster> {
    const ports = [await freePort(), await freePort(), await freePort()]
    const routes = [await freePort(), await freePort(), await freePort()]
    mkdirSync(folder, { recursive: true })
    const cluster = new NatsCluster(binary, folder, ports, routes)
    writeFileSync(cluster.usersFile, authorizationBlock(hub, []))
    await Promise.all([0, 1, 2].map((i) => cluster.startMember(i)))
    await cluster.ready()
    cluster.#watching = setInterval(() => cluster.#reloadChanged(), 200)
    return cluster
  }

  /** An address with the hub's user, at these ports. */
  url(ports: readonly number[]): string {
    return ports.map((port) => `nats://${hub.user}:${hub.password}@127.0.0.1:${port}`).join(',')
  }

  get ports(): number[] {
    return this.members.map(({ port }) => port)
  }

  async startMember(i: number): Promise<void> {
    const member = this.members[i]
    if (!member) throw new RangeError(`no member ${i}`)
    mkdirSync(member.folder, { recursive: true })
    copyFileSync(this.usersFile, join(member.folder, 'users.conf'))
    const routes = this.#routes.map((port) => `nats://127.0.0.1:${port}`).join(', ')
    const extra = `server_name: n${i}\ncluster { name: lab, listen: "127.0.0.1:${this.#routes[i]}", no_advertise: true, routes: [${routes}] }`
    member.server = await startNatsServer(this.binary, {
      folder: member.folder,
      port: member.port,
      include: 'users.conf',
      extra,
    })
  }

  kill(i: number): void {
    this.members[i]?.server?.kill()
  }

  /** Everything that a server has stored is gone. */
  dropStore(i: number): void {
    const member = this.members[i]
    if (member) rmSync(join(member.folder, 'jetstream'), { recursive: true, force: true })
  }

  /** Wait until the cluster answers for JetStream. */
  async ready(seconds = 60): Promise<void> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(300)) {
      const isUp = await this.manage((manager) => manager.getAccountInfo()).catch(() => undefined)
      if (isUp) return
    }
    throw new Error(`the NATS cluster was not ready within ${seconds} s`)
  }

  /** Do something with JetStream as the hub's user. */
  async manage<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
    const connection = await this.connect()
    try {
      return await work(await jetstreamManager(connection, { timeout: 3_000 }))
    } finally {
      await connection.close()
    }
  }

  connect(): Promise<NatsConnection> {
    return connect({
      servers: this.ports.map((port) => `127.0.0.1:${port}`),
      authenticator: usernamePasswordAuthenticator(hub.user, hub.password),
      timeout: 2_000,
      maxReconnectAttempts: 3,
    })
  }

  /** Whether the stream has a leader that answers for it. */
  leads(stream: string): Promise<boolean> {
    return this.manage((manager) => manager.streams.info(stream)).then(
      ({ cluster }) => cluster?.leader !== undefined,
      () => false,
    )
  }

  /** The member that leads the public stream. */
  async leader(): Promise<number> {
    const info = await this.manage((manager) => manager.streams.info('INQUIRY'))
    return Math.max(0, Number(info.cluster?.leader?.slice(1) ?? 0))
  }

  stop(): void {
    clearInterval(this.#watching)
    for (const { server } of this.members) server?.kill()
  }

  #reloadChanged(): void {
    const text = existsSync(this.usersFile) ? readFileSync(this.usersFile, 'utf8') : ''
    if (text === this.#loaded || text === '') return
    this.#loaded = text
    for (const { folder, server } of this.members) {
      writeFileSync(join(folder, 'users.conf'), text)
      server?.reload()
    }
  }
}
