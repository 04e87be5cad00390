import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NatsCredentials } from '@inquiry/schema'
import { wellBehaved, Sink } from '../../deliveries/sink.ts'
import { digestOf, History } from '../history.ts'
import type { Truth } from '../check.ts'
import { Platform } from '../load/platform.ts'
import { fetchFromNats, followPublic, noteDelivery, pullInbox, streamInbox } from '../load/subscribers.ts'
import type { Random } from '../random.ts'
import { LabDatabase } from './database.ts'
import { LabHub } from './hub.ts'
import { NatsCluster } from './nats-cluster.ts'
import { Proxy } from './proxy.ts'

const hubId = '440000-hub'

/** Two hubs on one PostgreSQL and three NATS servers, two platforms that send, and subscribers of every kind. */
export class Lab {
  readonly folder: string
  readonly history: History
  readonly random: Random
  readonly cluster: NatsCluster
  readonly hubs: LabHub[] = []
  readonly databaseWires: Proxy[] = []
  readonly natsWires: Proxy[][] = []
  readonly adminToken = randomBytes(24).toString('base64url')
  platforms: Platform[] = []
  database!: LabDatabase
  sink!: Sink
  #ending = new AbortController()
  #following: Promise<void>[] = []
  /** The position after which the webhook began. */
  #webhookAfter = -1

  private constructor(folder: string, history: History, random: Random, cluster: NatsCluster) {
    this.folder = folder
    this.history = history
    this.random = random
    this.cluster = cluster
  }

  static async start(folder: string, natsBinary: string, random: Random): Promise<Lab> {
    mkdirSync(folder, { recursive: true })
    const cluster = await NatsCluster.start(natsBinary, join(folder, 'nats'))
    const lab = new Lab(folder, new History(join(folder, 'history.jsonl')), random, cluster)
    try {
      await lab.#openHubs()
      await lab.#subscribe()
      return lab
    } catch (error) {
      await lab.stop()
      throw error
    }
  }

  get hubUrls(): string[] {
    return this.hubs.map(({ url }) => url)
  }

  /** Note what is done to the lab. */
  say(said: string): void {
    this.history.note({ what: 'fault', said, at: this.history.now() })
  }

  /** The hub whose relay holds the lease; the first where none does. A holder's name begins with its process. */
  async relayHub(): Promise<number> {
    const [row] = await this.database
      .query<{ holder: string | null }>(`select holder from reader_cursor where name = 'relay'`)
      .catch(() => [])
    return Math.max(
      0,
      this.hubs.findIndex(({ pid }) => row?.holder?.startsWith(`${pid}-`) === true),
    )
  }

  async #openHubs(): Promise<void> {
    this.database = await LabDatabase.start(this.folder, (port) => {
      for (const wire of this.databaseWires) wire.upstream = port
    })
    const masterKey = randomBytes(32).toString('hex')
    for (const i of [0, 1]) {
      const wire = await Proxy.open(Number(new URL(this.database.url).port))
      this.databaseWires.push(wire)
      this.natsWires.push(await Promise.all(this.cluster.ports.map((port) => Proxy.open(port))))
      this.hubs.push(
        await LabHub.at({
          folder: join(this.folder, `hub${i}`),
          databaseUrl: this.database.urlAt(wire.port),
          natsUrl: this.cluster.url((this.natsWires[i] ?? []).map(({ port }) => port)),
          natsUsersFile: this.cluster.usersFile,
          adminToken: this.adminToken,
          masterKey,
        }),
      )
    }
    for (const hub of this.hubs) hub.start()
    for (const hub of this.hubs) await hub.ready()
  }

  async #subscribe(): Promise<void> {
    for (const nodeId of ['440100', '440300']) {
      const platform = new Platform(nodeId, hubId, this.hubUrls, this.history, this.random)
      const { enrolment } = await this.#administer<{ enrolment: { code: string } }>('/v1/nodes', {
        nodeId,
        name: nodeId,
        kind: 'city',
      })
      await platform.enrol(enrolment.code)
      this.platforms.push(platform)
    }
    const [guangzhou, shenzhen] = this.platforms
    if (!guangzhou || !shenzhen) throw new Error('two platforms')
    this.sink = await Sink.open((arrival, count) => {
      if (arrival.body.includes('"specversion"')) noteDelivery(this.history, '440100/webhook', arrival.body)
      return wellBehaved(arrival, count)
    })
    const webhook = await this.#ask<{ position: number }>(guangzhou, 'PUT', '/v1/webhooks/main', { url: this.sink.url })
    this.#webhookAfter = webhook.position
    const credentials = await this.#ask<NatsCredentials>(shenzhen, 'POST', '/v1/self/nats')
    const servers = this.cluster.ports.map((port) => `127.0.0.1:${port}`)
    const following = { history: this.history, signal: this.#ending.signal }
    this.#following = [
      pullInbox('440100/pull', guangzhou, this.hubUrls, following),
      fetchFromNats('440300/nats', credentials, servers, following),
      streamInbox('440300/sse', shenzhen, this.hubUrls, following),
      followPublic('public/jetstream', this.cluster.url(this.cluster.ports), hubId, following),
    ]
  }

  async #administer<T>(path: string, body: object): Promise<T> {
    const answer = await fetch(`${this.hubUrls[0]}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async #ask<T>(platform: Platform, method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.hubUrls[0]}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await platform.token()}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  /** What the stores hold. */
  async truth(): Promise<Truth> {
    const messages = await this.database.query<{ name: string; digest: string; position: string }>(
      `select node_id || '/' || message_id as name, digest, position from message`,
    )
    const events = await this.database.query<{ position: string; subject: string; leaf: string }>(
      'select position, subject, leaf from event order by position',
    )
    const inbox = await this.database.query<{ node_id: string; position: string }>(
      'select node_id, position from inbox order by position',
    )
    const of = (node: string, after: number) =>
      inbox.flatMap((row) => (row.node_id === node && Number(row.position) > after ? [Number(row.position)] : []))
    return {
      messages: new Map(messages.map((row) => [row.name, { digest: row.digest, position: Number(row.position) }])),
      events: events.map((row) => ({
        position: Number(row.position),
        subject: row.subject,
        digest: digestOf(row.leaf),
      })),
      expected: new Map([
        ['440100/pull', of('440100', -1)],
        ['440100/webhook', of('440100', this.#webhookAfter)],
        ['440300/nats', of('440300', -1)],
        ['440300/sse', of('440300', -1)],
        ['public/jetstream', events.map((row) => Number(row.position))],
      ]),
    }
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    for (const wire of [...this.databaseWires, ...this.natsWires.flat()]) wire.close()
    for (const hub of this.hubs) if (hub.isRunning) await hub.kill()
    this.cluster.stop()
    await Promise.all(this.#following)
    this.sink?.close()
    await this.database?.stop()
    this.history.close()
  }
}
