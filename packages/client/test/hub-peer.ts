import {
  generateEncryptionKey,
  generateSigningKey,
  judgeIssuedAt,
  messageDigest,
  openAccessToken,
  openEnrolment,
  openEnvelope,
  openKeyAddition,
  signKeyReceipt,
  signReceipt,
  withoutQueryCode,
} from '@inquiry/envelope'
import type { KeyRecord, OpenedEnvelope, Refusal, SigningKey } from '@inquiry/envelope'
import { problems, problemType } from '@inquiry/schema'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> }

/** Something that goes wrong once on the way: it may keep the request from the hub, or change what the hub said. */
export type Mishap = (request: IncomingMessage, answer: () => Promise<Reply>) => Promise<Reply | 'cut'>

const enrolmentCode = 'C'.repeat(26)

/**
 * The hub's side of the standard at its smallest, on a port of its own: real signatures over real HTTP, records in
 * memory, and a clock that can be wrong. What a node's rare bad day needs, a hub that works cannot be made to do.
 */
export class HubPeer {
  readonly hubId = '440000-hub'
  readonly code = enrolmentCode
  signing: SigningKey = generateSigningKey()
  readonly encryption = generateEncryptionKey()
  readonly keys = new Map<string, KeyRecord>()
  /** The hub's clock beside this machine's, in seconds. */
  clockOffset = 0
  /** Every body that arrived at an endpoint, in order. */
  readonly arrived: { path: string; body: string }[] = []
  readonly envelopes = new Map<string, { opened: OpenedEnvelope; reply: Reply }>()
  readonly inbox: unknown[] = []
  readonly attachments = new Map<string, Buffer>()
  readonly mishaps: Mishap[] = []
  readonly #recorded = new Map<string, { digest: string; result: object }>()
  readonly #statements = new Map<string, Reply>()
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  register(nodeId: string, { kid, alg, publicKey }: SigningKey): void {
    this.keys.set(kid, { kid, nodeId, alg, publicKey })
  }

  /** Put events into the inbox at these positions. */
  publish(...positions: number[]): void {
    for (const position of positions) this.inbox.push(inboxEvent(this.hubId, position))
  }

