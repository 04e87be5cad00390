import { createHash } from 'node:crypto'
import { tokenTypes } from '../../src/index.ts'
import type { TestKey } from './keys.ts'
import { hubId, keys, now } from './world.ts'

export const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
export const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('base64url')

/** What an envelope is made of; a text or bytes stand as they are where a value would be serialized. */
export type Parts = {
  key?: TestKey
  header?: Record<string, unknown> | string | Uint8Array
  payload?: unknown
  /** Signs the signing input instead of the key. */
  signature?: (signingInput: string) => Uint8Array
}

/** An envelope as a node seals it, or with one part made otherwise. */
export function envelope({ key = keys.guangzhou, header, payload, signature }: Parts = {}): string {
  const head =
    typeof header === 'string' || header instanceof Uint8Array ? header : JSON.stringify(header ?? headerOf(key))
  const body =
    typeof payload === 'string' || payload instanceof Uint8Array ? payload : JSON.stringify(payload ?? claims())
  const signingInput = `${base64url(head)}.${base64url(body)}`
  return `${signingInput}.${base64url((signature ?? key.sign)(signingInput))}`
}

/** The protected header that belongs to the key. */
export function headerOf(key: TestKey, typ: string = tokenTypes.envelope): Record<string, unknown> {
  return { alg: key.alg === 'EdDSA' ? 'Ed25519' : 'ES256', kid: key.kid, typ }
}

/** The claims of a good envelope with one good message, some of them changed or, where undefined, left out. */
export function claims(changed: Record<string, unknown> = {}): Record<string, unknown> {
  return { iss: '440100', aud: hubId, iat: now - 5, jti: 'e-1', sequence: 1, messages: [submitted()], ...changed }
}

/** A good `case.submitted`, some of its data or of its own members changed. */
export function submitted(
  data: Record<string, unknown> = {},
  members: Record<string, unknown> = {},
): Record<string, unknown> {
  const good = {
    nature: 'complaint',
    title: '体育东路夜间施工噪声扰民',
    content: '连续三晚十一点后仍在打桩，影响休息，请核查处理。',
    division: '440106',
    channel: 'web',
    submittedAt: '2026-11-22T09:55:00+08:00',
    reporter: { kind: 'person' },
    secrecy: 'none',
    public: true,
    urgency: 'normal',
  }
  const head = { id: 'm-1', type: 'case.submitted', time: '2026-11-22T09:56:00+08:00', case: { sourceId: 'GZ-1' } }
  return { ...head, data: { ...good, ...data }, ...members }
}

/** The signing input of a compact token: everything before the last dot. */
export function signingInputOf(token: string): string {
  return token.slice(0, token.lastIndexOf('.'))
}
