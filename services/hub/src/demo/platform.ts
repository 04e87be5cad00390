import { hash } from 'node:crypto'
import {
  generateEncryptionKey,
  generateSigningKey,
  importVerificationKey,
  sealEnrolment,
  sealEnvelope,
  sealReporter,
  verifyReceipt,
  type DecryptionKey,
  type EncryptionKey,
  type SigningKey,
  type VerificationKey,
} from '@inquiry/envelope'
import type { Filing } from '@inquiry/demonstration'
import type { Discovery, EnvelopeClaims, MessagesAnswer, Problem } from '@inquiry/schema'

/** The hub as every platform sees it: its address, its name, its public keys. */
export type HubSeen = { url: string; hubId: string; encryption: EncryptionKey; receiptKeys: readonly VerificationKey[] }

/** What became of an envelope. */
export type Sent = { ok: true; answer: MessagesAnswer; bytes: string } | { ok: false; problem: Problem; bytes: string }

/** A platform of the demonstration: a key of its own, and a count of its envelopes. */
export type Platform = { nodeId: string; key: SigningKey; encryption: DecryptionKey; sequence: number }

export function newPlatform(nodeId: string): Platform {
  return { nodeId, key: generateSigningKey(), encryption: generateEncryptionKey(), sequence: 0 }
}

/** The platform of a node, by whatever it is known as meanwhile. Throws where there is none. */
export function platformOf<T extends Platform>(platforms: ReadonlyMap<string, T>, nodeId: string): T {
  const platform = platforms.get(nodeId)
  if (!platform) throw new Error(`the demonstration has no node ${nodeId}`)
  return platform
}

/** Learn the hub's name and keys from its well-known documents. */
export async function discover(url: string): Promise<HubSeen> {
  const hub = (await (await fetch(`${url}/.well-known/inquiry-hub`)).json()) as Discovery
  const { keys } = (await (await fetch(`${url}${hub.jwks}`)).json()) as { keys: unknown[] }
  const { kid = '' } = hub.encryptionKey
  return {
    url,
    hubId: hub.hubId,
    encryption: { kid, jwk: hub.encryptionKey } as EncryptionKey,
    receiptKeys: keys.flatMap((jwk) => importVerificationKey(jwk) ?? []),
  }
}

/** Enrol with a one-time code; the signature proves that the platform holds the key. */
export async function enrol(hub: HubSeen, platform: Platform, code: string): Promise<void> {
  const { nodeId, key, encryption } = platform
  const claims = {
    iss: nodeId,
    aud: hub.hubId,
    iat: unixSeconds(),
    jti: `enrol-${nodeId}`,
    code,
    encryptionKey: encryption.jwk,
  }
  const response = await post(`${hub.url}/v1/enrolments`, await sealEnrolment(claims, key.signer, key.jwk))
  if (response.status !== 201) throw new Error(`${nodeId} could not enrol: ${await response.text()}`)
}

/** The message by which a filing becomes a case. The reporter's data leave the platform sealed to the hub. */
export async function submission(hub: HubSeen, filing: Filing): Promise<Record<string, unknown>> {
  const sealed = filing.reporter ? { sealed: await sealReporter(filing.reporter, hub.encryption) } : {}
  return {
    id: `m-${filing.sourceId}`,
    type: 'case.submitted',
    time: new Date().toISOString(),
    case: { sourceId: filing.sourceId },
    data: { ...filing.data, reporter: { ...filing.data.reporter, ...sealed } },
  }
}

/** Seal messages in the platform's next envelope. */
export function seal(hub: HubSeen, platform: Platform, messages: Record<string, unknown>[]): Promise<string> {
  const sequence = ++platform.sequence
  const claims: EnvelopeClaims = {
    iss: platform.nodeId,
    aud: hub.hubId,
    iat: unixSeconds(),
    jti: `e-${sequence}`,
    sequence,
    messages,
  }
  return sealEnvelope(claims, platform.key.signer)
}

/** Push a sealed envelope. A platform believes an answer only with a receipt that verifies. */
export async function push(hub: HubSeen, platform: Platform, bytes: string): Promise<Sent> {
  const response = await post(`${hub.url}/v1/messages`, bytes)
  if (!response.ok) return { ok: false, problem: (await response.json()) as Problem, bytes }
  const answer = (await response.json()) as MessagesAnswer
  const subject = { envelope: subjectOf(bytes), results: answer.results }
  const verdict = await verifyReceipt(answer.receipt, subject, {
    hubId: hub.hubId,
    nodeId: platform.nodeId,
    keys: hub.receiptKeys,
  })
  if (!verdict.ok) throw new Error(`${platform.nodeId} got a receipt that proves nothing: ${verdict.fault}`)
  return { ok: true, answer, bytes }
}

function subjectOf(bytes: string): { jti: string; sequence: number; digest: string } {
  const [, payload = ''] = bytes.split('.')
  const { jti, sequence } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    jti: string
    sequence: number
  }
  return { jti, sequence, digest: hash('sha256', bytes.slice(0, bytes.lastIndexOf('.')), 'base64url') }
}

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/jose', 'accept-language': 'en' }, body })
}

export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