  get #now(): Date {
    return new Date(Date.now() + this.clockOffset * 1000)
  }

  get #context() {
    return { hubId: this.hubId, now: this.#now, findKey: (kid: string) => this.keys.get(kid) }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const url = new URL(request.url ?? '/', 'http://hub')
    if (request.method === 'POST') this.arrived.push({ path: url.pathname, body: body.toString() })
    const answer = () => this.#answer(`${request.method} ${url.pathname}`, url.searchParams, body, request)
    const isMetadata = url.pathname.startsWith('/.well-known/')
    const mishap = isMetadata ? undefined : this.mishaps.shift()
    const reply = mishap ? await mishap(request, answer) : await answer()
    if (reply === 'cut') return void request.socket.destroy()
    const isProblem = reply.status >= 400
    response.writeHead(reply.status, {
      'content-type': isProblem ? 'application/problem+json' : 'application/json',
      ...reply.headers,
    })
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  }

  async #answer(call: string, query: URLSearchParams, body: Buffer, request: IncomingMessage): Promise<Reply> {
    if (call === 'GET /.well-known/inquiry-hub') return { status: 200, body: this.#discovery() }
    if (call === 'GET /.well-known/jwks.json')
      return { status: 200, body: { keys: [this.signing.jwk, this.encryption.jwk] } }
    if (call === 'POST /v1/messages') return this.#messages(body)
    if (call === 'POST /v1/enrolments') return this.#enrolments(body)
    if (call === 'POST /v1/keys') return this.#addKey(body)
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const opened = await openAccessToken(token, this.#context)
    if (!opened.ok) return refused(opened.refusal)
    if (call === 'GET /v1/inbox') return this.#page(query)
    if (call === 'GET /v1/self') return { status: 200, body: this.#self(opened.access.nodeId) }
    const [, digest] = call.split('PUT /v1/attachments/')
    if (digest !== undefined) {
      const isThere = this.attachments.has(digest)
      this.attachments.set(digest, body)
      return { status: isThere ? 200 : 201, body: '' }
    }
    const [, kid = ''] = call.split('DELETE /v1/keys/')
    const key = this.keys.get(kid)
    if (!key) return refused({ slug: 'not-found', detail: { zh: '无', en: 'none' }, errors: [] })
    this.keys.set(kid, { ...key, revokedAt: this.#now })
    return { status: 204 }
  }

  async #messages(body: Buffer): Promise<Reply> {
    const opened = await openEnvelope(body, this.#context)
    const recorded = opened.envelope && this.envelopes.get(opened.envelope.jti)
    if (recorded && recorded.opened.payloadDigest === opened.envelope?.payloadDigest) return recorded.reply
    if (!opened.ok) return refused(opened.refusal)
    const { envelope } = opened
    const stale = judgeIssuedAt(envelope.iat, this.#now)
    if (stale) return refused(stale)
    const taken = [...this.envelopes.values()].some((other) => other.opened.sequence === envelope.sequence)
    if (recorded || taken)
      return refused({ slug: 'envelope-conflict', detail: { zh: '冲突', en: 'conflict' }, errors: [] })
    const results = envelope.messages.map((message) => this.#record(message))
    const { jti, sequence, signingInputDigest, nodeId } = envelope
    const head = { hubId: this.hubId, nodeId, iat: Math.floor(this.#now.getTime() / 1000), jti: randomUUID() }
    const receipt = await signReceipt(head, { jti, sequence, digest: signingInputDigest }, results, this.signing.signer)
    const reply = { status: 200, body: { results, receipt } }
    this.envelopes.set(jti, { opened: envelope, reply })
    return reply
  }

  /** A message is rejected where its data says so. */
  #record(message: Record<string, unknown>): { id: string; status: string } {
    const id = String(message['id'])
    const data = message['data'] as { reason?: string }
    const digest = messageDigest({ type: message['type'], time: message['time'], case: message['case'], data })
    const known = this.#recorded.get(id)
    if (known) return { id, ...known.result, status: known.digest === digest ? 'already-recorded' : 'rejected' }
    if (data.reason === 'reject me') return rejection(id)
    const caseId = `019ab3f0-5c1e-7c4a-9d0e-${String(this.#recorded.size).padStart(12, '0')}`
    const result = { caseId, position: this.#recorded.size }
    this.#recorded.set(id, { digest, result })
    return withoutQueryCode({ id, status: 'recorded', ...result }) as { id: string; status: string }
  }

  async #enrolments(body: Buffer): Promise<Reply> {
    const opened = await openEnrolment(body, { hubId: this.hubId, now: this.#now })
    const enrolment = opened.enrolment
    const recorded = this.#statements.get(enrolment?.digest ?? '')
    if (recorded) return recorded
    if (!opened.ok) return refused(opened.refusal)
    const { nodeId, key, digest, code } = opened.enrolment
    const isUsed = [...this.keys.values()].some((record) => record.nodeId === nodeId)
    if (code !== this.code || isUsed) {
      const detail = { zh: '接入码无效', en: 'the code is not good' }
      return refused({
        slug: 'enrolment-refused',
        detail,
        errors: [],
        members: { reason: isUsed ? 'used' : 'unknown-code' },
      })
    }
    this.keys.set(key.kid, { ...key, nodeId })
    const receipt = await this.#keyReceipt(nodeId, key.kid, digest)
    const reply = { status: 201, body: { nodeId, kid: key.kid, sequence: 0, receipt } }
    this.#statements.set(digest, reply)
    return reply
  }

  async #addKey(body: Buffer): Promise<Reply> {
    const opened = await openKeyAddition(body, this.#context)
    const recorded = this.#statements.get(opened.addition?.digest ?? '')
    if (recorded) return recorded
    if (!opened.ok) return refused(opened.refusal)
    const { nodeId, key, digest } = opened.addition
    this.keys.set(key.kid, { ...key, nodeId })
    const receipt = await this.#keyReceipt(nodeId, key.kid, digest)
    const reply = { status: 201, body: { kid: key.kid, notBefore: '2026-11-22T10:00:00.000+08:00', receipt } }
    this.#statements.set(digest, reply)
    return reply
  }

  #keyReceipt(nodeId: string, kid: string, digest: string): Promise<string> {
    const iat = Math.floor(this.#now.getTime() / 1000)
    return signKeyReceipt({ hubId: this.hubId, nodeId, iat, jti: randomUUID() }, { kid, digest }, this.signing.signer)
  }

  #page(query: URLSearchParams): Reply {
    const after = Number(query.get('after') ?? -1)
    const events = (this.inbox as { position: number }[])
      .filter(({ position }) => position > after)
      .slice(0, Number(query.get('limit')))
    return { status: 200, body: { events, next: events.at(-1)?.position ?? after } }
  }

  #self(nodeId: string): object {
    const sequence = Math.max(0, ...[...this.envelopes.values()].map(({ opened }) => opened.sequence))
    return {
      nodeId,
      name: '广州',
      kind: 'city',
      status: 'active',
      sequence,
      holes: [],
      keys: [],
      webhooks: [],
      inboxHead: -1,
    }
  }

  #discovery(): object {
    const names = [
      'messages',
      'inbox',
      'enrolments',
      'keys',
      'self',
      'rejections',
      'cases',
      'attachments',
      'webhooks',
      'nodes',
      'routes',
      'deadlines',
      'events',
    ]
    const endpoints = {
      ...Object.fromEntries(names.map((name) => [name, `/v1/${name}`])),
      publicCases: '/v1/public/cases',
      stats: '/v1/stats/cases',
      codeLists: '/v1/code-lists',
    }
    const limits = {
      maxBody: 8_388_608,
      maxMessages: 1000,
      maxAttachment: 1,
      envelopesPerSecond: 0,
      envelopeBurst: 0,
      readsPerSecond: 0,
      maxAge: 300,
      maxAhead: 60,
    }
    const log = { origin: 'hub', checkpoint: '/v1/log/checkpoint', tiles: '/v1/log', proof: '/v1/log/proof', vkey: 'x' }
    const paths = {
      jwks: '/.well-known/jwks.json',
      catalogue: '/v1/catalogue',
      openapi: '/openapi.json',
      asyncapi: '/asyncapi.json',
    }
    const events = { http: '/v1/events', sse: '/v1/events/stream' }
    return {
      hubId: this.hubId,
      name: '枢纽',
      versions: ['1.0'],
      endpoints,
      encryptionKey: this.encryption.jwk,
      events,
      log,
      limits,
      ...paths,
    }
  }
}

function problem(slug: Refusal['slug'], detail = '', members: object = {}): object {
  const { status, zh } = problems[slug]
  return { type: problemType(slug), title: zh, status, detail, instance: '/v1', errors: [], ...members }
}

function rejection(id: string): { id: string; status: string; problem: object } {
  return { id, status: 'rejected', problem: problem('invalid-message') }
}

function refused({ slug, detail, members }: Refusal): Reply {
  return { status: problems[slug].status, body: problem(slug, detail.zh, members) }
}

function inboxEvent(hubId: string, position: number): object {
  return {
    specversion: '1.0',
    id: `${hubId}:${position}`,
    source: `/hubs/${hubId}`,
    type: 'inquiry.case.accepted.v1',
    subject: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e',
    time: '2026-11-22T10:00:00.000+08:00',
    dataschema: 'https://standard.invalid/schema',
    datacontenttype: 'application/json',
    position,
    sequence: String(position),
    division: '440106',
    data: { node: '440106-cg' },
    private: { role: 'origin', leaf: 'e30' },
  }
}
