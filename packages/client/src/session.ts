import { importEncryptionKey, importVerificationKey, sealAccessToken } from '@inquiry/envelope'
import type { EncryptionKey, SigningKey, VerificationKey } from '@inquiry/envelope'
import { Discovery, issuedAtWindow, Jwks, parse } from '@inquiry/schema'
import type { Parsed } from '@inquiry/schema'
import { randomUUID } from 'node:crypto'
import { no, slugOf } from './answer.ts'
import type { Answer, Failure } from './answer.ts'
import { callHub } from './hub.client.ts'
import type { HubRequest } from './hub.client.ts'

/** The hub as it describes itself, with the keys it signs with and the one it opens reporter data with. */
export type Hub = { discovery: Discovery; keys: VerificationKey[]; encryptionKey: EncryptionKey }

/** Seconds before its end at which a token is no longer shown. */
const tokenMargin = 30
const requestTimeoutMs = 30_000
/** How long the hub's description is believed: its encryption key may be succeeded. */
const hubAgeMs = 3_600_000

/** A node's dealings with one hub: who it is, by which key, and what the hub's clock says. */
export class Session {
  readonly nodeId: string
  readonly #hubUrl: string
  #key: SigningKey
  #hub: { value: Hub; until: number } | undefined
  #clockOffset = 0
  #token: { text: string; exp: number } | undefined

  constructor(hubUrl: string, nodeId: string, key: SigningKey) {
    this.#hubUrl = hubUrl
    this.nodeId = nodeId
    this.#key = key
  }

  get key(): SigningKey {
    return this.#key
  }

  /** Sign with another key from now on. */
  useKey(key: SigningKey): void {
    this.#key = key
    this.#token = undefined
  }

  /** Unix seconds by the hub's clock, as far as it is known. */
  now(): number {
    return Math.floor(Date.now() / 1000) + this.#clockOffset
  }

  /** Set the clock by the time that a refusal carries; false where it carries none. */
  learnTime(failure: Failure): boolean {
    const hubTime = failure.kind === 'refused' ? failure.problem['hubTime'] : undefined
    if (typeof hubTime !== 'number') return false
    this.#clockOffset = hubTime - Math.floor(Date.now() / 1000)
    this.#token = undefined
    return true
  }

  /** What the hub says of itself, asked once an hour, and after `forgetHub`. */
  async hub(): Promise<Answer<Hub>> {
    if (this.#hub && performance.now() < this.#hub.until) return { ok: true, value: this.#hub.value }
    const answer = await this.#discover()
    if (answer.ok) this.#hub = { value: answer.value, until: performance.now() + hubAgeMs }
    return answer
  }

  /** Ask again next time: the hub may sign with a new key. */
  forgetHub(): void {
    this.#hub = undefined
  }

  /** Send a signed body. */
  post(path: string, jws: string, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call({ method: 'POST', path, jws, timeoutMs: requestTimeoutMs, signal })
  }

  /** Ask with the node's own token. A clock that is wrong is set right by the hub's, once. */
  async ask(
    method: 'GET' | 'PUT' | 'DELETE',
    path: string,
    more: { waitMs?: number; signal?: AbortSignal | undefined; bytes?: Uint8Array } = {},
  ): Promise<Answer<unknown>> {
    const { waitMs = 0, signal, bytes } = more
    const request = { method, path, bytes, timeoutMs: requestTimeoutMs + waitMs, signal }
    const answer = await this.#call({ ...request, token: await this.#accessToken() })
    const unsynchronised = !answer.ok && slugOf(answer.failure) === 'unauthenticated' && this.learnTime(answer.failure)
    return unsynchronised ? this.#call({ ...request, token: await this.#accessToken() }) : answer
  }

  /** Read something that has a contract. */
  async get<T>(path: string, contract: (value: unknown) => Parsed<T>): Promise<Answer<T>> {
    return trusted(await this.ask('GET', path), contract)
  }

  #call(request: HubRequest): Promise<Answer<unknown>> {
    return callHub(this.#hubUrl, request)
  }

  async #accessToken(): Promise<string> {
    const iat = this.now()
    if (this.#token && this.#token.exp - tokenMargin > iat) return this.#token.text
    const hub = await this.hub()
    const exp = iat + issuedAtWindow.maxAge
    const aud = hub.ok ? hub.value.discovery.hubId : ''
    const text = await sealAccessToken({ iss: this.nodeId, aud, iat, exp, jti: randomUUID() }, this.#key.signer)
    if (hub.ok) this.#token = { text, exp }
    return text
  }

  async #discover(): Promise<Answer<Hub>> {
    const get = (path: string) => this.#call({ method: 'GET', path, timeoutMs: requestTimeoutMs })
    const found = trusted(await get('/.well-known/inquiry-hub'), (value) => parse(Discovery, value))
    if (!found.ok) return found
    const set = trusted(await get(found.value.jwks), (value) => parse(Jwks, value))
    if (!set.ok) return set
    const keys = set.value.keys.flatMap((jwk) => importVerificationKey(jwk) ?? [])
    const encryptionKey = importEncryptionKey(found.value.encryptionKey)
    if (!encryptionKey || keys.length === 0) return no({ kind: 'untrusted', detail: 'the hub publishes no usable key' })
    return { ok: true, value: { discovery: found.value, keys, encryptionKey } }
  }
}

/** An answer as it was given, if its contract holds: members that the contract does not know stay in it. */
export function trusted<T>(answer: Answer<unknown>, contract: (value: unknown) => Parsed<T>): Answer<T> {
  if (!answer.ok) return answer
  const judged = contract(answer.value)
  if (judged.ok) return { ok: true, value: answer.value as T }
  const [first] = judged.errors
  return no({ kind: 'untrusted', detail: `the answer breaks its contract at ${first?.pointer}: ${first?.message}` })
}
