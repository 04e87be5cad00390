import { randomUUID } from 'node:crypto'
import {
  generateEncryptionKey,
  generateSigningKey,
  sealAccessToken,
  sealEnrolment,
  sealEnvelope,
  type DecryptionKey,
  type SigningKey,
} from '@inquiry/envelope'
import type { EnvelopeClaims, InboxEvent, MessageResult } from '@inquiry/schema'
import { request, type Answer } from './answer.ts'

type Messages = Record<string, unknown>[]
export type Envelope = { results: MessageResult[]; receipt: string }

/** A platform or department with a key of its own. It speaks the wire by itself, so that a test can also say wrong things. */
export class Node {
  readonly url: string
  readonly hubId: string
  readonly nodeId: string
  readonly key: SigningKey
  readonly encryption: DecryptionKey
  sequence = 0

  private constructor(url: string, hubId: string, nodeId: string, key: SigningKey, encryption: DecryptionKey) {
    this.url = url
    this.hubId = hubId
    this.nodeId = nodeId
    this.key = key
    this.encryption = encryption
  }

  static async enrol(url: string, hubId: string, nodeId: string, code: string): Promise<Node> {
    const node = new Node(url, hubId, nodeId, generateSigningKey(), generateEncryptionKey())
    const claims = {
      iss: nodeId,
      aud: hubId,
      iat: seconds(),
      jti: randomUUID(),
      code,
      encryptionKey: node.encryption.jwk,
    }
    const answer = await node.post(
      '/v1/enrolments',
      await sealEnrolment(claims as never, node.key.signer, node.key.jwk as never),
    )
    if (answer.status !== 201) throw new Error(`${nodeId} could not enrol: ${answer.text}`)
    return node
  }

  post<T = Record<string, unknown>>(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer<T>> {
    return request<T>(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/jose', 'accept-language': 'en' },
      body,
    })
  }

  /** The next envelope with these messages, its claims changed as given. */
  seal(messages: Messages, claims: Partial<EnvelopeClaims> = {}): Promise<string> {
    const whole = {
      iss: this.nodeId,
      aud: this.hubId,
      iat: seconds(),
      jti: randomUUID(),
      sequence: ++this.sequence,
      messages,
      ...claims,
    }
    return sealEnvelope(whole, this.key.signer)
  }

  /** Push messages in one envelope; whatever comes back. */
  async push(...messages: Messages): Promise<Answer<Envelope>> {
    return this.post<Envelope>('/v1/messages', await this.seal(messages))
  }

  /** Push one message and answer its result; fails the test where the envelope is refused. */
  async say(message: Record<string, unknown>): Promise<MessageResult> {
    const answer = await this.push(message)
    const [result] = answer.body.results ?? []
    if (!result) throw new Error(`${this.nodeId}: ${answer.status} ${answer.text}`)
    return result
  }

  token(claims: Partial<{ iat: number; exp: number; aud: string }> = {}): Promise<string> {
    const iat = seconds()
    return sealAccessToken(
      { iss: this.nodeId, aud: this.hubId, iat, exp: iat + 300, jti: randomUUID(), ...claims },
      this.key.signer,
    )
  }

  /** Ask anything with a token signed for it. */
  async ask<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<Answer<T>> {
    return request<T>(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token()}`,
        'accept-language': 'en',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }

  /** Read with a token signed for it. */
  async get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return request<T>(`${this.url}${path}`, {
      headers: { authorization: `Bearer ${await this.token()}`, 'accept-language': 'en' },
    })
  }

  /** Everything in the inbox, or what comes within `wait` seconds after a position. */
  async inbox(after = -1, wait = 0): Promise<InboxEvent[]> {
    return (await this.get<{ events: InboxEvent[] }>(`/v1/inbox?after=${after}&limit=1000&wait=${wait}`)).body.events
  }

  /** Wait until the inbox holds an event of the type about the case. */
  async receive(type: string, caseId: string, seconds_ = 10): Promise<InboxEvent> {
    const until = Date.now() + seconds_ * 1000
    while (Date.now() < until) {
      const found = (await this.inbox(-1, 1)).find(
        (event) => event.subject === caseId && event.type === `inquiry.${type}.v1`,
      )
      if (found) return found
    }
    throw new Error(`${this.nodeId} did not receive ${type} of ${caseId}`)
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
